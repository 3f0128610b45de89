package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the main branch of a repository holds a file, as it was found when it was looked at. It
 * holds until the next one of the same repository and path; what was before the first look is not
 * known.
 *
 * @param path inside the repository, {@code .sonarlint/connectedMode.json}
 * @param seenAt when it was looked at, by our clock
 */
public record RepositoryFile(
    long id,
    @Nullable Long projectId,
    @Nullable String path,
    @Nullable Boolean present,
    @Nullable Instant seenAt)
    implements Snapshot {}
