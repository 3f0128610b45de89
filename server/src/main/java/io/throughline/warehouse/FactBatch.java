package io.throughline.warehouse;

import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import java.util.List;

/**
 * What was mapped from a run of deliveries, to be committed together with the position.
 *
 * @param position number of the last delivery of the run, also when it was ignored or buried
 * @param more whether further deliveries wait already; then the warehouse may put the derivation
 *     off a little and do it for several batches at once, which is much cheaper
 */
public record FactBatch(List<Entry> entries, long position, boolean more) {
  /** A batch behind which nothing waits. */
  public FactBatch(List<Entry> entries, long position) {
    this(entries, position, false);
  }

  /** The facts of one delivery. */
  public record Entry(long sequence, Channel channel, Mapped mapped) {}

  public FactBatch {
    entries = List.copyOf(entries);
  }
}
