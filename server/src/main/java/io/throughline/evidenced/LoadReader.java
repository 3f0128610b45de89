package io.throughline.evidenced;

import io.throughline.evidenced.LoadTrend.Point;
import io.throughline.evidenced.LoadTrend.Transaction;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads how load tests went over time. */
final class LoadReader {
  private static final String TRENDS =
      """
      SELECT s.key, s.name AS service, t.name, b.reported_at, t.p95, t.p50, t.samples, t.failed,
             b.users
      FROM build_report b
      JOIN service s ON s.id = b.service_id
      JOIN fact_report_transaction t ON t.report_id = b.id
      WHERE {team} AND b.kind = 'load' AND b.is_main AND b.reported_at >= ? AND t.p95 IS NOT NULL
      ORDER BY s.name, s.key, t.name, b.reported_at, b.id
      """;

  /** What was agreed when it was judged last, for all transactions or for one. */
  private static final String LIMITS =
      """
      SELECT k.key, k.transaction, k.limit_value
      FROM (
        SELECT s.key, c.transaction, c.limit_value,
               row_number() OVER (PARTITION BY s.key, coalesce(c.transaction, '')
                                  ORDER BY g.judged_at DESC, g.id DESC) AS place
        FROM gate_run g
        JOIN service s ON s.id = g.service_id
        JOIN fact_gate_check c ON c.gate_run_id = g.id
        WHERE {team} AND g.is_main AND c.measure = 'p95' AND c.limit_value IS NOT NULL
      ) k
      WHERE k.place = 1
      """;

  private record Line(String service, String name, String transaction, Point point) {}

  private record Limit(String service, @Nullable String transaction, double limit) {}

  private final Asking asking;

  LoadReader(Asking asking) {
    this.asking = asking;
  }

  List<LoadTrend> read(Instant since) throws SQLException {
    Map<String, Map<String, Double>> limits = new HashMap<>();
    for (Limit limit :
        asking.ofTeam(
            LIMITS,
            row ->
                new Limit(
                    row.getString("key"),
                    row.getString("transaction"),
                    row.getDouble("limit_value")))) {
      limits
          .computeIfAbsent(limit.service(), s -> new HashMap<>())
          .put(limit.transaction() == null ? "" : limit.transaction(), limit.limit());
    }
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Map<String, List<Point>>> points = new HashMap<>();
    for (Line line :
        asking.ofTeam(
            TRENDS,
            row -> {
              Double failed = Cells.number(row, "failed");
              long samples = row.getLong("samples");
              Long users = Cells.whole(row, "users");
              return new Line(
                  row.getString("key"),
                  row.getString("service"),
                  row.getString("name"),
                  new Point(
                      Cells.known(row, "reported_at"),
                      row.getDouble("p95"),
                      Cells.number(row, "p50"),
                      samples,
                      failed == null || samples == 0 ? null : 100 * failed / samples,
                      users == null ? null : Math.toIntExact(users)));
            },
            since)) {
      names.put(line.service(), line.name());
      points
          .computeIfAbsent(line.service(), s -> new TreeMap<>())
          .computeIfAbsent(line.transaction(), t -> new ArrayList<>())
          .add(line.point());
    }
    List<LoadTrend> trends = new ArrayList<>();
    names.forEach(
        (service, name) -> {
          Map<String, Double> own = limits.getOrDefault(service, Map.of());
          trends.add(
              new LoadTrend(
                  service,
                  name,
                  points.getOrDefault(service, Map.of()).entrySet().stream()
                      .map(
                          e ->
                              new Transaction(
                                  e.getKey(),
                                  own.containsKey(e.getKey()) ? own.get(e.getKey()) : own.get(""),
                                  e.getValue()))
                      .toList()));
        });
    return trends;
  }
}
