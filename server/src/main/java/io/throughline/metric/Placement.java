package io.throughline.metric;

import io.throughline.model.time.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * SQL for the index of the period that an instant lies in: arithmetic on local time. Measured on
 * 284,000 rows and 26 weeks, it adds 10 ms where a join on a range adds 270 ms, and unlike a tree
 * of comparisons it costs the planner nothing.
 */
final class Placement {
  private Placement() {}

  /**
   * The index, counted from the period that begins at or before {@code from}.
   *
   * @param instant SQL of a timestamp in UTC, known to be at or after {@code from}'s beginning
   * @param until nothing is placed after this
   */
  static String index(String instant, Grain grain, LocalDate from, Instant until, ZoneId zone) {
    String local = local(instant, from.atStartOfDay(zone).toInstant(), until, zone);
    return switch (grain) {
      case DAY -> elapsed(local, from, 86_400);
      case WEEK ->
          elapsed(local, from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 604_800);
      case MONTH ->
          "CAST(extract(year FROM "
              + local
              + ") * 12 + extract(month FROM "
              + local
              + ") AS integer)"
              + " - "
              + (from.getYear() * 12 + from.getMonthValue());
      case QUARTER ->
          "CAST(extract(year FROM "
              + local
              + ") * 4 + extract(quarter FROM "
              + local
              + ") AS integer) - "
              + (from.getYear() * 4 + (from.getMonthValue() + 2) / 3);
      case TOTAL -> "0";
    };
  }

  private static String elapsed(String local, LocalDate origin, int seconds) {
    return "CAST(floor(extract(epoch FROM ("
        + local
        + " - TIMESTAMP '"
        + origin
        + " 00:00:00')) / "
        + seconds
        + ".0) AS integer)";
  }

  /** The zone's wall clock, with one case for each change of its offset within the range. */
  private static String local(String instant, Instant from, Instant until, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    StringBuilder cases = new StringBuilder();
    int offset = rules.getOffset(from).getTotalSeconds();
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(until)) {
      cases.append(" WHEN ").append(instant).append(" < ");
      cases.append(Slice.literal(change.getInstant()));
      cases.append(" THEN INTERVAL '").append(offset).append(" seconds'");
      offset = change.getOffsetAfter().getTotalSeconds();
      change = rules.nextTransition(change.getInstant());
    }
    if (cases.isEmpty()) {
      return offset == 0 ? instant : "(" + instant + " + INTERVAL '" + offset + " seconds')";
    }
    return "(" + instant + " + CASE" + cases + " ELSE INTERVAL '" + offset + " seconds' END)";
  }
}
