package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.time.Period;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that sum observations up. Everything that all metrics share is here, once: a
 * metric's own SQL says only what is observed. One text for DuckDB and PostgreSQL.
 *
 * <p>A statement gives one row a metric, team and period: {@code branch, team, period, n, people,
 * p50, p75, p90, low, high, numerator, denominator}. The branch number is the caller's, so that many
 * statements can be joined into one.
 */
final class ReadingSql {
  /** Two-sided 95 % quantile of the normal distribution. */
  static final double Z = 1.959963984540054;

  private ReadingSql() {}

  /** Readings of one metric; periods are in order and adjoin. */
  static String readings(
      int branch,
      MetricDefinition definition,
      Clock clock,
      Slice slice,
      List<Period> periods,
      Instant before,
      @Nullable String authorClass) {
    if (definition.kind() == MetricKind.PERSON_WEEK) {
      return personWeeks(branch, definition, slice, periods, before, authorClass);
    }
    String people = definition.people() ? "count(DISTINCT q.person_id)" : "CAST(0 AS bigint)";
    String key = branch + " AS branch, q.team, q.period, count(*) AS n, " + people + " AS people, ";
    String rows =
        slice.rows(definition, first(periods), before(last(periods), before), authorClass);
    String placed =
        "SELECT o.*, p.period FROM (" + rows + ") o JOIN " + table(periods)
            + " ON o.at >= p.starts AND o.at < p.ends";
    if (definition.kind() == MetricKind.RATIO) {
      return "SELECT " + key
          + nothing("p50", "p75", "p90", "low", "high")
          + ", CAST(sum(q.numerator) AS double precision) AS numerator"
          + ", CAST(sum(q.denominator) AS double precision) AS denominator"
          + " FROM (" + placed + ") q GROUP BY q.team, q.period";
    }
    return "SELECT " + key + spread("q.v")
        + " FROM (" + valued(definition, clock, placed) + ") q"
        + " WHERE q.v >= 0 GROUP BY q.team, q.period";
  }

  /** Adds {@code v}, the observed value in the metric's unit; null when it cannot be known. */
  static String valued(MetricDefinition definition, Clock clock, String rows) {
    if (definition.kind() != MetricKind.DURATION) {
      return "SELECT o.*, CAST(o.value AS double precision) AS v FROM (" + rows + ") o";
    }
    double seconds =
        switch (definition.unit()) {
          case MINUTES -> 60;
          case DAYS -> 86_400;
          default -> 3_600;
        };
    if (clock == Clock.WORKING && SqlLint.names(definition.sql(), "calendar_id")) {
      return "SELECT o.*, CASE WHEN o.ended_at >= o.started_at THEN ("
          + worked("e", "o.ended_at") + " - " + worked("s", "o.started_at") + ") / " + seconds
          + " END AS v FROM (" + rows + ") o"
          + " JOIN calendar_hour s ON s.calendar_id = o.calendar_id"
          + " AND s.hour = date_trunc('hour', o.started_at)"
          + " JOIN calendar_hour e ON e.calendar_id = o.calendar_id"
          + " AND e.hour = date_trunc('hour', o.ended_at)";
    }
    return "SELECT o.*, " + epoch("o.ended_at - o.started_at") + " / " + seconds + " AS v FROM ("
        + rows + ") o";
  }

  /** Population and covered part, as denominator and numerator. */
  static String coverage(
      int branch,
      Coverage coverage,
      Slice slice,
      List<Period> periods,
      Instant before,
      @Nullable String authorClass) {
    String rows =
        slice.rows(
            coverage.sql(),
            coverage.attribute(),
            first(periods),
            before(last(periods), before),
            authorClass);
    return "SELECT " + branch + " AS branch, o.team, p.period, count(*) AS n, CAST(0 AS bigint) AS"
        + " people, " + nothing("p50", "p75", "p90", "low", "high")
        + ", CAST(sum(o.covered) AS double precision) AS numerator"
        + ", CAST(count(*) AS double precision) AS denominator"
        + " FROM (" + rows + ") o JOIN " + table(periods)
        + " ON o.at >= p.starts AND o.at < p.ends GROUP BY o.team, p.period";
  }

