package io.throughline.metric;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that is still open; never mixed into readings.
 *
 * @param stage where it waits: {@code draft}, {@code pickup}, {@code review}, {@code deploy}
 *     (merged, not deployed), {@code reaction} (a review request without an answer), {@code
 *     progress} (a ticket, since it first was in progress)
 * @param since when it entered the stage, UTC
 * @param ageHours hours in the stage until now: of the calendar, and for tickets working days of
 *     the assignee's calendar, 24 for each
 * @param usualHours of that stage in the last 12 weeks for the same scope: the p90, and for tickets
 *     the p85 of flow time, told alike; null without data
 * @param over whether it is older than that
 */
public record AgeingItem(
    String subject,
    String title,
    @Nullable String url,
    @Nullable String project,
    @Nullable String service,
    String stage,
    Instant since,
    double ageHours,
    @Nullable Double usualHours,
    boolean over) {

  /** An item that is over its usual time or not, as its hours say. */
  public AgeingItem(
      String subject,
      String title,
      @Nullable String url,
      @Nullable String project,
      @Nullable String service,
      String stage,
      Instant since,
      double ageHours,
      @Nullable Double usualHours) {
    this(
        subject,
        title,
        url,
        project,
        service,
        stage,
        since,
        ageHours,
        usualHours,
        usualHours != null && ageHours > usualHours);
  }
}
