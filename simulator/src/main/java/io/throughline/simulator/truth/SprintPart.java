package io.throughline.simulator.truth;

import io.throughline.simulator.world.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * What one ticket was in one sprint.
 *
 * @param committed in the sprint at its start; else it came in later
 * @param judgedAt the sprint's start, or the moment at which it came in
 * @param holder the tracker's number of whoever it was assigned to then; null for nobody
 * @param removed taken out again, or ended as won't-do or duplicate
 * @param done finished when the sprint was closed
 * @param later in a sprint after this one
 * @param pointsAtStart null when nobody had estimated it; for what came in later, then
 * @param pointsAtClose null when nobody has estimated it by then
 * @param reestimated by how much its points were changed while it was in, ups and downs added
 */
record SprintPart(
    Ticket ticket,
    boolean committed,
    long judgedAt,
    @Nullable String holder,
    boolean removed,
    boolean done,
    boolean later,
    @Nullable Double pointsAtStart,
    @Nullable Double pointsAtClose,
    double reestimated) {

  /** Its weight by its points at the start or at the close; without points it weighs nothing. */
  double points(boolean atStart) {
    Double points = atStart ? pointsAtStart : pointsAtClose;
    return points == null ? 0 : points;
  }
}
