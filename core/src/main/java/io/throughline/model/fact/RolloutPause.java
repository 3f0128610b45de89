package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which a rollout stood still.
 *
 * @param key the instant of its beginning and the reason
 * @param step the step that it stood at; null for blue-green
 * @param reason the controller's word: {@code CanaryPauseStep}, {@code BlueGreenPause}, {@code
 *     InconclusiveAnalysisRun}
 * @param forPerson whether it waits until a person lets it go on
 * @param endedAt when it went on; null while it stands, or when nobody saw it
 */
public record RolloutPause(
    long rolloutId,
    String key,
    @Nullable Integer step,
    @Nullable String reason,
    @Nullable Boolean forPerson,
    Instant startedAt,
    @Nullable Instant endedAt)
    implements Member {
  @Override
  public long parentId() {
    return rolloutId;
  }
}
