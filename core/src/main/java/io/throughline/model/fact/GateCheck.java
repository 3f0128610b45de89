package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * Whether one condition of a gate held.
 *
 * @param condition unique in its run: gate, measure and transaction
 * @param measure in the words of who judged: {@code line_coverage}, {@code new_coverage}
 * @param bound {@code at least} or {@code at most}; null where the tool does not say
 * @param value null when nothing tells it
 * @param transaction of a load test whose value it is; null for none
 * @param verdict as {@link io.throughline.gate.Verdict#id}
 */
public record GateCheck(
    long gateRunId,
    String condition,
    String gate,
    int place,
    String measure,
    @Nullable String bound,
    @Nullable Double limitValue,
    @Nullable Double value,
    @Nullable String unit,
    @Nullable String transaction,
    String verdict,
    @Nullable String why)
    implements Member {
  @Override
  public long parentId() {
    return gateRunId;
  }

  @Override
  public String key() {
    return condition;
  }
}
