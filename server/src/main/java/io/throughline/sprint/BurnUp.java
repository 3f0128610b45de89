package io.throughline.sprint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done and what there is to do, at the end of each local day. */
public final class BurnUp {
  private BurnUp() {}

  /**
   * A point of the burn-up.
   *
   * @param day local day in the board's zone
   * @param at the start, the end of the day, the close or now; UTC
   * @param scope what counts, in the sprint's unit
   * @param done of that, what is done
   * @param tickets how many count
   */
  public record Point(
      LocalDate day, Instant at, double scope, double done, int tickets, int doneTickets) {}

  /**
   * The points from the start to the end.
   *
   * @param end the close, or now
   * @param close null while the sprint runs
   */
  static List<Point> of(
      List<History> tickets,
      Instant start,
      Instant end,
      @Nullable Instant close,
      ZoneId zone,
      boolean byCount) {
    List<Point> points = new ArrayList<>();
    points.add(point(tickets, start, close, zone, byCount));
    for (Instant at : days(start, end, zone)) {
      points.add(point(tickets, at, close, zone, byCount));
    }
    return List.copyOf(points);
  }

  /** The ends of the local days of a stretch; the last one is the stretch's own end. */
  static List<Instant> days(Instant start, Instant end, ZoneId zone) {
    List<Instant> all = new ArrayList<>();
    LocalDate day = LocalDate.ofInstant(start, zone);
    Instant at = ends(day, zone);
    while (at.isBefore(end)) {
      all.add(at);
      day = day.plusDays(1);
      at = ends(day, zone);
    }
    if (end.isAfter(start)) {
      all.add(end);
    }
    return List.copyOf(all);
  }

  /** The last microsecond of a day, so that it is still told as that day. */
  private static Instant ends(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000);
  }

  private static Point point(
      List<History> tickets, Instant at, @Nullable Instant close, ZoneId zone, boolean byCount) {
    double scope = 0;
    double done = 0;
    int count = 0;
    int finished = 0;
    for (History ticket : tickets) {
      if (ticket.counts(at, close)) {
        double weight = ticket.weight(at, byCount);
        count++;
        scope += weight;
        if (ticket.done(at)) {
          finished++;
          done += weight;
        }
      }
    }
    return new Point(LocalDate.ofInstant(at, zone), at, scope, done, count, finished);
  }
}
