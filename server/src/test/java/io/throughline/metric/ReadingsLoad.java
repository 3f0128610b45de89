package io.throughline.metric;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.time.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures readings over generated merge requests. Run by hand: {@code ReadingsLoad <file> <merge
 * requests>}; the file is made when it is absent.
 */
final class ReadingsLoad {
  private static final List<String> OVERVIEW =
      List.of(
          "cycle_time",
          "time_to_merge",
          "pickup_time",
          "review_reaction_time",
          "mr_count_per_contributor",
          "mr_size",
          "unreviewed_merge_rate",
          "pipeline_success");

  private ReadingsLoad() {}

  public static void main(String[] arguments) {
    java.nio.file.Path file = java.nio.file.Path.of(arguments[0]);
    long size = Long.parseLong(arguments[1]);
    boolean absent = !java.nio.file.Files.exists(file);
    try (TableWarehouse warehouse = new TableWarehouse("jdbc:duckdb:" + file)) {
      warehouse.execute("SET threads = 2");
      if (absent) {
        warehouse.createTables();
        fill(warehouse, size);
      }
      Organisation organisation =
          new Organisation(
              "Load",
              ZoneOffset.UTC,
              Map.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              90,
              new ServerConfig("", null, ""));
      Instant now = Instant.parse("2026-01-01T00:00:00Z");
      Catalogue catalogue = Catalogue.shipped();
      WarehouseReadings readings =
          new WarehouseReadings(
              warehouse, catalogue, () -> organisation, needs -> Optional.of(now), () -> now);
      LocalDate end = LocalDate.of(2025, 12, 29);
      List<String> all = catalogue.definitions().stream().map(d -> d.id()).toList();
      ReadingQuery year = query(new Scope.OfTeam("team50"), end.minusWeeks(52), end);
      ReadingQuery half = query(new Scope.Everyone(), end.minusWeeks(26), end);
      measure("team, all metrics, 52 weeks", 15, () -> readings.readAll(all, year));
      measure(
          "parent team, all metrics, 52 weeks",
          7,
          () -> readings.readAll(all, query(new Scope.OfTeam("team5"), end.minusWeeks(52), end)));
      measure(
          "overview, 100 teams, 26 weeks, 8 metrics", 9, () -> readings.readTeams(OVERVIEW, half));
      measure(
          "everyone, all metrics, 52 weeks",
          3,
          () -> readings.readAll(all, query(new Scope.Everyone(), end.minusWeeks(52), end)));
      System.out.println(readings.readAll(List.of("cycle_time"), year).get("cycle_time").get(20));
    }
  }

  private static ReadingQuery query(Scope scope, LocalDate from, LocalDate to) {
    return new ReadingQuery("cycle_time", scope, from, to, Grain.WEEK, null);
  }

