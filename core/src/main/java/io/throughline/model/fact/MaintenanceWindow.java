package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which something may be down by plan.
 *
 * @param projectId the check or service that it holds for; null: for all of the source
 * @param cancelled true when it did not take place
 */
public record MaintenanceWindow(
    long id,
    @Nullable Long projectId,
    @Nullable String title,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Boolean cancelled)
    implements Snapshot {}
