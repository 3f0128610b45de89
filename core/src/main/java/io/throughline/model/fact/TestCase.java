package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A written-down way to test something, kept in a system for managing tests.
 *
 * @param key the name that people know, {@code SHOP-TC-12}
 * @param status the source's own name of the status
 * @param draft whether the status says that it is not ready to be run
 * @param archived whether it was put away
 * @param deleted true once the source no longer has it
 */
public record TestCase(
    long id,
    @Nullable String key,
    @Nullable String title,
    @Nullable String webUrl,
    @Nullable String status,
    @Nullable Boolean draft,
    @Nullable Boolean archived,
    @Nullable Instant createdAt,
    @Nullable Boolean deleted)
    implements Snapshot {}
