package io.throughline.running;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the moment and the id of its last row. */
record Cursor(Instant at, long id) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})-([0-9]{1,19})");

  /** The cursor of a text; beyond all that there is for none. */
  static Cursor of(@Nullable String text, Instant beyond) {
    if (text == null || text.isBlank()) {
      return new Cursor(beyond, Long.MAX_VALUE);
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("cursor is none of ours; ask for the first page without");
    }
    try {
      return new Cursor(
          Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS),
          Long.parseLong(matcher.group(2)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "cursor is none of ours; ask for the first page without", e);
    }
  }

  String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + id;
  }
}
