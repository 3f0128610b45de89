package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one gate.
 *
 * @param gate id of the rules: {@code unit-test}
 * @param place in the order of the rules
 * @param verdict as {@link io.throughline.gate.Verdict#id}
 * @param why one sentence for a person; null when the conditions say it all
 * @param waivedUntil end of the last day on which the waivers hold by which it stands; null when it
 *     stands by none, or nobody says
 */
public record GateOutcome(
    long gateRunId,
    String gate,
    int place,
    String title,
    String verdict,
    @Nullable String why,
    @Nullable Instant waivedUntil)
    implements Member {
  @Override
  public long parentId() {
    return gateRunId;
  }

  @Override
  public String key() {
    return gate;
  }
}
