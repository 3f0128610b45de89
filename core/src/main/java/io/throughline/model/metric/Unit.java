package io.throughline.model.metric;

/** The closed list of units. Durations are decimal; shares run from 0 to 100. */
public enum Unit {
  HOURS,
  MINUTES,
  DAYS,
  PERCENT,
  LINES,
  COUNT,
  /** What a team estimates in; compared with nobody else's. */
  POINTS,
  RATIO,
  /** Days of one person. */
  FTE_DAYS,
  /** Requests in a minute. */
  RPM,
  /** Thousandths of a second. */
  MILLISECONDS,
  /** 1 (A, the best) to 5 (E). */
  RATING,
  /** In the currency of the organisation's rates. */
  MONEY,
  /** How many in a week. */
  PER_WEEK,
  /** 0 to 10, as DORA's Quick Check tells it. */
  SCORE_OF_TEN,
  /** 0 to 100, of parts that have nothing else in common. */
  SCORE
}
