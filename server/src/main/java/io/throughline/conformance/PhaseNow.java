package io.throughline.conformance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phase and the tickets that are in it now. Of a phase that nothing leaves, those that came in
 * the last 30 days.
 *
 * @param followed false: the process does not say how a ticket gets there
 * @param open true: tickets leave the phase; false: they stay
 * @param over how many are in it longer than expected
 * @param came how many came in the last 7 days
 * @param left how many left in the last 7 days
 * @param missing how many of them lack an output that the phase should give out
 */
public record PhaseNow(
    String id,
    String title,
    boolean followed,
    boolean open,
    long tickets,
    long over,
    long came,
    long left,
    long missing,
    @Nullable Double expectedDays,
    List<Inside> items) {

  /**
   * A ticket in the phase.
   *
   * @param workedDays working days since it came
   * @param missing titles of outputs that it lacks
   */
  public record Inside(
      String key,
      @Nullable String title,
      @Nullable String url,
      @Nullable String board,
      Instant since,
      @Nullable Double workedDays,
      boolean over,
      List<String> missing) {}
}
