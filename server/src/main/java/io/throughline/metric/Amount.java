package io.throughline.metric;

/** What a metric observes of a row, in SQL; where it is null nothing was observed. */
sealed interface Amount {
  /** A value in the metric's unit. */
  record Value(String value) implements Amount {}

  /**
   * A duration that a calendar measures.
   *
   * @param unit seconds in one of the metric's unit
   */
  record Worked(String calendar, String started, String ended, double unit) implements Amount {}

  /** Two sums, of which the first is divided by the second. */
  record Ratio(String numerator, String denominator) implements Amount {
    /** Whether each observation is one of one, so that the denominator is their number. */
    boolean ofOne() {
      return denominator.equals("1");
    }
  }

  /** What a person's week is made of. */
  record Weight(String weight) implements Amount {}
}
