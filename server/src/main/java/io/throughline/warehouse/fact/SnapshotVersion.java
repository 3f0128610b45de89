package io.throughline.warehouse.fact;

import java.time.LocalDateTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One telling of a thing's state.
 *
 * @param values stored values; the first is the id
 * @param channel rank of the channel; the higher is believed for the same version
 * @param ordinal place within its delivery
 */
record SnapshotVersion(
    @Nullable Object[] values,
    LocalDateTime versionAt,
    int channel,
    long sequence,
    int ordinal,
    boolean complete) {
  /** Newest first. Versions that compare as equal are the same telling. */
  static final Comparator<SnapshotVersion> NEWEST_FIRST =
      Comparator.comparing(SnapshotVersion::versionAt)
          .thenComparingInt(SnapshotVersion::channel)
          .thenComparingLong(SnapshotVersion::sequence)
          .thenComparingInt(SnapshotVersion::ordinal)
          .reversed();

  long id() {
    return (Long) java.util.Objects.requireNonNull(values[0]);
  }

  @Nullable Object[] row() {
    return row(values);
  }

  /** Other values with this telling's version. */
  @Nullable Object[] row(@Nullable Object[] told) {
    int n = told.length;
    @Nullable Object[] row = java.util.Arrays.copyOf(told, n + 5);
    row[n] = versionAt;
    row[n + 1] = channel;
    row[n + 2] = sequence;
    row[n + 3] = ordinal;
    row[n + 4] = complete;
    return row;
  }
}
