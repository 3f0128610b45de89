package io.throughline.simulator.jira;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moments as queries tell them: local to the user, to the minute, or as a time ago. */
final class JqlTime {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final Pattern AGO = Pattern.compile("-(\\d{1,6})([mhdw])");

  private JqlTime() {}

  /** Epoch milliseconds; null for what is no moment. */
  static @Nullable Long of(String text, ZoneId zone, long now) {
    Matcher ago = AGO.matcher(text.strip());
    if (ago.matches()) {
      long minutes =
          switch (ago.group(2)) {
            case "m" -> 1;
            case "h" -> 60;
            case "d" -> 1440;
            default -> 10_080;
          };
      return now - Long.parseLong(ago.group(1)) * minutes * 60_000;
    }
    String day = text.strip().replace('/', '-');
    try {
      return LocalDateTime.parse(day.length() == 10 ? day + " 00:00" : day, MINUTE)
          .atZone(zone)
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeException e) {
      return null; // the caller says what a moment looks like
    }
  }
}
