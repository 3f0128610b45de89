package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A place that a project deploys to.
 *
 * @param tier {@code production}, {@code staging}, {@code testing}, {@code development} or {@code
 *     other}; null when the source gives none
 */
public record Environment(
    long id,
    @Nullable Long projectId,
    @Nullable String name,
    @Nullable String tier,
    @Nullable String state)
    implements Snapshot {}
