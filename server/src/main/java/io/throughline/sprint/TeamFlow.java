package io.throughline.sprint;

import java.time.LocalDate;
import java.util.List;

/**
 * How the tickets of a team's boards came, went, and where they waited.
 *
 * @param weeks one entry an ISO week, oldest first
 * @param statuses of the tickets that were finished in the range, the longest first
 * @param finished how many these are
 */
public record TeamFlow(List<Week> weeks, List<Status> statuses, int finished) {
  public TeamFlow {
    weeks = List.copyOf(weeks);
    statuses = List.copyOf(statuses);
  }

  /** How many tickets were created and how many were finished in the week of a Monday. */
  public record Week(LocalDate monday, int created, int finished) {}

  /**
   * How long tickets were in a status, between their first In Progress and Done.
   *
   * @param work {@code active}, {@code wait} or {@code blocked}; {@code active} where nothing tells
   * @param days working days of all tickets together
   * @param tickets how many were in it
   */
  public record Status(String name, String work, double days, int tickets) {}
}
