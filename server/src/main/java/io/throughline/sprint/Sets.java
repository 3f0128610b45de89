package io.throughline.sprint;

import java.util.List;
import java.util.function.Predicate;

/**
 * The sets of a sprint, each by what its tickets weigh and by how many there are.
 *
 * @param committed in it at the start, by the estimates of the start
 * @param added later, by the estimates of the close, as all that follow
 * @param removed taken out, won't do or a duplicate
 * @param done at the close, or now
 * @param committedDone of what was committed, what is done, by the estimates of the start
 */
public record Sets(Sum committed, Sum added, Sum removed, Sum done, Sum committedDone) {
  /** Points or hours, and how many; {@code estimate} without those that have none. */
  public record Sum(double estimate, int tickets) {}

  static Sets of(List<SprintTicket> tickets) {
    return new Sets(
        sum(tickets, SprintTicket::committed, true),
        sum(tickets, t -> !t.committed(), false),
        sum(tickets, SprintTicket::removed, false),
        sum(tickets, SprintTicket::done, false),
        sum(tickets, t -> t.committed() && t.done(), true));
  }

  private static Sum sum(List<SprintTicket> tickets, Predicate<SprintTicket> which, boolean start) {
    double estimate = 0;
    int count = 0;
    for (SprintTicket ticket : tickets) {
      if (which.test(ticket)) {
        Double value = start ? ticket.startEstimate() : ticket.endEstimate();
        estimate += value == null ? 0 : value;
        count++;
      }
    }
    return new Sum(estimate, count);
  }
}
