package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one version takes over in one place. Times are epoch milliseconds.
 *
 * @param revision how many versions the Rollout has seen
 * @param steps of a canary; empty for blue-green
 * @param analysis null without one
 * @param aborted whether it was given up, at {@code endedAt}
 * @param endedAt when it served all, or was given up
 */
public record Rollout(
    int revision,
    Strategy strategy,
    Artifact artifact,
    List<Step> steps,
    List<Pause> pauses,
    @Nullable Analysis analysis,
    boolean aborted,
    long startedAt,
    long endedAt) {
  public Rollout {
    steps = List.copyOf(steps);
    pauses = List.copyOf(pauses);
  }

  /**
   * A step of a canary.
   *
   * @param weight share of the traffic in percent; null for a step that only waits
   * @param seconds how long it waits; null for no end but a person's
   * @param reachedAt when the rollout came to it; {@code Long.MAX_VALUE} for never
   */
  public record Step(@Nullable Integer weight, @Nullable Integer seconds, long reachedAt) {}

  /**
   * A stretch in which it stood.
   *
   * @param step null for blue-green
   * @param forPerson whether a person had to let it go on
   */
  public record Pause(@Nullable Integer step, boolean forPerson, long from, long to) {}

  /**
   * A judgement by measurements.
   *
   * @param metric what was measured
   */
  public record Analysis(
      String name, String metric, boolean successful, long startedAt, long finishedAt) {
    /** Its phase at a moment. */
    public String phase(long now) {
      return now < finishedAt ? "Running" : successful ? "Successful" : "Failed";
    }
  }

  /** Which step it is at; how many there are when all are done. */
  public int step(long now) {
    int at = 0;
    while (at + 1 < steps.size() && steps.get(at + 1).reachedAt() <= now) {
      at++;
    }
    return !aborted && now >= endedAt ? steps.size() : at;
  }

  /** The pause that it stands in, or null. */
  public @Nullable Pause paused(long now) {
    return pauses.stream().filter(p -> p.from() <= now && now < p.to()).findFirst().orElse(null);
  }

  /** {@code Progressing}, {@code Paused}, {@code Healthy} or {@code Degraded}. */
  public String phase(long now) {
    if (now >= endedAt) {
      return aborted ? "Degraded" : "Healthy";
    }
    return paused(now) == null ? "Progressing" : "Paused";
  }
}
