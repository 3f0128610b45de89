package io.throughline.running;

import io.throughline.evidenced.Asking;
import io.throughline.running.Impact.Canary;
import io.throughline.running.Impact.Compared;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the new version with the one that it takes the place of, in the stretches of a
 * deployment in which both answered. Where nothing tells their requests apart, nothing is compared.
 */
final class CanaryReader {
  private static final String CANARY = "canary";
  private static final String STABLE = "stable";

  /** Only stretches that lie between beginning and end as a whole: later all is of one version. */
  private static final String TRACKS =
      """
      SELECT f.start_at, f.seconds, f.label, sum(f.requests) AS requests,
             CASE WHEN count(f.errors) = count(*) THEN sum(f.errors) END AS errors,
             max(f.p95) AS p95
      FROM fact_track_sample f
      WHERE {measured} AND f.start_at >= ?
        AND f.start_at + f.seconds * INTERVAL '1 second' <= ?
      GROUP BY f.start_at, f.seconds, f.label
      ORDER BY f.start_at, f.seconds, f.label
      """;

  /** What the pods of the version that was rolled out are labelled with. */
  private static final String HASHES =
      """
      SELECT DISTINCT r.pod_hash AS hash
      FROM production_deployment_part p
      JOIN fact_rollout r ON r.project_id = p.project_id
      WHERE p.deployment_id = ? AND r.pod_hash IS NOT NULL
        AND coalesce(r.started_at, r.aborted_at, r.completed_at) BETWEEN ? AND ?
      """;

  /** What one label answered in one stretch. */
  private record Told(String label, Sample sample) {}

  private record Both(Sample stable, Sample canary) {}

  private final Asking asking;

  CanaryReader(Asking asking) {
    this.asking = asking;
  }

  /**
   * Reads and judges.
   *
   * @param watched ids of the projects that measure the service
   * @param others other deployments of the service meanwhile, in words
   * @return null where there was no stretch in which two versions are known to have answered
   */
  @Nullable Canary read(
      List<Long> watched, Instant startedAt, Instant servedAt, long deployment, List<String> others)
      throws SQLException {
    if (watched.isEmpty()) {
      return null;
    }
    List<Told> told =
        asking.rows(
            TRACKS.replace("{measured}", Measured.of(watched, startedAt, servedAt).condition()),
            row ->
                new Told(
                    row.getString("label").toLowerCase(Locale.ROOT),
                    new Sample(
                        Cells.known(row, "start_at"),
                        row.getInt("seconds"),
                        Cells.whole(row, "requests"),
                        Cells.whole(row, "errors"),
                        Cells.number(row, "p95"),
                        null,
                        null)),
            startedAt,
            servedAt);
    if (told.isEmpty()) {
      return null;
    }
    Set<String> hashes =
        new HashSet<>(
            asking.rows(
                HASHES,
                row -> row.getString("hash").toLowerCase(Locale.ROOT),
                deployment,
                startedAt,
                servedAt));
    List<Both> both = both(told, hashes);
    return both.isEmpty() ? null : judged(both, others);
  }

  /**
   * The stretches in which both answered. Beside a version that is known by its hash, all that
   * answers is what it takes the place of.
   */
  private static List<Both> both(List<Told> told, Set<String> hashes) {
    boolean hashed = told.stream().anyMatch(t -> hashes.contains(t.label()));
    Map<Instant, Sample> stable = new TreeMap<>();
    Map<Instant, Sample> canary = new TreeMap<>();
    for (Told one : told) {
      boolean isNew = hashed ? hashes.contains(one.label()) : one.label().equals(CANARY);
      if (isNew) {
        canary.merge(one.sample().at(), one.sample(), Sample::and);
      } else if (hashed || one.label().equals(STABLE)) {
        stable.merge(one.sample().at(), one.sample(), Sample::and);
      }
    }
    List<Both> both = new ArrayList<>();
    stable.forEach(
        (at, old) -> {
          Sample beside = canary.get(at);
          if (beside != null) {
            both.add(new Both(old, beside));
          }
        });
    return both;
  }

  private static Canary judged(List<Both> both, List<String> others) {
    Stretch stable = new Stretch(both.stream().map(Both::stable).toList());
    Stretch canary = new Stretch(both.stream().map(Both::canary).toList());
    ImpactJudge judge = ImpactJudge.ofCanary(stable, canary, others);
    Sample last = both.getLast().canary();
    return new Canary(
        both.getFirst().canary().at(),
        last.at().plusSeconds(last.seconds()),
        stable.requests(),
        canary.requests(),
        judge.confounders(),
        judge.ofRequests().stream()
            .map(
                e ->
                    new Compared(
                        e.measure(),
                        e.before(),
                        e.after(),
                        e.delta(),
                        e.low(),
                        e.high(),
                        e.change(),
                        e.chance(),
                        e.verdict(),
                        e.reason()))
            .toList());
  }
}
