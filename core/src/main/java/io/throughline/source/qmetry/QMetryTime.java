package io.throughline.source.qmetry;

import io.throughline.source.Scope;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which QMetry writes an instant: {@code 19/May/2026 19:38}, with or without seconds
 * and in UTC unless a question asked for another zone, which ours do not; or with a zone.
 */
final class QMetryTime {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("d/MMM/uuuu HH:mm[:ss]", Locale.ENGLISH);

  private QMetryTime() {}

  /**
   * The instant that a text means.
   *
   * @throws DateTimeException when it is none
   */
  static Instant parse(String text) {
    String bare = text.strip();
    return bare.indexOf('/') < 0
        ? SourceTime.parse(bare)
        : LocalDateTime.parse(bare, LOCAL).toInstant(ZoneOffset.UTC);
  }

  /**
   * The instant in a field that is a text, or an object that carries the text under another name
   * ({@code created: {createdOn: ...}}).
   *
   * @return null when there is none
   */
  static @Nullable String text(JsonValue row, String field, String inside)
      throws UnmappableException {
    JsonValue own = row.at(field);
    if (own.isObject()) {
      return own.text(inside);
    }
    return own.present() ? own.text() : row.text(inside);
  }

  /** As {@link #text}, as an instant that is believed; see {@link Scope#time}. */
  static @Nullable Instant of(Scope scope, JsonValue row, String field, String inside)
      throws UnmappableException {
    String text = text(row, field, inside);
    if (text == null || text.isBlank()) {
      return null;
    }
    JsonValue place = row.at(field).present() ? row.at(field) : row.at(inside);
    Instant time;
    try {
      time = parse(text);
    } catch (DateTimeException e) {
      throw place.unexpected("a time like 19/May/2026 19:38");
    }
    if (SourceTime.absurd(time, scope.delivery().receivedAt())) {
      throw new UnmappableException(
          place.pointer(), "time " + time + " is before 1970 or more than 24 hours ahead");
    }
    return time;
  }
}
