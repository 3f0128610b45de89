package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One job of a pipeline; a retry is a job of its own. */
public record Job(
    long id,
    @Nullable Long pipelineId,
    @Nullable Long projectId,
    @Nullable String name,
    @Nullable String stage,
    @Nullable String status,
    @Nullable Boolean allowFailure,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double durationSeconds,
    @Nullable String failureReason)
    implements Snapshot {}
