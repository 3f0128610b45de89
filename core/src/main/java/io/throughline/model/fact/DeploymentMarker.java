package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A note in a monitoring system that something was deployed.
 *
 * @param projectId the running thing, a {@link Project} of the monitoring system
 * @param version as the marker names it: a tag or a commit
 * @param ours whether we wrote it ourselves
 */
public record DeploymentMarker(
    long id,
    @Nullable Long projectId,
    @Nullable Instant at,
    @Nullable String version,
    @Nullable String description,
    @Nullable Boolean ours)
    implements Snapshot {}
