package io.throughline.evidenced;

import io.throughline.evidenced.Permission.Gate;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether a version may go to production. */
final class PermissionReader {
  private static final Set<String> GOOD = Set.of("pass", "not_applicable", "waived");

  private static final String REQUIRED =
      """
      SELECT q.service_id, q.gate, q.title
      FROM required_gate q JOIN service s ON s.id = q.service_id
      WHERE s.key = ?
      ORDER BY q.place
      """;

  /** Commits that an image was built of; the one that was judged last comes first. */
  private static final String COMMITS =
      """
      SELECT i.sha
      FROM (
        SELECT g.sha, g.judged_at AS at FROM gate_run g JOIN service s ON s.id = g.service_id
        WHERE s.key = ? AND g.image = ? AND g.sha IS NOT NULL
        UNION ALL
        SELECT b.sha, b.reported_at FROM build_report b JOIN service s ON s.id = b.service_id
        WHERE s.key = ? AND b.image = ? AND b.sha IS NOT NULL
      ) i
      GROUP BY i.sha
      ORDER BY max(i.at) DESC, i.sha
      """;

  /** Since when an image runs, as a GitOps controller tells; of what ran before nothing is said. */
  private static final String RUNNING =
      """
      SELECT d.ended_at
      FROM production_deployment d JOIN service s ON s.id = d.service_id
      WHERE s.key = ? AND strpos(d.digests, ?) > 0 AND d.kind IN ('change', 'rollback')
        AND d.ends_at > {now} AND d.ended_at <= {now}
      ORDER BY d.ended_at DESC
      LIMIT 1
      """;

  private record Required(int service, String gate, String title) {}

  private final Asking asking;
  private final String service;
  private final @Nullable String image;
  private final @Nullable String asked;

  PermissionReader(Asking asking, String service, @Nullable String image, @Nullable String commit) {
    this.asking = asking;
    this.service = service;
    this.image = image;
    this.asked = commit;
  }

  Permission read() throws SQLException {
    List<String> reasons = new ArrayList<>();
    String commit = commit(reasons);
    List<Gate> gates = new ArrayList<>();
    List<Required> required =
        asking.rows(
            REQUIRED,
            row ->
                new Required(
                    row.getInt("service_id"), row.getString("gate"), row.getString("title")),
            service);
    if (commit != null) {
      Verdicts verdicts = Verdicts.of(asking, service, commit);
      for (Required one : required) {
        Gate gate = verdicts.gate(one.service(), commit, one.gate(), one.title());
        gates.add(gate);
        Instant until = gate.waivedUntil();
        if (!GOOD.contains(gate.verdict())) {
          reasons.add(reason(gate) + ended(gate));
        } else if (until != null && !asking.now().isBefore(until)) {
          reasons.add(gate.title() + " was waived, and the waiver ended at " + until);
        }
      }
    }
    if (required.isEmpty()) {
      reasons.add("no gate is required of " + service + ", so nothing can have passed");
    }
    return new Permission(service, image, commit, reasons.isEmpty(), reasons, gates, asking.now());
  }

  private @Nullable String commit(List<String> reasons) throws SQLException {
    if (image == null) {
      return asked;
    }
    List<String> commits =
        asking.rows(COMMITS, row -> row.getString("sha"), service, image, service, image);
    if (commits.isEmpty()) {
      if (asked == null) {
        reasons.add(
            "nothing is known of the image "
                + image
                + running(image)
                + "; let the gate command say it: --image sha256:...");
      }
      return asked;
    }
    if (asked != null && !commits.contains(asked)) {
      reasons.add("the image " + image + " is known, and it was not built of commit " + asked);
    }
    return asked == null ? commits.getFirst() : asked;
  }

  /** That an image runs does not say that anybody judged it; whoever asks is told so. */
  private String running(String digest) throws SQLException {
    List<Instant> since =
        asking.rows(RUNNING, row -> Cells.known(row, "ended_at"), service, digest);
    return since.isEmpty()
        ? ""
        : ", which runs in production since " + since.getFirst() + ": no build tells of it";
  }

  /** That it was waived once, where it was. */
  private static String ended(Gate gate) {
    return gate.waivedUntil() == null
        ? ""
        : ", and the waiver of it ended at " + gate.waivedUntil();
  }

  private static String reason(Gate gate) {
    return gate.title()
        + switch (gate.verdict()) {
          case "fail" -> " failed";
          case "no_data" -> " has no data: nothing says whether it holds";
          case "unreadable" -> " could not be judged: a report cannot be read";
          case "missing" -> " was never run on this commit";
          default -> " is " + gate.verdict();
        };
  }
}
