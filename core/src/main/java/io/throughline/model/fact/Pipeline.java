package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a build pipeline.
 *
 * @param status the source's word in lower case: {@code success}, {@code failed}, {@code canceled},
 *     {@code skipped}, {@code running}, {@code pending}, {@code manual}, ...
 * @param trigger what started it: {@code push}, {@code merge_request_event}, {@code schedule}, ...
 * @param durationSeconds the source's own running time without queueing
 */
public record Pipeline(
    long id,
    @Nullable Long projectId,
    @Nullable String ref,
    @Nullable String sha,
    @Nullable Boolean tag,
    @Nullable String status,
    @Nullable String trigger,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double durationSeconds,
    @Nullable String webUrl)
    implements Snapshot {}
