package io.throughline.metric;

import io.throughline.model.time.Grain;
import java.time.Instant;
import java.util.List;

/** SQL for how much each person did in each ISO week; its rows do not say who. */
final class PersonWeeks {
  private PersonWeeks() {}

  /**
   * One row {@code v} a person and week.
   *
   * @param weeks not empty
   * @param rows attributed rows of those weeks with {@code team, person_id, weight, at}
   */
  static String sums(Question question, List<Weeks.Week> weeks, String rows) {
    Instant end = question.earlier(weeks.getLast().ends());
    String week =
        Placement.index(
            "o.at", Grain.WEEK, weeks.getFirst().monday(), end, question.slice().zone());
    return "SELECT CAST(sum(o.weight) AS double precision) AS v FROM ("
        + "SELECT o.team, o.person_id, o.weight, "
        + week
        + " AS week FROM ("
        + rows
        + ") o WHERE o.person_id IS NOT NULL) o GROUP BY o.team, o.week, o.person_id";
  }
}
