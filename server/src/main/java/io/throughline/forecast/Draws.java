package io.throughline.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What could happen on the days to come, drawn from what happened on the days before. The same
 * question has the same answer: the seed comes from what is known.
 */
final class Draws {
  static final int RUNS = 10_000;

  private final List<Integer> samples;

  /**
   * @param samples tickets that were finished on each of the last working days
   */
  Draws(List<Integer> samples) {
    this.samples = List.copyOf(samples);
  }

  /**
   * One working day to come.
   *
   * @param share how much of it is left, 0 to 1
   * @param before how much of it lies before the close, 0 to {@code share}
   */
  record Day(double share, double before) {
    static final Day WHOLE = new Day(1, 1);
  }

  /**
   * How long the runs took.
   *
   * @param inTime how many runs had all done by the close
   * @param lengths the place of the day on which all was done, from 0, in order; the number of days
   *     for runs that did not get there
   */
  record Lengths(int inTime, int[] lengths) {
    /** The day by which a share of the runs had all done; the number of days where it is later. */
    int by(double share) {
      return lengths[Math.min(lengths.length, (int) Math.ceil(share * lengths.length)) - 1];
    }
  }

  /** Draws until all is done. */
  Lengths until(int remaining, List<Day> days) {
    RandomGenerator random = random(remaining);
    int[] lengths = new int[RUNS];
    int inTime = 0;
    for (int run = 0; run < RUNS; run++) {
      int left = remaining;
      boolean soon = left <= 0;
      int day = 0;
      for (; day < days.size() && left > 0; day++) {
        Day today = days.get(day);
        int drawn = thinned(draw(random), today.share(), random);
        int early =
            today.before() >= today.share()
                ? drawn
                : thinned(drawn, today.before() / today.share(), random);
        soon |= early >= left && today.before() > 0;
        left -= drawn;
      }
      lengths[run] = left > 0 ? days.size() : Math.max(0, day - 1);
      inTime += soon ? 1 : 0;
    }
    Arrays.sort(lengths);
    return new Lengths(inTime, lengths);
  }

  /** How many are finished after a number of whole days, in each run, fewest first. */
  int[] after(int days) {
    RandomGenerator random = random(-days);
    int[] sums = new int[RUNS];
    for (int run = 0; run < RUNS; run++) {
      for (int day = 0; day < days; day++) {
        sums[run] += draw(random);
      }
    }
    Arrays.sort(sums);
    return sums;
  }

  private RandomGenerator random(int question) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(31L * samples.hashCode() + question);
  }

  private int draw(RandomGenerator random) {
    return samples.get(random.nextInt(samples.size()));
  }

  /** Of what is finished on a day, what falls into a part of it. */
  private static int thinned(int count, double share, RandomGenerator random) {
    if (share >= 1) {
      return count;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      kept += random.nextDouble() < share ? 1 : 0;
    }
    return kept;
  }
}
