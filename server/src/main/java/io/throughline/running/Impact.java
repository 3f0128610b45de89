package io.throughline.running;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment did to its service: half an hour after it served all, beside the half hour
 * before it began and the same half hour a week earlier.
 *
 * @param from beginning of what {@code points} cover
 * @param to its end
 * @param startedAt when the deployment began
 * @param servedAt when it served all
 * @param confounders what else happened meanwhile, in words; empty for nothing
 * @param effects one for each measure, in a fixed order
 * @param points what was measured around the moment, oldest first
 * @param canary the new version beside the old one while both answered; null where nothing tells
 *     their requests apart
 */
public record Impact(
    Instant from,
    Instant to,
    Instant startedAt,
    Instant servedAt,
    List<String> confounders,
    List<Effect> effects,
    List<Point> points,
    @Nullable Canary canary) {
  public Impact {
    confounders = List.copyOf(confounders);
    effects = List.copyOf(effects);
    points = List.copyOf(points);
  }

  /** What can be told of a measure. */
  public enum Verdict {
    BETTER,
    WORSE,
    NO_CHANGE,
    NOT_DECIDABLE
  }

  /**
   * What happened to one measure.
   *
   * @param measure {@code error_rate} (percent), {@code latency_p95} (milliseconds), {@code
   *     throughput} (requests a minute), {@code cpu} (cores) or {@code memory} (bytes)
   * @param before value of the half hour before; null when nothing is known
   * @param after value of the half hour after; null when nothing is known
   * @param lastWeek value of the same half hour a week earlier; null when nothing is known
   * @param delta after less before: percentage points of an error rate, else the measure's unit
   * @param low lower end of the 95 % interval of {@code delta}
   * @param high its upper end
   * @param change {@code delta} as a percentage of {@code before}; null when that is 0
   * @param chance of a difference as large where nothing changed; null when it was not tested
   * @param verdict what that means
   * @param reason why it cannot be decided, or why a difference is no change; else null
   */
  public record Effect(
      String measure,
      @Nullable Double before,
      @Nullable Double after,
      @Nullable Double lastWeek,
      @Nullable Double delta,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double change,
      @Nullable Double chance,
      Verdict verdict,
      @Nullable String reason) {}

  /**
   * A stretch around the moment.
   *
   * @param requests a minute; null where nothing is known
   * @param errorRate percent; null without requests
   * @param p95 milliseconds; null where the source tells none
   * @param cpu cores
   * @param memory bytes
   */
  public record Point(
      Instant at,
      @Nullable Double requests,
      @Nullable Double errorRate,
      @Nullable Double p95,
      @Nullable Double cpu,
      @Nullable Double memory) {}

  /**
   * What the new version did beside the old one: in the same stretches of time, so that neither the
   * hour nor another service makes a difference.
   *
   * @param from beginning of the first stretch in which both answered
   * @param to end of the last one
   * @param stableRequests that the old version answered in these stretches
   * @param canaryRequests that the new one answered in them
   * @param confounders what else came to the service meanwhile, in words; empty for nothing
   * @param measures one for each measure that is told of both, in a fixed order
   */
  public record Canary(
      Instant from,
      Instant to,
      long stableRequests,
      long canaryRequests,
      List<String> confounders,
      List<Compared> measures) {
    public Canary {
      confounders = List.copyOf(confounders);
      measures = List.copyOf(measures);
    }
  }

  /**
   * One measure of both versions.
   *
   * @param measure {@code error_rate} (percent) or {@code latency_p95} (milliseconds)
   * @param stable of the old version; null when nothing is known
   * @param canary of the new one; null when nothing is known
   * @param delta canary less stable: percentage points of an error rate, else the measure's unit
   * @param low lower end of the 95 % interval of {@code delta}
   * @param high its upper end
   * @param change {@code delta} as a percentage of {@code stable}; null when that is 0
   * @param chance of a difference as large where the versions are alike; null when it was not
   *     tested
   * @param verdict of the new version
   * @param reason why it cannot be decided, or why a difference is no change; else null
   */
  public record Compared(
      String measure,
      @Nullable Double stable,
      @Nullable Double canary,
      @Nullable Double delta,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double change,
      @Nullable Double chance,
      Verdict verdict,
      @Nullable String reason) {}
}
