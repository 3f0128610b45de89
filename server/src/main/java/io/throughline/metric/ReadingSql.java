package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.time.Grain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes the statement that sums observations up. Everything that all metrics share is here, once:
 * a metric's own SQL says only what is observed. One text for DuckDB and PostgreSQL.
 *
 * <p>It gives one row a metric, team and period: {@code branch, team, period, n, people, p50, p75,
 * p90}, the order statistics around both ends of the median's interval, {@code numerator,
 * denominator}. The branch number is the caller's. All observations run through one join and one
 * grouping: planning a statement a metric took longer than running it.
 */
final class ReadingSql {
  private static final String NO_NUMBER = "CAST(NULL AS double precision)";

  private final Question question;
  private final Narrowed narrowed;
  private final List<String> arms = new ArrayList<>();
  private final List<String> personWeeks = new ArrayList<>();
  private final List<Integer> people = new ArrayList<>();

  ReadingSql(Question question) {
    this.question = question;
    this.narrowed = new Narrowed(question.slice(), question.earliest(), question.to());
  }

  /** Adds the readings of a metric. */
  ReadingSql readings(int branch, MetricDefinition definition, Clock clock) {
    if (definition.people()) {
      people.add(branch);
    }
    String text = definition.sql();
    if (definition.kind() == MetricKind.PERSON_WEEK) {
      personWeeks(branch, text);
      return this;
    }
    Instant from = question.from();
    String rows = within(text, from, question.to());
    boolean ratio = definition.kind() == MetricKind.RATIO;
    String source = ratio ? rows : ObservedValue.of(definition, clock, rows);
    arms.add(
        arm(branch, definition.attribute(), source, ratio ? NO_NUMBER : "o.v", ratio)
            + (ratio ? "" : " WHERE o.v >= 0"));
    return this;
  }

  /** Adds population and covered part of a coverage, as denominator and numerator. */
  ReadingSql coverage(int branch, Coverage coverage) {
    String rows = within(coverage.sql(), question.from(), question.to());
    arms.add(arm(branch, coverage.attribute(), rows, NO_NUMBER, true));
    return this;
  }

  /** The whole statement; empty when there is nothing to ask. */
  String statement() {
    List<String> groups = new ArrayList<>();
    if (!arms.isEmpty()) {
      String period =
          Placement.index(
              "o.at",
              question.grain(),
              question.periods().getFirst().from(),
              question.to(),
              question.slice().zone());
      groups.add(
          summed(
              "SELECT o.*, "
                  + period
                  + " AS period FROM ("
                  + question.slice().attributed(String.join("\nUNION ALL\n", arms))
                  + ") o"));
    }
    personWeeks.forEach(group -> groups.add(summed(group)));
    return groups.isEmpty() ? "" : narrowed.with() + String.join("\nUNION ALL\n", groups);
  }

  private static String arm(
      int branch, Attribute attribute, String rows, String value, boolean ratio) {
    String person = attribute == Attribute.SERVICE ? "CAST(NULL AS bigint)" : "o.person_id";
    return "SELECT "
        + branch
        + " AS branch, "
        + person
        + " AS person_id, o.service_id, o.at, "
        + value
        + " AS v, "
        + (ratio ? number("o.numerator") : NO_NUMBER)
        + " AS numerator, "
        + (ratio ? number("o.denominator") : NO_NUMBER)
        + " AS denominator FROM ("
        + rows
        + ") o";
  }

  private void personWeeks(int branch, String text) {
    List<Weeks.Week> weeks = question.weeks();
    if (weeks.isEmpty() || !weeks.getFirst().starts().isBefore(question.now())) {
      return;
    }
    Instant from = weeks.getFirst().starts();
    Instant to = question.earlier(weeks.getLast().ends());
    String week =
        Placement.index("o.at", Grain.WEEK, weeks.getFirst().monday(), to, question.slice().zone());
    StringJoiner periods = new StringJoiner(", ", "(VALUES ", ") AS w(week, period)");
    for (int i = 0; i < weeks.size(); i++) {
      periods.add("(" + i + ", " + weeks.get(i).period() + ")");
    }
    personWeeks.add(
        "SELECT "
            + branch
            + " AS branch, o.team, w.period, o.person_id, o.v, "
            + NO_NUMBER
            + " AS numerator, "
            + NO_NUMBER
            + " AS denominator FROM ("
            + "SELECT o.team, o.week, o.person_id, CAST(sum(o.weight) AS double precision) AS v"
            + " FROM (SELECT o.team, o.person_id, o.weight, "
            + week
            + " AS week FROM ("
            + question.slice().attributed(within(text, from, to))
            + ") o WHERE o.person_id IS NOT NULL) o GROUP BY o.team, o.week, o.person_id) o JOIN "
            + periods
            + " ON w.week = o.week");
  }

  /** The text's rows of the range and the author class that was asked for. */
  private String within(String text, Instant from, Instant to) {
    String authorClass = question.authorClass();
    boolean split = authorClass != null && SqlLint.names(text, "author_class");
    return "SELECT o.* FROM ("
        + narrowed.text(text)
        + ") o WHERE o.at >= "
        + Slice.literal(from)
        + " AND o.at < "
        + Slice.literal(to)
        + (split ? " AND o.author_class = '" + authorClass + "'" : "");
  }

  private String summed(String rows) {
    String active =
        people.isEmpty()
            ? "CAST(0 AS bigint)"
            : "count(DISTINCT CASE WHEN q.branch IN ("
                + people.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ") THEN q.person_id END)";
    String sorted = "NULL";
    String ends = NO_NUMBER + ", " + NO_NUMBER + ", " + NO_NUMBER + ", " + NO_NUMBER;
    if (question.intervals()) {
      sorted = "array_agg(q.v ORDER BY q.v) FILTER (WHERE q.v IS NOT NULL)";
      String mirror = "CAST(g.n AS integer) + 1 - " + Intervals.NEAR_RANK;
      ends =
          statistic(Intervals.NEAR_RANK)
              + ", "
              + statistic(Intervals.NEAR_RANK + " + 1")
              + ", "
              + statistic(mirror)
              + ", "
              + statistic(mirror + " - 1");
    }
    return "SELECT g.branch, g.team, g.period, g.n, g.people, g.spread[1] AS p50, g.spread[2] AS"
        + " p75, g.spread[3] AS p90, "
        + ends
        + ", g.numerator,"
        + " g.denominator FROM (SELECT q.branch, q.team, q.period, count(*) AS n, "
        + active
        + " AS people, percentile_cont(ARRAY[0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY q.v) AS spread, "
        + sorted
        + " AS sorted, sum(q.numerator) AS numerator, sum(q.denominator) AS denominator"
        + " FROM ("
        + rows
        + ") q GROUP BY q.branch, q.team, q.period) g";
  }

  private static String statistic(String rank) {
    return "CASE WHEN g.n > 5 THEN g.sorted[" + rank + "] END";
  }

  private static String number(String column) {
    return "CAST(" + column + " AS double precision)";
  }
}
