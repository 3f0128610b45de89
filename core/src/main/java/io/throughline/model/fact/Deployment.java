package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to bring a commit to an environment.
 *
 * @param environment the environment's name
 * @param tier as in {@link Environment}, when the payload carries it
 * @param status {@code created}, {@code running}, {@code success}, {@code failed}, {@code
 *     canceled}, {@code blocked}
 * @param finishedAt when it reached a final status; an event time, never the time of a later edit
 */
public record Deployment(
    long id,
    @Nullable Long projectId,
    @Nullable String environment,
    @Nullable String tier,
    @Nullable String status,
    @Nullable String ref,
    @Nullable String sha,
    @Nullable Long deployerId,
    @Nullable Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String webUrl)
    implements Snapshot {}
