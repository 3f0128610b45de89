package io.throughline.running;

import io.throughline.running.Impact.Effect;
import io.throughline.running.Impact.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a deployment did (METRICS 2.6). A measure got worse or better when the difference is
 * large enough to matter, is seldom seen where nothing changed, and is not the one of every week.
 */
final class ImpactJudge {
  /** Requests that each side needs. */
  static final long FEWEST = 100;

  /** Measurements that each side needs; with fewer the test cannot tell anything. */
  static final int FEWEST_SAMPLES = 5;

  private static final double SELDOM = 0.05;
  private static final double LARGE_CHANGE = 20;
  private static final double LARGE_POINTS = 0.5;
  private static final double OTHER_TRAFFIC = 0.5;

  private final Stretch before;
  private final Stretch after;
  private final Stretch lastWeek;
  private final List<String> confounders;

  /** What the two sides are called. */
  private record Sides(String first, String second) {}

  private final Sides sides;

  private ImpactJudge(
      Sides sides, Stretch before, Stretch after, Stretch lastWeek, List<String> others) {
    this.sides = sides;
    this.before = before;
    this.after = after;
    this.lastWeek = lastWeek;
    this.confounders = new ArrayList<>(others);
  }

  /**
   * Prepares the judgement of a canary by the version that served beside it. It gets as much of the
   * traffic as its step says, so that a difference of that says nothing.
   *
   * @param others other deployments of the service in these stretches, in words
   */
  static ImpactJudge ofCanary(Stretch stable, Stretch canary, List<String> others) {
    return new ImpactJudge(
        new Sides("stable", "canary"), stable, canary, new Stretch(List.of()), others);
  }

  /**
   * Prepares a judgement.
   *
   * @param others other deployments that came between, in words
   */
  ImpactJudge(Stretch before, Stretch after, Stretch lastWeek, List<String> others) {
    this(new Sides("before", "after"), before, after, lastWeek, others);
    Double was = before.perMinute();
    Double is = after.perMinute();
    if (was != null && is != null && was > 0 && Math.abs(is / was - 1) > OTHER_TRAFFIC) {
      confounders.add(
          "traffic "
              + (is > was ? "rose" : "fell")
              + " by "
              + Math.round(100 * Math.abs(is / was - 1))
              + " %");
    }
  }

  List<String> confounders() {
    return List.copyOf(confounders);
  }

  /** What can be told of a canary. */
  List<Effect> ofRequests() {
    return List.of(errorRate(), measured("latency_p95", Sample::p95, true));
  }

  List<Effect> effects() {
    return List.of(
        errorRate(),
        measured("latency_p95", Sample::p95, true),
        measured("throughput", Sample::perMinute, false),
        measured("cpu", Sample::cpu, true),
        measured("memory", Sample::memory, true));
  }

  private Effect errorRate() {
    Double was = rate(before);
    Double is = rate(after);
    Double then = rate(lastWeek);
    String few = few(before.judged(), after.judged());
    if (few != null || was == null || is == null) {
      return undecided("error_rate", was, is, then, few == null ? "nothing was measured" : few);
    }
    Difference d =
        Difference.ofShares(before.errors(), before.judged(), after.errors(), after.judged());
    Double week =
        lastWeek.judged() >= FEWEST
            ? Double.valueOf(
                Difference.ofShares(
                        lastWeek.errors(), lastWeek.judged(), after.errors(), after.judged())
                    .chance())
            : null;
    Double change = d.change();
    boolean large =
        Math.abs(100 * d.delta()) >= LARGE_POINTS
            || (change != null && Math.abs(change) >= LARGE_CHANGE);
    boolean worse = d.delta() > 0;
    boolean usual =
        then != null && week != null && (week >= SELDOM || (worse ? is <= then : is >= then));
    return effect(
        "error_rate",
        new Difference(
            100 * d.before(), 100 * d.after(), 100 * d.low(), 100 * d.high(), d.chance()),
        then,
        large,
        worse,
        usual);
  }

  /**
   * Judges what is measured in each stretch.
   *
   * @param lessIsBetter false for traffic, of which less is worse
   */
  private Effect measured(
      String measure, Function<Sample, @Nullable Double> of, boolean lessIsBetter) {
    double[] was = before.values(of);
    double[] is = after.values(of);
    double[] then = lastWeek.values(of);
    Double middle = then.length == 0 ? null : Double.valueOf(Difference.median(then));
    Double first = was.length == 0 ? null : Double.valueOf(Difference.median(was));
    Double second = is.length == 0 ? null : Double.valueOf(Difference.median(is));
    String few =
        was.length == 0 || is.length == 0 ? null : few(before.requests(), after.requests());
    if (few == null && Math.min(was.length, is.length) < FEWEST_SAMPLES) {
      few =
          was.length == 0 && is.length == 0
              ? "nothing was measured"
              : "too few measurements: " + counts(was.length, is.length);
    }
    if (few != null) {
      return undecided(measure, first, second, middle, few);
    }
    Difference d = Difference.ofMeasurements(was, is);
    Double change = d.change();
    boolean large = change == null ? d.delta() != 0 : Math.abs(change) >= LARGE_CHANGE;
    boolean worse = lessIsBetter ? d.delta() > 0 : d.delta() < 0;
    boolean usual = false;
    if (middle != null && then.length >= FEWEST_SAMPLES) {
      Difference week = Difference.ofMeasurements(then, is);
      boolean beyond = d.delta() > 0 ? week.delta() > 0 : week.delta() < 0;
      usual = !beyond || week.chance() >= SELDOM;
    }
    return effect(measure, d, middle, large, worse, usual);
  }

  /**
   * Puts together what was found.
   *
   * @param usual whether it was the same at this hour a week before
   */
  private Effect effect(
      String measure,
      Difference d,
      @Nullable Double then,
      boolean large,
      boolean worse,
      boolean usual) {
    Verdict verdict = worse ? Verdict.WORSE : Verdict.BETTER;
    String reason = null;
    boolean traffic = measure.equals("throughput");
    if (!confounders.isEmpty() && !traffic) {
      verdict = Verdict.NOT_DECIDABLE;
      reason = String.join("; ", confounders);
    } else if (d.chance() >= SELDOM) {
      verdict = Verdict.NO_CHANGE;
    } else if (!large) {
      verdict = Verdict.NO_CHANGE;
      reason = "the difference is too small to matter";
    } else if (usual) {
      verdict = Verdict.NO_CHANGE;
      reason = "it was so at this hour a week before";
    }
    return new Effect(
        measure,
        d.before(),
        d.after(),
        then,
        d.delta(),
        d.low(),
        d.high(),
        d.change(),
        d.chance(),
        verdict,
        reason);
  }

  private static Effect undecided(
      String measure,
      @Nullable Double was,
      @Nullable Double is,
      @Nullable Double then,
      String reason) {
    Double delta = was == null || is == null ? null : Double.valueOf(is - was);
    Double change =
        delta == null || was == null || was == 0 ? null : Double.valueOf(100 * delta / was);
    return new Effect(
        measure, was, is, then, delta, null, null, change, null, Verdict.NOT_DECIDABLE, reason);
  }

  private static @Nullable Double rate(Stretch stretch) {
    return stretch.judged() == 0 ? null : 100.0 * stretch.errors() / stretch.judged();
  }

  private String counts(long was, long is) {
    return was + " " + sides.first() + ", " + is + " " + sides.second();
  }

  private @Nullable String few(long was, long is) {
    return Math.min(was, is) < FEWEST
        ? "too few requests: " + counts(was, is) + "; " + FEWEST + " are needed"
        : null;
  }
}
