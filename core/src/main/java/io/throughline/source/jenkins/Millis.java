package io.throughline.source.jenkins;

import io.throughline.source.Scope;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jenkins' times: milliseconds since 1970, and 0 for what has not been. */
final class Millis {
  /** More than any year that a clock shows, and far from where sums overflow. */
  private static final long MOST = 1L << 50;

  private Millis() {}

  /** The instant in a field, or null where there is none or 0. */
  static @Nullable Instant at(Scope scope, JsonValue parent, String name)
      throws UnmappableException {
    Long millis = parent.integer(name);
    if (millis == null || millis == 0) {
      return null;
    }
    if (Math.abs(millis) > MOST) {
      throw parent.at(name).unexpected("milliseconds since 1970");
    }
    Instant time = Instant.ofEpochMilli(millis);
    if (SourceTime.absurd(time, scope.delivery().receivedAt())) {
      throw new UnmappableException(
          parent.at(name).pointer(),
          "time " + time + " is before 1970 or more than 24 hours ahead");
    }
    return time;
  }

  /** The instant in a field that must be there. */
  static Instant required(Scope scope, JsonValue parent, String name) throws UnmappableException {
    Instant time = at(scope, parent, name);
    if (time == null) {
      throw parent.at(name).unexpected("milliseconds since 1970");
    }
    return time;
  }

  /** So many milliseconds later. */
  static Instant plus(JsonValue place, Instant time, long millis) throws UnmappableException {
    if (Math.abs(millis) > MOST) {
      throw place.unexpected("milliseconds of something that ends");
    }
    return time.plusMillis(millis);
  }
}
