package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One issue that a server such as SonarQube keeps about the code.
 *
 * @param ref branch; null for the main one
 * @param quality {@code security}, {@code reliability} or {@code maintainability}
 * @param severity {@code critical} (blocker), {@code high} (critical), {@code medium} (major),
 *     {@code low} (minor and info), or {@code unknown}; in both modes the words of findings
 * @param state {@code open}, {@code fixed}, {@code accepted} or {@code false_positive}
 * @param openedAt when it was found first
 * @param closedAt when it was no longer found, or somebody decided; null while it is open
 */
public record CodeIssue(
    long id,
    @Nullable Long projectId,
    @Nullable String key,
    @Nullable String ref,
    @Nullable String rule,
    @Nullable String quality,
    @Nullable String severity,
    @Nullable String state,
    @Nullable String title,
    @Nullable String component,
    @Nullable Integer line,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String webUrl)
    implements Snapshot {}
