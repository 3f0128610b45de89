package io.throughline.source.surveys;

import io.throughline.source.SourceTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as forms write them: RFC 3339; 2026-03-04 with or without a time of day, in the survey's
 * zone; and, where the order of day and month is declared, 3/4/2026 9:05:12 PM. A day without a
 * time is its beginning.
 */
final class AnswerTime {
  private static final String CLOCK =
      "(?:,?[T ]\\s*(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d{1,9})?)?(?:\\s*([AaPp])\\.?[Mm]\\.?)?)?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})" + CLOCK);
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})" + CLOCK);
  private static final Pattern ZONED =
      Pattern.compile(".*:\\d\\d(?:[.,]\\d+)? ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d)");
  private static final int LONGEST = 60;

  private final ZoneId zone;
  private final @Nullable String order;

  /**
   * @param order {@code mdy} or {@code dmy}; null when only dates with the year first are known
   */
  AnswerTime(ZoneId zone, @Nullable String order) {
    this.zone = zone;
    this.order = order;
  }

  /**
   * The instant of a text.
   *
   * @throws DateTimeException whose message says what is wrong, without the text
   */
  Instant parse(String text) {
    if (text.length() > LONGEST) {
      throw new DateTimeException("it is no time");
    }
    if (ZONED.matcher(text).matches()) {
      return SourceTime.parse(text);
    }
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      return instant(first, 1, 2, 3, 4);
    }
    Matcher last = YEAR_LAST.matcher(text);
    if (!last.matches()) {
      throw new DateTimeException("it is no time like 2026-03-04 09:05");
    }
    if (order == null) {
      throw new DateTimeException(
          "it does not say which is the day and which the month: declare dates: mdy or dmy for this"
              + " survey in throughline.yaml");
    }
    return order.toLowerCase(Locale.ROOT).equals("mdy")
        ? instant(last, 4, 1, 3, 5)
        : instant(last, 4, 3, 1, 5);
  }

  /**
   * Of a time that the clocks skipped in spring it is the one after; of one told twice the first.
   */
  private Instant instant(Matcher found, int year, int month, int day, int clock) {
    int hour = number(found.group(clock));
    String half = found.group(clock + 3);
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("its hour is none of twelve");
      }
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    try {
      return LocalDateTime.of(
              number(found.group(year)),
              number(found.group(month)),
              number(found.group(day)),
              hour,
              number(found.group(clock + 1)),
              number(found.group(clock + 2)))
          .atZone(zone)
          .toInstant();
    } catch (DateTimeException e) {
      throw new DateTimeException("there is no such day or time of day", e);
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
