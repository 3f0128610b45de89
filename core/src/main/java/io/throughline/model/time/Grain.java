package io.throughline.model.time;

/** The length of a period of readings. */
public enum Grain {
  DAY,
  /** ISO week, Monday to Sunday. */
  WEEK,
  MONTH,
  QUARTER,
  /** The sprints of a team's boards by their closing. */
  SPRINT,
  /** The whole range as one period. */
  TOTAL
}
