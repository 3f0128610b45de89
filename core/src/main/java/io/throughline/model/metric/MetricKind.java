package io.throughline.model.metric;

/** What a row of a metric's SQL is, and so how rows become a reading. */
public enum MetricKind {
  /** {@code started_at} to {@code ended_at}; p50 (headline), p75, p90 on the declared clock. */
  DURATION,
  /** {@code value}; percentiles, or as declared by the aggregate. */
  VALUE,
  /** Each row is one; how many there are. 0 for a period that was read to its end. */
  COUNT,
  /**
   * Each row is one; how many there are a week, by the weeks of the period that were read. 0 for a
   * period that was read to its end.
   */
  RATE,
  /**
   * Each row is one; on how many local days there was any, a week, by the weeks of the period that
   * were read. 0 for a period that was read to its end.
   */
  DAYS,
  /** {@code numerator} and {@code denominator}; sum by sum. */
  RATIO,
  /**
   * {@code weight} by person and ISO week: the weights of each active person's week are summed, and
   * the headline is the median over person-weeks.
   */
  PERSON_WEEK,
  /**
   * {@code valid_from}, {@code valid_to} and, where it is not 1, {@code value}: what holds at the
   * end of a local day is added up, and the headline is the mean over the days. On the working
   * clock only working days count. About people it is divided by the distinct {@code person_id} of
   * the period.
   */
  STATE,
  /**
   * {@code person_id}, {@code valid_from} and {@code valid_to} (the same instant for a moment):
   * that somebody worked on something. {@code working}: only the person's working days count.
   * {@code without_ticket}: the subject is a merge request, else a ticket. Each local day on which
   * a person touched anything is one FTE-day, in equal shares for what was touched; the headline is
   * the share of the first category of the organisation's rules, or the sum.
   */
  EFFORT,
  /**
   * {@code valid_from} and {@code valid_to} of what holds, {@code started_at} since when it counts:
   * how old is what holds at the end of the period, or now while it runs; p50 (headline), p75, p90
   * on the declared clock.
   */
  AGE,
  /**
   * {@code valid_from} and {@code valid_to} of what holds, {@code numerator} and {@code
   * denominator}: sum by sum of what holds at the end of the period, or now while it runs.
   */
  SHARE,
  /**
   * {@code valid_from} and {@code valid_to} of what holds, with its {@code value}: what holds at
   * the end of the period, or now while it runs, each subject once, summed up as the metric's
   * aggregate says.
   */
  LATEST,
  /**
   * {@code weight} by {@code person_id} and subject: the weights of each person are added up, and a
   * subject's value is the most that anybody has by the median; the headline is the median over
   * subjects. Always about people.
   */
  LOAD,
  /**
   * {@code total}, and {@code up_to5} to {@code up_to10000}, how many of them took no longer: the
   * counts of one service are added up, its percentile is read from them, and the headline is that
   * of the worst service. Of what took longer than the last limit no more is known than that.
   */
  HISTOGRAM,
  /**
   * {@code valid_from} and {@code valid_to} of what held, {@code numerator} 1 where it was good and
   * 0 where it was not: how much of the time in the period that is known was good; of the subject
   * that is the worst, or of all together, as the metric's aggregate says.
   */
  TIME_SHARE,
  /** Made of other readings or of forecasts, by a class of its own; it has no SQL. */
  DERIVED;

  /** Whether rows say from when to when they hold, instead of when they happened. */
  public boolean isState() {
    return this == STATE || this == AGE || this == SHARE || this == LATEST || this == TIME_SHARE;
  }

  /** Whether each row is one, so that none at all is a number. */
  public boolean isCounted() {
    return this == COUNT || isWeekly();
  }

  /** Whether what there was is divided by the weeks of the period. */
  public boolean isWeekly() {
    return this == RATE || this == DAYS;
  }

  /** Whether numerators are summed up and divided by the sum of denominators. */
  public boolean isDivided() {
    return this == RATIO || this == SHARE || this == TIME_SHARE;
  }
}
