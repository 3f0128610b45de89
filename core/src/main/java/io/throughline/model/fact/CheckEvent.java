package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a check from outside found. It holds until the next one of the same check.
 *
 * @param checkId the check, a {@link Project} of the watching system
 * @param key the source's own id of it, or the instant
 * @param state {@code up}, {@code down}, {@code paused}, {@code maintenance} or {@code unknown}
 * @param responseMillis how long the answer took
 * @param requests how many requests the service had, by which checks are weighted; null for most
 */
public record CheckEvent(
    long checkId,
    String key,
    String state,
    Instant at,
    @Nullable Integer httpStatus,
    @Nullable Double responseMillis,
    @Nullable Long requests)
    implements Member {
  @Override
  public long parentId() {
    return checkId;
  }
}
