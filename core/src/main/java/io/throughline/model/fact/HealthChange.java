package io.throughline.model.fact;

import java.time.Instant;

/**
 * When the health of an application became another one. However often it changes during one sync,
 * it stays one deployment.
 *
 * @param applicationId the application, a {@link Project} of the controller
 * @param key the instant and the status
 * @param status as {@link GitopsApplication#healthStatus}
 * @param at by the source's clock
 */
public record HealthChange(long applicationId, String key, String status, Instant at)
    implements Member {
  @Override
  public long parentId() {
    return applicationId;
  }
}
