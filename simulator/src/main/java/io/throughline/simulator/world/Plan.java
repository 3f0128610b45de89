package io.throughline.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * A merge request that is going to be opened.
 *
 * @param key names its dice; unique in the world
 * @param createdAt when it opens, epoch milliseconds
 * @param original what it reverts or repeats; null otherwise
 */
record Plan(
    String key,
    long createdAt,
    Project project,
    Account author,
    MergeRequest.Kind kind,
    String targetBranch,
    Pace pace,
    boolean hurry,
    @Nullable MergeRequest original) {}
