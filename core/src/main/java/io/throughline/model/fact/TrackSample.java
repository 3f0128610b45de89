package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a running thing answered in one short stretch, while another one answered
 * beside it. The same requests are in the {@link ServiceSample} of the stretch: no metric adds
 * these up.
 *
 * @param sampleHourId of {@link ServiceSample#hour}
 * @param key the running thing, the beginning of the stretch and the label
 * @param projectId what was measured, a {@link Project} of the measuring system
 * @param environment as of the {@link ServiceSample}
 * @param startAt beginning of the stretch
 * @param seconds how long it is
 * @param label what tells the versions apart, as the source has it: {@code canary} or {@code
 *     stable}, or the hash by which Argo Rollouts labels the pods of a version
 * @param requests answered
 * @param errors those that failed; null where the source does not tell
 * @param p95 percentile of the stretch itself in milliseconds; null where the source tells none
 */
public record TrackSample(
    long sampleHourId,
    String key,
    long projectId,
    String environment,
    Instant startAt,
    int seconds,
    String label,
    long requests,
    @Nullable Long errors,
    @Nullable Double p95)
    implements Member {
  @Override
  public long parentId() {
    return sampleHourId;
  }
}
