package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** GitLab's ways of writing a moment. */
public final class Times {
  private Times() {}

  /** As in REST answers: {@code 2026-03-01T09:05:00.123Z}. */
  public static String iso(long millis) {
    StringBuilder out = new StringBuilder(24);
    append(out, utc(millis), 'T').append('.');
    return digits(out, (int) Math.floorMod(millis, 1000L), 3).append('Z').toString();
  }

  /** A field with a moment as in REST answers; null stays null. */
  static void write(JsonGenerator out, String field, @Nullable Long millis) throws IOException {
    if (millis == null) {
      out.writeNullField(field);
    } else {
      out.writeStringField(field, iso(millis));
    }
  }

  /** As in commits: with the author's own offset. */
  public static String commit(long millis, ZoneId zone) {
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
    String offset = time.getOffset().getTotalSeconds() == 0 ? "+00:00" : time.getOffset().getId();
    StringBuilder out = append(new StringBuilder(29), time.toLocalDateTime(), 'T');
    return out.append(".000").append(offset).toString();
  }

  /** As in most webhooks: {@code 2026-03-01 09:05:00 UTC}. */
  public static String hook(long millis) {
    return append(new StringBuilder(23), utc(millis), ' ').append(" UTC").toString();
  }

  /** As in the deployment webhook: {@code 2026-03-01 10:05:00 +0100}. */
  public static String deploymentHook(long millis, ZoneId zone) {
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
    String offset =
        time.getOffset().getTotalSeconds() == 0
            ? "+0000"
            : time.getOffset().getId().replace(":", "");
    return append(new StringBuilder(25), time.toLocalDateTime(), ' ')
        .append(' ')
        .append(offset)
        .toString();
  }

  private static LocalDateTime utc(long millis) {
    return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
  }

  private static StringBuilder append(StringBuilder out, LocalDateTime t, char between) {
    digits(out, t.getYear(), 4).append('-');
    digits(out, t.getMonthValue(), 2).append('-');
    digits(out, t.getDayOfMonth(), 2).append(between);
    digits(out, t.getHour(), 2).append(':');
    digits(out, t.getMinute(), 2).append(':');
    return digits(out, t.getSecond(), 2);
  }

  private static StringBuilder digits(StringBuilder out, int value, int width) {
    String text = Integer.toString(value);
    for (int i = text.length(); i < width; i++) {
      out.append('0');
    }
    return out.append(text);
  }
}
