package io.throughline.simulator.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One judging of one build. Times are epoch milliseconds.
 *
 * @param attempt 0 for the first; 1 when it was run again without a change
 * @param startedAt when the job began
 * @param at when it was judged, in whole seconds
 * @param image digest of the image that was built; null where none was
 * @param fate what became of the evidence
 */
public record GateRun(
    Pipeline pipeline,
    int attempt,
    long startedAt,
    long at,
    GateVerdict verdict,
    @Nullable String image,
    Fate fate,
    List<Outcome> gates) {
  public GateRun {
    gates = List.copyOf(gates);
  }

  /** What became of the evidence. */
  public enum Fate {
    KEPT,
    /** The job left no artifacts. */
    NEVER_KEPT,
    /** GitLab lists the artifacts and has them no more. */
    EXPIRED
  }

  /**
   * Whether a condition held.
   *
   * @param value null when nothing tells it
   * @param transaction of a load test; null for none
   */
  public record Condition(
      String measure,
      double limit,
      String bound,
      String unit,
      @Nullable Double value,
      @Nullable String transaction,
      GateVerdict verdict,
      String why) {}

  /**
   * What came of one gate.
   *
   * @param unreadable path of a report that could not be read; null for none
   */
  public record Outcome(
      Gate gate,
      GateVerdict verdict,
      String why,
      List<Condition> conditions,
      List<Measured> measured,
      @Nullable String unreadable) {
    public Outcome {
      conditions = List.copyOf(conditions);
      measured = List.copyOf(measured);
    }
  }

  /** Number of the job of that judged. */
  public long jobId() {
    return pipeline.id() * 16 + 6 + attempt;
  }

  /** The day by which waivers hold. */
  public LocalDate day() {
    return LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
  }

  /** What came of a gate; empty where the pipeline has no such gate. */
  public Optional<Outcome> of(Gate gate) {
    return gates.stream().filter(outcome -> outcome.gate() == gate).findFirst();
  }

  /** All that was measured of a type and kind. */
  public <M extends Measured> Stream<M> measured(Class<M> type, String kind) {
    return gates.stream()
        .flatMap(outcome -> outcome.measured().stream())
        .filter(measured -> measured.kind().equals(kind))
        .map(type::cast);
  }
}
