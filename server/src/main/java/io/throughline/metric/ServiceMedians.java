package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The median over services of a rate that is added up over them. A service that was owned at the
 * end of a period and had nothing in it counts as 0; one of which no source tells, and a library,
 * do not count.
 */
final class ServiceMedians {
  private static final String SQL =
      """
      WITH period(place, starts_at, ends_at, last_at) AS (VALUES {periods}),
      counted AS (
        SELECT p.place, o.service_id, count(*) AS n
        FROM ({observed}) o
        JOIN period p ON o.at >= p.starts_at AND o.at < p.ends_at
        GROUP BY p.place, o.service_id
      ), owned AS (
        SELECT DISTINCT p.place, s.id AS service_id
        FROM period p
        CROSS JOIN service s{owners}
        WHERE EXISTS (SELECT 1 FROM project x WHERE x.service_id = s.id)
      ), told AS (
        SELECT coalesce(o.place, c.place) AS place, coalesce(o.service_id, c.service_id) AS service_id,
               coalesce(c.n, 0) AS n
        FROM owned o
        FULL JOIN counted c ON c.place = o.place AND c.service_id = o.service_id
      )
      SELECT t.place, count(*) AS services,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(t.n AS double precision)) AS middle
      FROM told t
      JOIN service s ON s.id = t.service_id
      WHERE s.kind = 'service'
      GROUP BY t.place
      """;

  private ServiceMedians() {}

  /** Whether a metric is added up over services. */
  static boolean has(MetricDefinition definition, Scope scope) {
    return definition.kind() == MetricKind.RATE
        && definition.attribute() == Attribute.SERVICE
        && !(scope instanceof Scope.OfService);
  }

  /**
   * The medians of periods.
   *
   * @param sums what is told of all services together in each period, in order
   * @param observed the observations of the whole range that are of the scope
   */
  static List<Reading> read(
      Connection connection, List<Reading> sums, Slice slice, String observed, Instant now)
      throws SQLException {
    List<Reading> medians = new ArrayList<>();
    for (Reading sum : sums) {
      medians.add(sum.derived(null, 0, null, sum.provisional(), Reading.Doubt.NO_DATA, null, null));
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql(sums, slice, observed, now))) {
      while (rows.next()) {
        int place = rows.getInt("place");
        medians.set(
            place, median(sums.get(place), rows.getLong("services"), rows.getDouble("middle")));
      }
    }
    return List.copyOf(medians);
  }

  /** All services were read for as many weeks, so that their rates are as their numbers are. */
  private static Reading median(Reading sum, long services, double middle) {
    Double all = sum.value();
    if (all == null) {
      return sum.derived(
          null, services, null, sum.provisional(), Reading.Doubt.NO_DATA, null, null);
    }
    double rate = sum.n() == 0 ? 0 : all / sum.n() * middle;
    return sum.derived(rate, services, null, sum.provisional(), null, null, null);
  }

  private static String sql(List<Reading> sums, Slice slice, String observed, Instant now) {
    List<String> periods = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      Instant starts = sums.get(i).from().atStartOfDay(slice.zone()).toInstant();
      Instant ends = sums.get(i).to().atStartOfDay(slice.zone()).toInstant();
      Instant last = (ends.isAfter(now) ? now : ends).minus(1, ChronoUnit.MICROS);
      periods.add(
          List.of(starts, ends, last).stream()
              .map(Slice::literal)
              .collect(Collectors.joining(", ", "(" + i + ", ", ")")));
    }
    String owners =
        slice.team() == null
            ? ""
            : " JOIN team_service m ON m.team_id = "
                + slice.team()
                + " AND m.service_id = s.id AND m.starts_at <= p.last_at AND m.ends_at > p.last_at";
    return SQL.replace("{periods}", String.join(", ", periods))
        .replace("{owners}", owners)
        .replace("{observed}", observed);
  }
}
