package io.throughline.source.jira;

import io.throughline.source.Scope;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times that do not stand in a field as a text of their own. */
final class Times {
  private Times() {}

  /** The instant that a part of a longer text means. */
  static Instant of(JsonValue place, String text) throws UnmappableException {
    try {
      return SourceTime.parse(text);
    } catch (DateTimeException e) {
      throw place.unexpected("a time with a zone");
    }
  }

  /** When a webhook was sent, in milliseconds since 1970; null when it does not say. */
  static @Nullable Instant timestamp(Scope scope, JsonValue hook) throws UnmappableException {
    Long millis = hook.integer("timestamp");
    if (millis == null) {
      return null;
    }
    Instant time = Instant.ofEpochMilli(millis);
    if (SourceTime.absurd(time, scope.delivery().receivedAt())) {
      throw hook.at("timestamp").unexpected("a time between 1970 and tomorrow");
    }
    return time;
  }
}