  private static void measure(String name, int times, Runnable work) {
    work.run();
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-45s median %6.1f ms  worst %6.1f ms%n",
        name, nanos[times / 2] / 1e6, nanos[times - 1] / 1e6);
  }

  private static void fill(TableWarehouse w, long size) {
    w.execute("SELECT setseed(0.42)");
    w.execute(
        "INSERT INTO team SELECT i, 'team' || i, 'Team ' || i, CASE WHEN i < 10 THEN NULL ELSE i %"
            + " 10 END, 'UTC', CASE WHEN i < 10 THEN 0 ELSE 1 END, i FROM range(100) t(i)");
    w.execute(
        "INSERT INTO team_person SELECT 10 + p % 90, p, TIMESTAMP '0001-01-01', TIMESTAMP"
            + " '9999-01-01' FROM range(1000) t(p)");
    w.execute(
        "INSERT INTO team_person SELECT team_id % 10, person_id, starts_at, ends_at FROM team_person");
    w.execute(
        "INSERT INTO service SELECT s, 'service' || s, 'Service ' || s, 'service' FROM range(300) t(s)");
    w.execute(
        "INSERT INTO team_service SELECT 10 + s % 90, s, TIMESTAMP '0001-01-01', TIMESTAMP"
            + " '9999-01-01' FROM range(300) t(s)");
    w.execute(
        "INSERT INTO team_service SELECT team_id % 10, service_id, starts_at, ends_at FROM team_service");
    w.execute("INSERT INTO calendar SELECT c, 'c' || c, 'UTC' FROM range(5) t(c)");
    w.execute(
        "INSERT INTO calendar_hour SELECT c, h, 3600 * (count(*) FILTER (isodow(h) < 6) OVER"
            + " (PARTITION BY c ORDER BY h) - CASE WHEN isodow(h) < 6 THEN 1 ELSE 0 END), 0, CASE"
            + " WHEN isodow(h) < 6 THEN 3600 ELSE 0 END FROM range(5) t(c), generate_series(TIMESTAMP"
            + " '2015-01-01', TIMESTAMP '2027-01-01', INTERVAL 1 HOUR) s(h) ORDER BY c, h");
    w.execute(
        "CREATE TEMP TABLE base AS SELECT id, TIMESTAMP '2023-01-01' + to_microseconds(CAST((id *"
            + " 1.0 / "
            + size
            + ") * 1096 * 86400e6 AS BIGINT)) AS created, CAST(random() * 999 AS"
            + " BIGINT) AS author, CAST(random() * 299 AS INTEGER) AS service, random() a, random()"
            + " b, random() c, random() d, random() e FROM range("
            + size
            + ") t(id)");
    w.execute(
        "INSERT INTO merge_request SELECT id, 1, service, service, id, 'Change ' || id,"
            + " 'https://x/' || id, author, CASE WHEN e < 0.05 THEN NULL ELSE author END, CASE WHEN e"
            + " < 0.05 THEN 'agent' WHEN e < 0.2 THEN 'assisted' ELSE 'human' END, author % 5, 'f',"
            + " 'main', CASE WHEN c < 0.9 THEN 'merged' ELSE 'closed' END, FALSE, created, created -"
            + " to_hours(CAST(a * 40 AS BIGINT)), created - to_hours(CAST(a * 40 AS BIGINT)),"
            + " 'first_commit', created + to_minutes(CAST(b * 90 AS BIGINT)), created, created +"
            + " to_minutes(CAST(90 + d * 600 AS BIGINT)), created + to_minutes(CAST(90 + d * 900 AS"
            + " BIGINT)), CASE WHEN c < 0.9 THEN created + to_minutes(CAST(100 + d * 3000 AS BIGINT))"
            + " END, CASE WHEN c >= 0.9 THEN created + to_minutes(3000) END, created +"
            + " to_minutes(CAST(100 + d * 3000 AS BIGINT)), CASE WHEN c < 0.9 THEN created +"
            + " to_minutes(CAST(2000 + d * 5000 AS BIGINT)) END, CASE WHEN c < 0.9 THEN created +"
            + " to_minutes(CAST(2000 + d * 6000 AS BIGINT)) END, TRUE, 3, 4, 30, 40, CAST(a * b * 900"
            + " AS BIGINT), CAST(a * 9 AS INTEGER), CAST(a * 5 AS INTEGER), 1, a > 0.1, CAST(b * 3 AS"
            + " INTEGER), FALSE, NULL, CASE WHEN b > 0.98 THEN created + to_hours(100) END, b < 0.01,"
            + " FALSE, FALSE, FALSE, TRUE, c < 0.9, TRUE, id FROM base ORDER BY id");
    w.execute(
        "INSERT INTO review_request SELECT id || ':' || k, id, service, service, (author + k) %"
            + " 1000, (author + k) % 1000, (author + k) % 5, created, created +"
            + " to_minutes(CAST(b * 90 AS BIGINT)), CASE WHEN d < 0.8 THEN created +"
            + " to_minutes(CAST(90 + d * 900 AS BIGINT)) END, FALSE, created + to_hours(60), 'human',"
            + " 'Change', 'u', created + to_hours(24), TRUE FROM base, range(1, 3) r(k) ORDER BY id");
    w.execute(
        "INSERT INTO person_activity SELECT (author + k) % 1000, created + to_hours(k), 'review', id,"
            + " service, service, 'human' FROM base, range(6) r(k) ORDER BY id");
    w.execute(
        "INSERT INTO pipeline SELECT id * 2 + k, 1, service, service, 'main', k = 0, CASE WHEN a <"
            + " 0.9 THEN 'success' ELSE 'failed' END, 'push', created, created, created +"
            + " to_seconds(CAST(60 + b * 900 AS BIGINT)), 100, 'u', id FROM base, range(2) r(k)");
    w.execute("CHECKPOINT");
  }
}
