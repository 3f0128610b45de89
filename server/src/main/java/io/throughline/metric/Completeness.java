package io.throughline.metric;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far the sources were read. */
@FunctionalInterface
public interface Completeness {
  /**
   * The instant up to which everything of these fact tables was read from every source that gives
   * them.
   *
   * @param needs fact tables, as in {@code needs} of a metric
   * @return empty when a source was never read to an end; its periods then stay provisional
   */
  Optional<Instant> until(List<String> needs);
}
