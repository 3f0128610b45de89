package io.throughline.running;

import io.throughline.evidenced.Asking;
import io.throughline.running.Impact.Point;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what was measured around a deployment, and lets it be judged. */
final class ImpactReader {
  private static final Duration HALF = Duration.ofMinutes(30);
  private static final Duration SHOWN = Duration.ofMinutes(90);
  private static final Duration WEEK = Duration.ofDays(7);

  private static final String DEPLOYMENT =
      """
      SELECT d.service_id, d.started_at, coalesce(d.healthy_at, d.ended_at) AS served_at
      FROM production_deployment d
      WHERE d.id = ? AND d.service_id IS NOT NULL AND d.started_at IS NOT NULL
        AND coalesce(d.healthy_at, d.ended_at) IS NOT NULL
      """;

  /** What else came to the service, or to one that it calls, between the half hours. */
  private static final String OTHERS =
      """
      SELECT s.name || coalesce(' ' || d.version, '') || ' came meanwhile' AS what,
             d.service_id = ? AND d.started_at < ?
               AND coalesce(d.healthy_at, d.ended_at, d.started_at) >= ? AS during
      FROM production_deployment d
      JOIN service s ON s.id = d.service_id
      WHERE d.id <> ?
        AND (d.service_id = ? OR d.service_id IN (
          SELECT u.upstream_id FROM service_upstream u WHERE u.service_id = ?))
        AND d.started_at < ? AND coalesce(d.healthy_at, d.ended_at, d.started_at) >= ?
      ORDER BY d.started_at, d.id
      """;

  private static final String WATCHED = "SELECT id FROM project WHERE service_id = ?";

  /** By the ids of hours first: they grow with time, and what lies outside is skipped. */
  private static final String SAMPLES =
      """
      SELECT f.start_at, f.seconds, sum(f.requests) AS requests, sum(f.errors) AS errors,
             max(f.p95) AS p95, sum(f.cpu_used) AS cpu, sum(f.memory_used) AS memory
      FROM fact_service_sample f
      WHERE {measured} AND f.start_at >= ? AND f.start_at < ?
      GROUP BY f.start_at, f.seconds
      ORDER BY f.start_at
      """;

  private final Asking asking;

  ImpactReader(Asking asking) {
    this.asking = asking;
  }

  /**
   * Another deployment.
   *
   * @param during whether it is one of the same service, under way before this one served all
   */
  private record Other(String what, boolean during) {}

  private record Moved(long service, Instant startedAt, Instant servedAt) {}

  Optional<Impact> read(long id) throws SQLException {
    List<Moved> found =
        asking.rows(
            DEPLOYMENT,
            row ->
                new Moved(
                    row.getLong("service_id"),
                    Cells.known(row, "started_at"),
                    Cells.known(row, "served_at")),
            id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Moved moved = found.getFirst();
    Instant served = moved.servedAt();
    List<Other> others =
        asking.rows(
            OTHERS,
            row -> new Other(row.getString("what"), row.getBoolean("during")),
            moved.service(),
            served,
            moved.startedAt(),
            id,
            moved.service(),
            moved.service(),
            served.plus(HALF),
            moved.startedAt().minus(HALF));
    Instant from = moved.startedAt().minus(SHOWN);
    Instant to = served.plus(SHOWN);
    List<Long> watched = asking.rows(WATCHED, row -> row.getLong("id"), moved.service());
    List<Sample> around = samples(watched, from, to);
    List<Sample> then = samples(watched, served.minus(WEEK), served.minus(WEEK).plus(HALF));
    ImpactJudge judge =
        new ImpactJudge(
            Stretch.of(around, moved.startedAt().minus(HALF), moved.startedAt()),
            Stretch.of(around, served, served.plus(HALF)),
            new Stretch(then),
            others.stream().map(Other::what).toList());
    return Optional.of(
        new Impact(
            from,
            to,
            moved.startedAt(),
            served,
            judge.confounders(),
            judge.effects(),
            around.stream().map(ImpactReader::point).toList(),
            new CanaryReader(asking)
                .read(
                    watched,
                    moved.startedAt(),
                    served,
                    id,
                    others.stream().filter(Other::during).map(Other::what).toList())));
  }

  private List<Sample> samples(List<Long> watched, Instant from, Instant to) throws SQLException {
    if (watched.isEmpty()) {
      return List.of();
    }
    return asking.rows(
        SAMPLES.replace("{measured}", Measured.of(watched, from, to).condition()),
        row ->
            new Sample(
                Cells.known(row, "start_at"),
                row.getInt("seconds"),
                Cells.whole(row, "requests"),
                Cells.whole(row, "errors"),
                Cells.number(row, "p95"),
                Cells.number(row, "cpu"),
                Cells.number(row, "memory")),
        from,
        to);
  }

  private static Point point(Sample sample) {
    Long requests = sample.requests();
    Long errors = sample.errors();
    Double rate =
        requests == null || errors == null || requests == 0
            ? null
            : Double.valueOf(100.0 * errors / requests);
    return new Point(
        sample.at(), sample.perMinute(), rate, sample.p95(), sample.cpu(), sample.memory());
  }
}
