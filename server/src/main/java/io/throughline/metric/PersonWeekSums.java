package io.throughline.metric;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A metric whose observations are what one person did in one week: weights are summed up by person
 * and week before anything else.
 */
final class PersonWeekSums implements Sums {
  /** A stretch with the weeks that end in it; they begin before it. */
  private record Span(Stretch stretch, List<Weeks.Week> weeks, Instant to) {
    Instant from() {
      return weeks.getFirst().starts();
    }
  }

  private final Question question;
  private final int branch;
  private final String rows;
  private final List<Span> spans;

  private PersonWeekSums(Question question, int branch, String rows, List<Span> spans) {
    this.question = question;
    this.branch = branch;
    this.rows = rows;
    this.spans = spans;
  }

  /**
   * The sums of a text that gives a {@code weight} for each thing that a person did; none where no
   * week has begun.
   */
  static List<Sums> of(Question question, int branch, String rows) {
    List<Span> spans = new ArrayList<>();
    for (Stretch stretch : question.stretches()) {
      List<Weeks.Week> weeks = stretch.weeks(question.slice().zone());
      if (!weeks.isEmpty() && weeks.getFirst().starts().isBefore(question.now())) {
        spans.add(new Span(stretch, weeks, question.earlier(weeks.getLast().ends())));
      }
    }
    return spans.isEmpty() ? List.of() : List.of(new PersonWeekSums(question, branch, rows, spans));
  }

  @Override
  public String sql() {
    StringJoiner places = new StringJoiner(", ");
    StringJoiner periods = new StringJoiner(", ");
    StringBuilder week = new StringBuilder("CASE o.stretch");
    for (Span span : spans) {
      int number = span.stretch().number();
      places.add(
          "(%d, %s, %s)".formatted(number, Slice.literal(span.from()), Slice.literal(span.to())));
      week.append(" WHEN ").append(number).append(" THEN ").append(index(span));
      for (int i = 0; i < span.weeks().size(); i++) {
        periods.add("(%d, %d, %d)".formatted(number, i, span.weeks().get(i).period()));
      }
    }
    week.append(" END");
    String placed =
        "SELECT k.stretch, o.person_id, o.service_id, o.at, o.weight FROM ("
            + rows
            + ") o JOIN (VALUES "
            + places
            + ") AS k(stretch, starts, ends) ON o.at >= k.starts AND o.at < k.ends"
            + " WHERE o.person_id IS NOT NULL";
    String weeks =
        "SELECT o.stretch, o.team, o.person_id, o.weight, "
            + week
            + " AS week FROM ("
            + question.slice().attributed(placed)
            + ") o";
    String totals =
        "SELECT o.stretch, o.team, o.week, o.person_id, CAST(sum(o.weight) AS double precision) AS v"
            + (" FROM (" + weeks + ") o GROUP BY o.stretch, o.team, o.week, o.person_id");
    return "SELECT o.stretch, o.team, w.period, count(DISTINCT o.person_id), "
        + Spread.sql("o.v", question.intervals())
        + (" FROM (" + totals + ") o JOIN (VALUES " + periods)
        + ") AS w(stretch, week, period) ON w.stretch = o.stretch AND w.week = o.week"
        + " GROUP BY o.stretch, o.team, w.period";
  }

  private String index(Span span) {
    return Placement.index(
        "o.at",
        io.throughline.model.time.Grain.WEEK,
        span.weeks().getFirst().monday(),
        question.latest(),
        question.slice().zone());
  }

  @Override
  public void read(ResultSet row, Map<Summary.Key, Summary> found) throws SQLException {
    Spread spread = Spread.read(row, 5, question.intervals());
    if (spread != null) {
      Summary.Key key = new Summary.Key(row.getInt(1), branch, row.getInt(2), row.getInt(3));
      found.put(key, Summary.of(spread, row.getLong(4)));
    }
  }
}
