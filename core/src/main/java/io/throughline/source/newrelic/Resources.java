package io.throughline.source.newrelic;

import io.throughline.source.UnmappableException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an application's containers used in one part of a series, all together; everything null
 * where nothing is known of them.
 */
record Resources(
    @Nullable Double cpuUsed,
    @Nullable Double cpuRequested,
    @Nullable Double cpuLimit,
    @Nullable Double memoryUsed,
    @Nullable Double memoryRequested,
    @Nullable Double memoryLimit,
    @Nullable Long oomKills,
    @Nullable Double throttled,
    @Nullable Integer instances) {
  private static final Resources UNKNOWN =
      new Resources(null, null, null, null, null, null, null, null, null);

  /** One of the sums over rows. */
  private interface Part {
    @Nullable Double of(ContainerRow row) throws UnmappableException;
  }

  /** Those of a workload. */
  static Resources of(Workload workload, List<ContainerRow> all) throws UnmappableException {
    List<ContainerRow> rows =
        all.stream()
            .filter(row -> row.samples() > 0)
            .filter(row -> workload.holds(row.cluster(), row.namespace(), row.deployment()))
            .toList();
    if (rows.isEmpty() || ambiguous(workload, rows)) {
      return UNKNOWN;
    }
    Double periods = total(rows, row -> row.sum("periods"));
    Double withheld = total(rows, row -> row.sum("throttledPeriods"));
    Double kills = total(rows, row -> row.sum("oomKills"));
    long pods = rows.stream().mapToLong(ContainerRow::pods).sum();
    return new Resources(
        total(rows, row -> row.mean("cpuUsed")),
        total(rows, row -> row.mean("cpuRequested")),
        total(rows, row -> row.mean("cpuLimit")),
        total(rows, row -> row.mean("memoryUsed")),
        total(rows, row -> row.mean("memoryRequested")),
        total(rows, row -> row.mean("memoryLimit")),
        kills == null ? null : Math.round(kills),
        periods == null || withheld == null || periods <= 0
            ? null
            : Math.min(1, withheld / periods),
        pods == 0 || pods > Integer.MAX_VALUE ? null : (int) pods);
  }

  /**
   * A deployment of one name in several places, of which the tags name none, may be of other
   * environments; whose containers are the application's cannot be told.
   */
  private static boolean ambiguous(Workload workload, List<ContainerRow> rows) {
    return (workload.clusters().isEmpty() && several(rows.stream().map(ContainerRow::cluster)))
        || (workload.namespaces().isEmpty() && several(rows.stream().map(ContainerRow::namespace)));
  }

  private static boolean several(Stream<String> names) {
    return names.distinct().count() > 1;
  }

  /** The sum over rows; null where one of them does not tell its part. */
  private static @Nullable Double total(List<ContainerRow> rows, Part part)
      throws UnmappableException {
    double total = 0;
    for (ContainerRow row : rows) {
      Double value = part.of(row);
      if (value == null) {
        return null;
      }
      total += value;
    }
    return total;
  }

  boolean known() {
    return cpuUsed != null || memoryUsed != null || instances != null;
  }
}
