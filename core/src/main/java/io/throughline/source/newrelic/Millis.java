package io.throughline.source.newrelic;

import io.throughline.source.Scope;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as New Relic writes them: milliseconds, and in series seconds, since 1970. */
final class Millis {
  private Millis() {}

  /** The instant in a field of milliseconds, or null when there is none. */
  static @Nullable Instant time(Scope scope, JsonValue parent, String name)
      throws UnmappableException {
    Long millis = parent.integer(name);
    return millis == null ? null : believed(scope, parent.at(name), Instant.ofEpochMilli(millis));
  }

  /** The instant in a field of milliseconds that must be there. */
  static Instant requiredTime(Scope scope, JsonValue parent, String name)
      throws UnmappableException {
    Instant time = time(scope, parent, name);
    if (time == null) {
      throw parent.at(name).unexpected("milliseconds since 1970");
    }
    return time;
  }

  /** The instant in a field of seconds that must be there. */
  static Instant requiredSeconds(Scope scope, JsonValue parent, String name)
      throws UnmappableException {
    long seconds = parent.requiredInteger(name);
    try {
      return believed(scope, parent.at(name), Instant.ofEpochSecond(seconds));
    } catch (DateTimeException e) {
      throw parent.at(name).unexpected("seconds since 1970");
    }
  }

  private static Instant believed(Scope scope, JsonValue place, Instant time)
      throws UnmappableException {
    if (SourceTime.absurd(time, scope.delivery().receivedAt())) {
      throw new UnmappableException(
          place.pointer(), "time " + time + " is before 1970 or more than 24 hours ahead");
    }
    return time;
  }
}