  private static String personWeeks(
      int branch,
      MetricDefinition definition,
      Slice slice,
      List<Period> periods,
      Instant before,
      @Nullable String authorClass) {
    List<Weeks.Week> weeks = Weeks.endingIn(periods, slice.zone());
    if (weeks.isEmpty()) {
      return "";
    }
    StringJoiner values = new StringJoiner(", ", "(VALUES ", ") AS w(week, period, starts, ends)");
    for (int i = 0; i < weeks.size(); i++) {
      Weeks.Week week = weeks.get(i);
      values.add(
          "(" + i + ", " + week.period() + ", " + Slice.literal(week.starts()) + ", "
              + Slice.literal(week.ends()) + ")");
    }
    Instant from = weeks.getFirst().starts();
    Instant to = weeks.getLast().ends();
    String rows = slice.rows(definition, from, before(to, before), authorClass);
    String personWeeks =
        "SELECT o.team, w.period, w.week, o.person_id, CAST(sum(o.weight) AS double precision) AS v"
            + " FROM (" + rows + ") o JOIN " + values + " ON o.at >= w.starts AND o.at < w.ends"
            + " WHERE o.person_id IS NOT NULL GROUP BY o.team, w.period, w.week, o.person_id";
    return "SELECT " + branch + " AS branch, q.team, q.period, count(*) AS n,"
        + " count(DISTINCT q.person_id) AS people, " + spread("q.v")
        + " FROM (" + personWeeks + ") q GROUP BY q.team, q.period";
  }

  /**
   * Percentiles, and the 95 % interval of the median from two order statistics: ranks (n + 1 - z
   * sqrt(n)) / 2 and its mirror, which exist from six values on.
   */
  private static String spread(String v) {
    String rank =
        "CAST(floor((count(*) + 1 - " + Z + " * sqrt(CAST(count(*) AS double precision))) / 2.0)"
            + " AS integer)";
    String sorted = "(array_agg(" + v + " ORDER BY " + v + "))";
    StringJoiner columns = new StringJoiner(", ");
    for (int percent : new int[] {50, 75, 90}) {
      columns.add(
          String.format(
              Locale.ROOT,
              "percentile_cont(%.2f) WITHIN GROUP (ORDER BY %s) AS p%d",
              percent / 100.0,
              v,
              percent));
    }
    return columns
        + ", CASE WHEN count(*) > 5 THEN " + sorted + "[" + rank + "] END AS low"
        + ", CASE WHEN count(*) > 5 THEN " + sorted + "[CAST(count(*) AS integer) + 1 - " + rank
        + "] END AS high, " + nothing("numerator", "denominator");
  }

  private static String nothing(String... columns) {
    StringJoiner list = new StringJoiner(", ");
    for (String column : columns) {
      list.add("CAST(NULL AS double precision) AS " + column);
    }
    return list.toString();
  }

  private static String worked(String hour, String instant) {
    return "(" + hour + ".worked_before + greatest(0.0, least("
        + epoch(instant + " - " + hour + ".hour") + ", " + hour + ".work_to) - " + hour
        + ".work_from))";
  }

  private static String epoch(String interval) {
    return "CAST(extract(epoch FROM (" + interval + ")) AS double precision)";
  }

  private static String table(List<Period> periods) {
    StringJoiner values = new StringJoiner(", ", "(VALUES ", ") AS p(period, starts, ends)");
    for (int i = 0; i < periods.size(); i++) {
      Period period = periods.get(i);
      values.add(
          "(" + i + ", " + Slice.literal(period.starts()) + ", " + Slice.literal(period.ends())
              + ")");
    }
    return values.toString();
  }

  private static Instant first(List<Period> periods) {
    return periods.getFirst().starts();
  }

  private static Instant last(List<Period> periods) {
    return periods.getLast().ends();
  }

  private static Instant before(Instant end, Instant before) {
    return end.isBefore(before) ? end : before;
  }

  /** The population of a coverage, attributed as the metric's own observations are. */
  record Coverage(String of, String among, String when, Attribute attribute) {
    static @Nullable Coverage of(MetricDefinition definition) {
      String of = definition.coverageOf();
      String when = definition.coveredWhen();
      if (of == null || when == null) {
        return null;
      }
      String among = definition.coverageAmong();
      return new Coverage(of, among == null ? "TRUE" : among, when, definition.attribute());
    }

    String sql() {
      String covered = ", CASE WHEN " + when + " THEN 1 ELSE 0 END AS covered";
      return of.equals("pipeline")
          ? "SELECT p.service_id, CAST(NULL AS bigint) AS person_id"
              + ", coalesce(p.finished_at, p.started_at, p.created_at) AS at" + covered
              + " FROM pipeline p WHERE p.is_default_branch AND p.status IN ('success', 'failed')"
              + " AND " + among
          : "SELECT mr.service_id, mr.author_id AS person_id, mr.author_class, mr.merged_at AS at"
              + covered + " FROM merge_request mr WHERE mr.in_scope AND " + among;
    }
  }
}
