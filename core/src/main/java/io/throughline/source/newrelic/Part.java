package io.throughline.source.newrelic;

import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/** Which part of a series a row tells of. */
record Part(Instant from, Instant to) implements Comparable<Part> {
  private static final int LONGEST_SECONDS = 3600;

  /** The part of a row. */
  static Part of(Scope scope, JsonValue row) throws UnmappableException {
    Instant from = Millis.requiredSeconds(scope, row, "beginTimeSeconds");
    Instant to = Millis.requiredSeconds(scope, row, "endTimeSeconds");
    if (!from.isBefore(to) || to.isAfter(from.plusSeconds(LONGEST_SECONDS))) {
      throw row.at("endTimeSeconds").unexpected("an end at most an hour after the beginning");
    }
    return new Part(from, to);
  }

  @Override
  public int compareTo(Part other) {
    int order = from.compareTo(other.from);
    return order != 0 ? order : to.compareTo(other.to);
  }

  int seconds() {
    return (int) (to.getEpochSecond() - from.getEpochSecond());
  }
}
