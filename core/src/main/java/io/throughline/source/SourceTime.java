package io.throughline.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ways in which source systems have written an instant over their versions: RFC 3339 with
 * or without fractions, {@code 2015-05-17 18:08:09 UTC}, {@code 2021-04-28 21:50:00 +0200}, and a
 * blank after the hour ({@code 2015-04-08T21: 00:25-07:00}).
 */
public final class SourceTime {
  /** How far ahead of us a source's clock may be before its time is not believed. */
  private static final Duration MAX_AHEAD = Duration.ofHours(24);

  private static final Pattern SHAPE =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d): ?(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?"
              + " ?(Z|UTC|[+-]\\d\\d:?\\d\\d)");

  private static final String WHOLE = "0000-00-00T00:00:00Z";
  private static final String WITH_MILLIS = "0000-00-00T00:00:00.000Z";

  private SourceTime() {}

  /**
   * The instant that the text means.
   *
   * @throws DateTimeException when it is no such text; one without a zone is none, since a guessed
   *     zone would be a wrong number
   */
  public static Instant parse(String text) {
    return usual(text) ? quick(text) : anyShape(text);
  }

  /**
   * {@code 2026-03-01T09:05:00Z} or {@code 2026-03-01T09:05:00.123Z}: what newer versions write.
   */
  private static boolean usual(String text) {
    int length = text.length();
    if (length != WHOLE.length() && length != WITH_MILLIS.length()) {
      return false;
    }
    String shape = length == WHOLE.length() ? WHOLE : WITH_MILLIS;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      char wanted = shape.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Instant quick(String text) {
    boolean millis = text.length() == WITH_MILLIS.length();
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19),
            millis ? digits(text, 20, 23) * 1_000_000 : 0)
        .toInstant(ZoneOffset.UTC);
  }

  private static int digits(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static Instant anyShape(String text) {
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw new DateTimeException("not a time with a zone");
    }
    LocalDateTime local =
        LocalDateTime.of(
            number(shape, 1),
            number(shape, 2),
            number(shape, 3),
            number(shape, 4),
            number(shape, 5),
            number(shape, 6),
            nanos(shape.group(7)));
    return local.toInstant(offset(shape.group(8)));
  }

  /** Whether the source's clock cannot have shown this instant yet, or never did. */
  public static boolean absurd(Instant time, Instant receivedAt) {
    return time.isBefore(Instant.EPOCH) || time.isAfter(receivedAt.plus(MAX_AHEAD));
  }

  private static int number(Matcher shape, int group) {
    return Integer.parseInt(shape.group(group));
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static ZoneOffset offset(String zone) {
    return zone.equals("Z") || zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone);
  }
}
