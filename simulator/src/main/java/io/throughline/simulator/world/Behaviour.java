package io.throughline.simulator.world;

/**
 * How a team works at a point of the year. The numbers drift, so that charts have something to
 * tell: one team learns to review fast, another one slows down, a third takes to AI assistants.
 *
 * @param codingHours median office hours from first commit to opening
 * @param pickupHours median office hours from ready to the first answer
 * @param reviewHours median office hours from first answer to the decision
 * @param draft share of merge requests that open as drafts
 * @param unreviewed share merged without any review
 * @param changes chance that a review asks for changes
 * @param threads mean number of review comments
 * @param lines median changed lines
 * @param assisted share with an AI assistant's trailer
 * @param reverted share of merged changes that are reverted
 */
record Behaviour(
    double codingHours,
    double pickupHours,
    double reviewHours,
    double draft,
    double unreviewed,
    double changes,
    double threads,
    double lines,
    double assisted,
    double reverted) {

  /** The ways of a team when {@code year} (0 to 1 over the recorded history) has passed. */
  static Behaviour of(String team, double year) {
    double y = Math.max(0, Math.min(1.1, year));
    return switch (team) {
      case "navigation" ->
          new Behaviour(
              mix(9, 5, y),
              mix(11, 2.2, y),
              mix(7, 3, y),
              0.45,
              0.02,
              mix(0.40, 0.25, y),
              2.6,
              mix(160, 70, y),
              mix(0.05, 0.30, y),
              0.010);
      case "telemetry" ->
          new Behaviour(
              6, 4, 4, 0.35, 0.03, 0.28, 2.0, mix(90, 140, y), mix(0.06, 0.60, y * y), 0.012);
      case "firmware" -> new Behaviour(16, 9, 14, 0.60, 0.0, 0.50, 4.2, 190, 0.04, 0.006);
      case "checkout" ->
          new Behaviour(
              6,
              mix(2.5, 10, y),
              mix(4, 9, y),
              0.30,
              mix(0.02, 0.06, y),
              0.34,
              mix(2.4, 1.5, y),
              mix(80, 190, y),
              0.15,
              mix(0.010, 0.022, y));
      case "storefront" ->
          y < 0.55
              ? new Behaviour(7, 5, 5, 0.30, 0.05, 0.30, 1.8, 120, 0.12, 0.042)
              : new Behaviour(3, 1.6, 1.5, 0.10, 0.03, 0.18, 1.4, 50, 0.25, 0.014);
      default -> new Behaviour(8, 6, 3, 0.25, mix(0.26, 0.16, y), 0.16, 1.0, 130, 0.18, 0.018);
    };
  }

  private static double mix(double start, double end, double share) {
    return start + (end - start) * share;
  }
}
