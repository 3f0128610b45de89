package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A file that a verdict stands on.
 *
 * @param path as it was given; never used as one
 * @param sha256 of its bytes; null where it could not be read
 * @param problem why it could not be read, with the place; null when it could
 */
public record GateReport(
    long gateRunId,
    String path,
    @Nullable String gate,
    @Nullable String format,
    @Nullable String kind,
    @Nullable Long bytes,
    @Nullable String sha256,
    @Nullable String problem)
    implements Member {
  @Override
  public long parentId() {
    return gateRunId;
  }

  @Override
  public String key() {
    return path;
  }
}
