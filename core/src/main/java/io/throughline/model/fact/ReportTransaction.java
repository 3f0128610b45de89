package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * Samples of one name of a load test, in milliseconds of {@code elapsed}.
 *
 * @param failed null where the report does not tell which failed
 * @param successP95 of those that did not fail; null where the report does not tell them apart
 * @param throughput samples a second
 */
public record ReportTransaction(
    long reportId,
    String name,
    long samples,
    @Nullable Long failed,
    @Nullable Double p50,
    @Nullable Double p90,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double successP95,
    @Nullable Double throughput)
    implements Member {
  @Override
  public long parentId() {
    return reportId;
  }

  @Override
  public String key() {
    return name;
  }
}
