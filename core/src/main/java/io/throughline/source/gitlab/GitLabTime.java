package io.throughline.source.gitlab;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ways in which GitLab has written an instant over its versions: RFC 3339 with or without
 * fractions, {@code 2015-05-17 18:08:09 UTC}, {@code 2021-04-28 21:50:00 +0200}, and a blank after
 * the hour ({@code 2015-04-08T21: 00:25-07:00}).
 */
final class GitLabTime {
  /** How far ahead of us a source's clock may be before its time is not believed. */
  private static final Duration MAX_AHEAD = Duration.ofHours(24);

  private static final Pattern SHAPE =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d): ?(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?"
              + " ?(Z|UTC|[+-]\\d\\d:?\\d\\d)");

  private GitLabTime() {}

  /**
   * The instant that the text means.
   *
   * @throws DateTimeException when it is no such text; one without a zone is none, since a guessed
   *     zone would be a wrong number
   */
  static Instant parse(String text) {
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
  static boolean absurd(Instant time, Instant receivedAt) {
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
