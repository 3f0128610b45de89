package io.throughline.model.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays a working calendar out over the hours of UTC, so that a working duration is two look-ups and
 * a subtraction. Working time is real time: a day on which the clocks go forward is an hour
 * shorter.
 */
public final class WorkHours {
  private static final int HOUR = 3600;

  private WorkHours() {}

  /**
   * Every hour from the one that holds {@code first} up to, not including, {@code end}.
   *
   * <p>Should work end and begin again within one hour (less than an hour off between two days),
   * the hour's seconds are right but lie together from its first working second on.
   */
  public static List<WorkHour> of(WorkCalendar calendar, Instant first, Instant end) {
    Instant hour = first.truncatedTo(ChronoUnit.HOURS);
    List<WorkHour> rows =
        new ArrayList<>((int) Math.max(0, Duration.between(hour, end).toHours() + 1));
    LocalDate day = hour.atZone(calendar.zone()).toLocalDate().minusDays(1);
    Stretch stretch = stretch(calendar, day);
    long worked = 0;
    for (; hour.isBefore(end); hour = hour.plusSeconds(HOUR)) {
      long starts = hour.getEpochSecond();
      int from = 0;
      int seconds = 0;
      while (true) {
        long a = Math.max(stretch.from, starts);
        long b = Math.min(stretch.to, starts + HOUR);
        if (b > a) {
          from = seconds == 0 ? (int) (a - starts) : from;
          seconds += (int) (b - a);
        }
        if (stretch.dayEnds > starts + HOUR) {
          break;
        }
        day = day.plusDays(1);
        stretch = stretch(calendar, day);
      }
      rows.add(new WorkHour(hour, worked, from, from + seconds));
      worked += seconds;
    }
    return rows;
  }

  /**
   * How many working days lie between two instants, parts of days included; 0 where the second is
   * not after the first.
   */
  public static double days(WorkCalendar calendar, Instant first, Instant end) {
    long worked = 0;
    LocalDate last = end.atZone(calendar.zone()).toLocalDate();
    for (LocalDate day = first.atZone(calendar.zone()).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      Stretch stretch = stretch(calendar, day);
      long from = Math.max(stretch.from, first.getEpochSecond());
      worked += Math.max(0, Math.min(stretch.to, end.getEpochSecond()) - from);
    }
    return worked / (double) calendar.day().toSeconds();
  }

  /** The seconds worked of one local day, and when that day ends. */
  private record Stretch(long from, long to, long dayEnds) {}

  private static Stretch stretch(WorkCalendar calendar, LocalDate day) {
    Instant starts = day.atStartOfDay(calendar.zone()).toInstant();
    Instant ends = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    if (!calendar.worksOn(day)) {
      return new Stretch(starts.getEpochSecond(), starts.getEpochSecond(), ends.getEpochSecond());
    }
    Instant from =
        calendar.from() == null
            ? starts
            : ZonedDateTime.of(day, calendar.from(), calendar.zone()).toInstant();
    Instant to =
        calendar.to() == null
            ? ends
            : ZonedDateTime.of(day, calendar.to(), calendar.zone())
                .withLaterOffsetAtOverlap()
                .toInstant();
    return new Stretch(
        Math.max(from.getEpochSecond(), starts.getEpochSecond()),
        Math.min(to.getEpochSecond(), ends.getEpochSecond()),
        ends.getEpochSecond());
  }
}
