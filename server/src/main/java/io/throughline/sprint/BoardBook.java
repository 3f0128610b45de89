package io.throughline.sprint;

import java.time.Instant;
import java.util.List;

/**
 * All that is told of a board without looking at its sprints.
 *
 * @param open tickets that were begun and are not done
 * @param waiting how many are not begun
 * @param flow of the last eight weeks
 */
public record BoardBook(
    Board board,
    Instant now,
    List<SprintTicket> open,
    int waiting,
    CumulativeFlow flow,
    Usual usual,
    Throughput throughput) {
  public BoardBook {
    open = List.copyOf(open);
  }
}
