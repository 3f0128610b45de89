package io.throughline.warehouse.fact;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member of a set with when it was told.
 *
 * @param values stored values: parent, key, and the rest
 */
record SetMember(@Nullable Object[] values, LocalDateTime takenAt, long sequence) {
  Object key() {
    return Objects.requireNonNull(values[1]);
  }

  boolean newerThan(SetMember other) {
    int byTime = takenAt.compareTo(other.takenAt);
    return byTime != 0 ? byTime > 0 : sequence >= other.sequence;
  }

  @Nullable Object[] row(String feed) {
    int n = values.length;
    @Nullable Object[] row = Arrays.copyOf(values, n + 3);
    row[n] = feed;
    row[n + 1] = takenAt;
    row[n + 2] = sequence;
    return row;
  }
}
