package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A round of testing in which test cases are run.
 *
 * @param key the name that people know, {@code SHOP-TR-3}
 */
public record TestCycle(
    long id, @Nullable String key, @Nullable String title, @Nullable Instant createdAt)
    implements Snapshot {}
