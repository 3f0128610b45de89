package io.throughline.sprint;

import java.time.Instant;
import java.util.List;

/**
 * All that is told of a board without looking at its sprints.
 *
 * @param begun how many tickets were begun and are not done
 * @param open the first of them
 * @param waiting how many are not begun
 * @param flow of the last eight weeks
 */
public record BoardBook(
    Board board,
    Instant now,
    int begun,
    List<SprintTicket> open,
    int waiting,
    CumulativeFlow flow,
    Usual usual,
    Throughput throughput) {
  public BoardBook {
    open = List.copyOf(open);
  }
}
