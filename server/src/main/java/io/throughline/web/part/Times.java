package io.throughline.web.part;

import io.throughline.model.metric.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Dates and ages in words. */
public final class Times {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private Times() {}

  /** A day without its year. */
  public static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** A day with its year. */
  public static String date(LocalDate date) {
    return DATE.format(date);
  }

  /** Day and minute in a zone. */
  public static String moment(Instant instant, ZoneId zone) {
    return MOMENT.format(instant.atZone(zone));
  }

  /** The days of {@code [from, to)} with both ends named. */
  public static String range(LocalDate from, LocalDate to) {
    LocalDate last = to.minusDays(1);
    if (from.equals(last)) {
      return date(from);
    }
    return (from.getYear() == last.getYear() ? day(from) : date(from)) + " – " + date(last);
  }

  /** The ISO week of a day: {@code week 47}. */
  public static String week(LocalDate date) {
    return "week " + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  /** How long ago, roughly: {@code 3 min ago}. */
  public static String ago(Instant instant, Instant now) {
    Duration age = Duration.between(instant, now);
    return age.toSeconds() < 60 ? "less than a minute ago" : roughly(age) + " ago";
  }

  /** A length of time as the ageing list and the items write it: hours, then days. */
  public static String span(Duration length) {
    double hours = length.toMillis() / 3_600_000.0;
    return hours < 48
        ? Numbers.withUnit(hours, Unit.HOURS)
        : Numbers.withUnit(hours / 24, Unit.DAYS);
  }

  /** A length of time in its largest sensible unit. */
  public static String roughly(Duration length) {
    long minutes = length.toMinutes();
    if (minutes < 90) {
      return Math.max(1, minutes) + " min";
    }
    if (minutes < 48 * 60) {
      return Math.round(minutes / 60.0) + " h";
    }
    return Math.round(minutes / 1440.0) + " days";
  }
}
