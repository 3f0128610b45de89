package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published version; for a library the moment that its changes count as deployed.
 *
 * @param id {@link FactId}; where the source numbers no releases, a number made from project and
 *     tag
 * @param commitAt when the released commit was made; it contains what was merged before
 */
public record Release(
    long id,
    @Nullable Long projectId,
    @Nullable String tag,
    @Nullable String name,
    @Nullable String sha,
    @Nullable Instant commitAt,
    @Nullable Instant releasedAt,
    @Nullable String webUrl)
    implements Snapshot {}
