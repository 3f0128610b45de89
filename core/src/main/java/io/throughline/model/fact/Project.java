package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository with its merge requests and pipelines.
 *
 * @param path full path, {@code acme/shop/checkout}
 * @param deleted true once the source confirmed that it is gone
 */
public record Project(
    long id,
    @Nullable String path,
    @Nullable String name,
    @Nullable String webUrl,
    @Nullable String defaultBranch,
    @Nullable Instant createdAt,
    @Nullable Boolean archived,
    @Nullable Boolean deleted)
    implements Snapshot {}
