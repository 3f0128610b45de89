package io.throughline.sprint;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is told of one sprint.
 *
 * @param now what "now" was when it was read
 * @param board its board
 * @param tickets all that were in it
 * @param burnUp from the start to the close, or to now
 * @param events what changed the scope, oldest first
 * @param usual how long tickets usually take on the board
 * @param outlook what a forecast stands on: as of now, for a closed sprint as of the middle of its
 *     planned time
 */
public record SprintBook(
    Sprint sprint,
    Board board,
    Instant now,
    Sets sets,
    List<SprintTicket> tickets,
    List<BurnUp.Point> burnUp,
    List<ScopeEvent> events,
    CumulativeFlow flow,
    Usual usual,
    Outlook outlook) {
  public SprintBook {
    tickets = List.copyOf(tickets);
    burnUp = List.copyOf(burnUp);
    events = List.copyOf(events);
  }

  /**
   * What was left to do at an instant, and what the board finished before it.
   *
   * @param remaining tickets that count and are not done, as of the throughput's instant
   * @param left the same as of the planned end, or of the close where that was earlier; null while
   *     the sprint runs, and without a planned end
   */
  public record Outlook(int remaining, Throughput throughput, @Nullable Integer left) {}
}
