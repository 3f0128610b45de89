package io.throughline.source.newrelic;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of requests in one part of a series.
 *
 * @param requests null when nothing is known of them; then all else is null as well
 * @param upTo as many as {@link Nrql#BOUNDS}
 * @param p50 percentiles in milliseconds; null where there was no request
 * @param satisfied null where no limit of Apdex is known
 */
record RequestRow(
    @Nullable Long requests,
    @Nullable Long errors,
    List<@Nullable Long> upTo,
    @Nullable Double p50,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Long satisfied,
    @Nullable Long tolerating,
    @Nullable Long frustrated) {
  private static final double MILLIS = 1000;
  private static final RequestRow UNKNOWN =
      new RequestRow(null, null, same(null), null, null, null, null, null, null);

  /**
   * What a row says.
   *
   * @param row null when there is none
   * @param alive whether the agent reported in this part: only then no request is none
   * @param apdex whether satisfied and tolerating ones were asked for
   */
  static RequestRow of(@Nullable JsonValue row, boolean alive, boolean apdex)
      throws UnmappableException {
    Long requests = row == null ? null : count(row, "requests");
    if (row == null || requests == null || requests == 0) {
      // A row without its count is an answer that was not given; only a count of 0 says none.
      boolean none = row == null || requests != null;
      return alive && none ? idle(apdex) : UNKNOWN;
    }
    List<@Nullable Long> upTo = new ArrayList<>();
    for (int bound : Nrql.BOUNDS) {
      upTo.add(count(row, "upTo" + bound));
    }
    JsonValue percentiles = row.at("percentiles");
    Long satisfied = apdex ? count(row, "satisfied") : null;
    Long tolerating = satisfied == null ? null : count(row, "tolerating");
    if (satisfied != null && tolerating != null && satisfied + tolerating > requests) {
      throw row.at("satisfied").unexpected("a count that fits into that of the requests");
    }
    boolean judged = satisfied != null && tolerating != null;
    return new RequestRow(
        requests,
        count(row, "errors"),
        Collections.unmodifiableList(upTo),
        millis(percentiles, "50"),
        millis(percentiles, "95"),
        millis(percentiles, "99"),
        judged ? satisfied : null,
        judged ? tolerating : null,
        satisfied != null && tolerating != null ? requests - satisfied - tolerating : null);
  }

  /** The agent reported and nobody asked for anything. */
  private static RequestRow idle(boolean apdex) {
    Long none = apdex ? 0L : null;
    return new RequestRow(0L, 0L, same(0L), null, null, null, none, none, none);
  }

  boolean known() {
    return requests != null;
  }

  private static List<@Nullable Long> same(@Nullable Long value) {
    return Collections.nCopies(Nrql.BOUNDS.size(), value);
  }

  private static @Nullable Long count(JsonValue row, String name) throws UnmappableException {
    Long count = row.integer(name);
    if (count != null && count < 0) {
      throw row.at(name).unexpected("a count");
    }
    return count;
  }

  private static @Nullable Double millis(JsonValue percentiles, String name)
      throws UnmappableException {
    Double seconds = percentiles.isObject() ? percentiles.decimal(name) : null;
    return seconds == null || seconds < 0 ? null : seconds * MILLIS;
  }
}
