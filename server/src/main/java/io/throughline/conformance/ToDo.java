package io.throughline.conformance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a role has to see to.
 *
 * @param role who answers for the phase
 * @param phase id of the phase whose output is missing
 * @param kind {@code before_sprint}: tickets lack an output and their sprint is about to start;
 *     {@code missing}: tickets are about to leave or overdue without one; {@code over}: tickets are
 *     in the phase longer than expected
 * @param output title of the output; null for {@code over}
 * @param sprint its name, for {@code before_sprint}
 * @param due when the sprint starts, for {@code before_sprint}
 * @param count how many tickets
 * @param items the first of them
 */
public record ToDo(
    String role,
    String phase,
    String phaseTitle,
    String kind,
    @Nullable String output,
    @Nullable String board,
    @Nullable String sprint,
    @Nullable Instant due,
    long count,
    List<Item> items) {

  /** A ticket. */
  public record Item(String key, @Nullable String title, @Nullable String url) {}
}
