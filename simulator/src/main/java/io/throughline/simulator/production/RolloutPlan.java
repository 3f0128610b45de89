package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.production.Hosting.Strategy;
import io.throughline.simulator.production.Rollout.Analysis;
import io.throughline.simulator.production.Rollout.Pause;
import io.throughline.simulator.production.Rollout.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays the steps of a rollout into the time that it takes. */
final class RolloutPlan {
  // Parts of the whole time: the first pause begins and ends, then the second one.
  private static final double FIRST = 0.10;
  private static final double SECOND = 0.40;
  private static final double THIRD = 0.45;
  private static final double LAST = 0.80;

  private RolloutPlan() {}

  /**
   * The rollout of a version.
   *
   * @param aborted whether it is given up at 20 % of the traffic, at {@code to}
   */
  static Rollout of(
      Hosting hosting,
      Place place,
      int revision,
      Artifact artifact,
      boolean aborted,
      long from,
      long to) {
    Strategy strategy = hosting.strategy(from);
    return strategy == Strategy.CANARY
        ? canary(hosting, place, revision, artifact, aborted, from, to)
        : blueGreen(hosting, revision, artifact, aborted, from, to);
  }

  private static Rollout canary(
      Hosting hosting,
      Place place,
      int revision,
      Artifact artifact,
      boolean aborted,
      long from,
      long to) {
    boolean person = hosting.waitsForPerson();
    long first = part(from, to, FIRST);
    long second = aborted ? to : part(from, to, SECOND);
    List<Pause> pauses = new ArrayList<>();
    // An analysis judges while the first pause lasts.
    pauses.add(new Pause(1, false, first, second));
    long third = aborted ? Long.MAX_VALUE : part(from, to, THIRD);
    if (!aborted) {
      pauses.add(new Pause(3, person, third, part(from, to, LAST)));
    }
    List<Step> steps =
        List.of(
            new Step(20, null, from),
            new Step(null, seconds(first, part(from, to, SECOND)), first),
            new Step(50, null, aborted ? Long.MAX_VALUE : second),
            new Step(
                null,
                person ? null : (Integer) seconds(part(from, to, THIRD), part(from, to, LAST)),
                third));
    return new Rollout(
        revision,
        Strategy.CANARY,
        artifact,
        steps,
        pauses,
        analysis(hosting, place, revision, aborted, first, second),
        aborted,
        from,
        to);
  }

  private static @Nullable Analysis analysis(
      Hosting hosting, Place place, int revision, boolean failed, long from, long to) {
    return hosting.analysed()
        ? new Analysis(
            place.application() + "-" + revision + "-errors", "error-rate", !failed, from, to)
        : null;
  }

  private static Rollout blueGreen(
      Hosting hosting, int revision, Artifact artifact, boolean aborted, long from, long to) {
    long ready = part(from, to, FIRST);
    long over = aborted ? to : part(from, to, LAST);
    return new Rollout(
        revision,
        Strategy.BLUE_GREEN,
        artifact,
        List.of(),
        List.of(new Pause(null, hosting.waitsForPerson(), ready, over)),
        null,
        aborted,
        from,
        to);
  }

  private static int seconds(long from, long to) {
    return (int) Math.max(1, (to - from) / 1000);
  }

  private static long part(long from, long to, double part) {
    return from + (long) ((to - from) * part) / 1000 * 1000;
  }
}
