package io.throughline.sprint;

import java.util.List;

/**
 * How loaded a member of a team is. It is for the person and, where the organisation allows it,
 * their lead.
 *
 * @param person id
 * @param assignments work that the person was assigned when the team's sprints started that run
 *     now, or else that were closed last; empty when none
 * @param overloaded whether one of these is more than 125 % of its median
 * @param idle whether the person has no ticket in progress and no open merge request
 * @param activeDays on how many of the last {@link #DAYS} days, weekends included, the person did
 *     something
 */
public record PersonLoad(
    String person, List<Assignment> assignments, boolean overloaded, boolean idle, int activeDays) {
  /** Of how many days it is told whether a person did something; today is not among them. */
  public static final int DAYS = 28;

  private static final double ALWAYS = 0.9;

  public PersonLoad {
    assignments = List.copyOf(assignments);
  }

  /** Whether the person did something on nine of ten days. */
  public boolean alwaysOn() {
    return activeDays >= ALWAYS * DAYS;
  }

  /**
   * A person's part of a sprint, in points, or in tickets where the team does not estimate.
   *
   * @param median of all people who were assigned work in the sprint
   * @param people how many these are
   */
  public record Assignment(double weight, double median, int people) {}
}
