package io.throughline.web.production;

import io.throughline.running.DeploymentDetail.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Windows of time in words of people; what is no plain hour of a day or a week stays cron's. */
final class WindowWords {
  private static final Pattern PLAIN =
      Pattern.compile("([0-9]{1,2}) ([0-9]{1,2}) \\* \\* (\\*|[0-7]|[A-Za-z]{3})");
  private static final Pattern LENGTH =
      Pattern.compile("(?:([0-9]{1,5})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,6})s)?");

  private WindowWords() {}

  /** {@code kept out Fri 16:00 to Mon 06:00 (Europe/Berlin)}. */
  static String of(Window window) {
    return kind(window)
        + " "
        + when(window)
        + " ("
        + (window.zone() == null ? "its time zone is not told" : window.zone())
        + ")"
        + (window.byHand() ? ", by hand at any time" : "")
        + (window.then() ? "" : ", as seen later");
  }

  static String kind(Window window) {
    return switch (window.kind()) {
      case "deny" -> "kept out";
      case "allow" -> "let in only";
      default -> window.kind();
    };
  }

  /** {@code Fri 16:00 to Mon 06:00}, of the window's own zone. */
  static String when(Window window) {
    Matcher plain = PLAIN.matcher(window.schedule());
    Optional<Duration> length = length(window.duration());
    if (plain.matches() && length.isPresent()) {
      try {
        // Any Monday will do.
        LocalDateTime midnight = LocalDate.of(2024, 1, 1).atStartOfDay();
        LocalDateTime from =
            midnight
                .withHour(Integer.parseInt(plain.group(2)))
                .withMinute(Integer.parseInt(plain.group(1)));
        Optional<DayOfWeek> day = day(plain.group(3));
        if (plain.group(3).equals("*") && length.get().compareTo(Duration.ofDays(1)) < 0) {
          return "daily " + from.toLocalTime() + " to " + from.plus(length.get()).toLocalTime();
        }
        if (day.isPresent() && length.get().compareTo(Duration.ofDays(7)) < 0) {
          LocalDateTime opens = from.plusDays(day.get().getValue() - 1L);
          return moment(opens) + " to " + moment(opens.plus(length.get()));
        }
      } catch (DateTimeException e) {
        // An hour such as 25 is not ours to judge; it is shown as it is written.
        return asWritten(window);
      }
    }
    return asWritten(window);
  }

  private static String asWritten(Window window) {
    return "by the schedule “" + window.schedule() + "” for " + window.duration();
  }

  private static String moment(LocalDateTime at) {
    return at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
        + " "
        + at.toLocalTime();
  }

  /** Cron counts from Sunday, which is 0 and 7. */
  private static Optional<DayOfWeek> day(String word) {
    if (word.matches("[0-7]")) {
      int number = Integer.parseInt(word);
      return Optional.of(DayOfWeek.of(number == 0 ? 7 : number));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(word)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> length(String text) {
    Matcher parts = LENGTH.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(number(parts.group(1)))
            .plusMinutes(number(parts.group(2)))
            .plusSeconds(number(parts.group(3))));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
