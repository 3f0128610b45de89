package io.throughline.simulator.world;

/**
 * How a team plans at a point of the year, as {@link Behaviour} tells how it codes.
 *
 * @param estimated share of tickets with points when their sprint begins
 * @param criteria share of stories with acceptance criteria by then
 * @param broken share of bigger stories with sub-tasks or a checklist by then
 * @param creep share of tickets that come in after the sprint's start
 * @param overcommitted tickets that are promised and not begun, for each one that is worked on
 * @param removed tickets that are taken out again, for each one that is worked on
 * @param reestimated share whose points change in the sprint
 * @param blocked share that stands still for a while
 * @param reopened share that comes back after it was done
 */
record TicketHabit(
    double estimated,
    double criteria,
    double broken,
    double creep,
    double overcommitted,
    double removed,
    double reestimated,
    double blocked,
    double reopened) {

  /** The ways of a team when {@code year} (0 to 1 over the recorded history) has passed. */
  static TicketHabit of(String team, double year) {
    double y = Math.max(0, Math.min(1.1, year));
    return switch (team) {
      case "navigation" ->
          new TicketHabit(
              mix(0.86, 0.98, y),
              mix(0.70, 0.96, y),
              mix(0.55, 0.86, y),
              mix(0.18, 0.08, y),
              mix(0.12, 0.03, y),
              0.02,
              0.03,
              0.06,
              0.02);
      case "telemetry" ->
          new TicketHabit(
              mix(0.75, 0.93, y), 0.82, 0.60, 0.16, mix(0.15, 0.08, y), 0.03, 0.05, 0.10, 0.03);
      case "checkout" ->
          new TicketHabit(
              0.90,
              mix(0.85, 0.72, y),
              0.50,
              mix(0.24, 0.46, y),
              mix(0.12, 0.28, y),
              mix(0.04, 0.10, y),
              0.06,
              mix(0.08, 0.18, y),
              mix(0.03, 0.07, y));
      case "storefront" ->
          y < 0.55
              ? new TicketHabit(0.80, 0.60, 0.40, 0.28, 0.20, 0.06, 0.08, 0.10, 0.06)
              : new TicketHabit(0.94, 0.88, 0.70, 0.15, 0.07, 0.03, 0.04, 0.05, 0.02);
      case "firmware" -> new TicketHabit(0.0, 0.70, 0.65, 0.3, 0.05, 0.0, 0.0, 0.16, 0.04);
      default ->
          new TicketHabit(
              mix(0.42, 0.62, y), mix(0.35, 0.55, y), 0.25, 0.22, 0.24, 0.06, 0.18, 0.08, 0.05);
    };
  }

  private static double mix(double start, double end, double share) {
    return start + (end - start) * share;
  }
}
