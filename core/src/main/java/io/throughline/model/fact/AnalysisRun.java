package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A judgement of a rollout by measurements.
 *
 * @param key name of the analysis run
 * @param phase {@code pending}, {@code running}, {@code successful}, {@code failed}, {@code error}
 *     or {@code inconclusive}
 * @param metrics names of the metrics that failed, joined by commas; null for none
 */
public record AnalysisRun(
    long rolloutId,
    String key,
    @Nullable String phase,
    @Nullable Integer step,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String metrics,
    @Nullable String message)
    implements Member {
  @Override
  public long parentId() {
    return rolloutId;
  }
}
