package io.throughline.evidenced;

import io.throughline.evidenced.GateMatrix.Cell;
import io.throughline.evidenced.GateMatrix.Gate;
import io.throughline.evidenced.GateMatrix.ServiceGates;
import io.throughline.evidenced.GateMatrix.Version;
import io.throughline.warehouse.sql.Cells;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the gates of all services that are asked for. */
final class MatrixReader {
  /** The newest build of each branch, as a common table. */
  static final String NEWEST =
      """
      newest_build AS (
        SELECT b.* FROM (
          SELECT g.*,
                 row_number() OVER (PARTITION BY g.service_id, g.ref
                                    ORDER BY g.judged_at DESC, g.id DESC) AS place
          FROM gate_run g WHERE g.service_id IS NOT NULL
        ) b WHERE b.place = 1
      )
      """;

  private static final String SERVICES =
      "SELECT s.id, s.key, s.name, s.kind FROM service s WHERE {team} ORDER BY s.name, s.key";

  private static final String REQUIRED =
      """
      SELECT q.service_id, q.gate, q.place, q.title
      FROM required_gate q JOIN service s ON s.id = q.service_id
      WHERE {team}
      ORDER BY q.place, q.gate
      """;

  private static final String RUNNING =
      """
      SELECT p.id, p.service_id, p.sha, p.image, p.arrived_at, p.web_url
      FROM shipped p JOIN service s ON s.id = p.service_id
      WHERE {team} AND p.ends_at > {now} AND p.arrived_at <= {now}
      """;

  private static final String PASSED =
      """
      SELECT g.shipped_id, g.gate, g.verdict, g.told, g.run_id, g.waived_until, g.owner, g.reason
      FROM shipped_gate g
      JOIN shipped p ON p.id = g.shipped_id
      JOIN service s ON s.id = g.service_id
      WHERE {team} AND p.ends_at > {now}
      """;

  /** Pages of the analyses of which only the status of their gate is known. */
  private static final String ANALYSES =
      """
      SELECT n.shipped_id, n.web_url
      FROM (
        SELECT p.id AS shipped_id, a.web_url,
               row_number() OVER (PARTITION BY p.id ORDER BY a."at" DESC, a.id DESC) AS place
        FROM shipped p
        JOIN service s ON s.id = p.service_id
        JOIN code_analysis a
          ON a.service_id = p.service_id AND a.sha = p.sha AND a."at" <= p.arrived_at
        WHERE {team} AND p.ends_at > {now} AND a.gate_status IN ('ok', 'warn', 'error')
          AND NOT EXISTS (SELECT 1 FROM gate_run g WHERE g.id = a.id)
      ) n
      WHERE n.place = 1 AND n.web_url IS NOT NULL
      """;

  /** The gate that analyses of code speak of. */
  private static final String ANALYSED = "static-analysis";

  private static final String BRANCHES =
      "WITH "
          + NEWEST
          + """
          SELECT n.id, n.service_id, n.ref, n.is_main, n.sha, n.image, n.judged_at, n.web_url
          FROM newest_build n JOIN service s ON s.id = n.service_id
          WHERE {team} AND n.sha IS NOT NULL
          ORDER BY n.judged_at DESC, n.id DESC
          """;

  private record Row(int id, String key, String name, String kind) {}

  private record Required(int service, Gate gate) {}

  /**
   * @param told what was said, whatever is waived
   */
  private record Verdict(
      String verdict, String told, @Nullable Long run, @Nullable Waiver waiver) {}

  private record Page(long shipped, String url) {}

  private record Shipped(
      long id,
      int service,
      @Nullable String sha,
      @Nullable String image,
      Instant at,
      @Nullable String url) {}

  /**
   * @param main whether every gate has to be passed on it, since it is released
   */
  private record Branch(int service, long run, String sha, boolean main, Version version) {}

  private final Asking asking;
  private final int branches;

  MatrixReader(Asking asking, int branches) {
    this.asking = asking;
    this.branches = branches;
  }

  GateMatrix read() throws SQLException {
    List<Row> services =
        asking.ofTeam(
            SERVICES,
            row ->
                new Row(
                    row.getInt("id"),
                    row.getString("key"),
                    row.getString("name"),
                    row.getString("kind")));
    Map<Integer, Map<String, String>> required = new HashMap<>();
    Map<String, Gate> gates = new LinkedHashMap<>();
    for (Required one : required()) {
      required
          .computeIfAbsent(one.service(), s -> new LinkedHashMap<>())
          .put(one.gate().id(), one.gate().title());
      gates.putIfAbsent(one.gate().id(), one.gate());
    }
    Map<Integer, Version> running = running(required, gates);
    Map<Integer, List<Version>> built = branches(required, gates);
    return new GateMatrix(
        List.copyOf(gates.values()),
        services.stream()
            .map(
                s ->
                    new ServiceGates(
                        s.key(),
                        s.name(),
                        s.kind(),
                        running.get(s.id()),
                        built.getOrDefault(s.id(), List.of())))
            .toList());
  }

  /** What was waived is so until its waiver ends, whatever was known when it was judged. */
  private String now(String verdict, @Nullable Waiver waiver) {
    return verdict.equals("waived") && waiver != null && !waiver.holds(asking.now())
        ? "waiver_ended"
        : verdict;
  }

  private List<Required> required() throws SQLException {
    return asking.ofTeam(
        REQUIRED,
        row ->
            new Required(
                row.getInt("service_id"), new Gate(row.getString("gate"), row.getString("title"))));
  }

  private Map<Integer, Version> running(
      Map<Integer, Map<String, String>> required, Map<String, Gate> gates) throws SQLException {
    Map<Long, Map<String, Verdict>> verdicts = new HashMap<>();
    asking
        .ofTeam(
            PASSED,
            row ->
                verdicts
                    .computeIfAbsent(row.getLong("shipped_id"), id -> new HashMap<>())
                    .put(
                        row.getString("gate"),
                        new Verdict(
                            row.getString("verdict"),
                            row.getString("told"),
                            Cells.whole(row, "run_id"),
                            Waiver.of(row))))
        .clear();
    Map<Long, String> analyses =
        asking
            .ofTeam(ANALYSES, row -> new Page(row.getLong("shipped_id"), row.getString("web_url")))
            .stream()
            .collect(Collectors.toMap(Page::shipped, Page::url));
    Map<Integer, Version> running = new HashMap<>();
    for (Shipped s :
        asking.ofTeam(
            RUNNING,
            row ->
                new Shipped(
                    row.getLong("id"),
                    row.getInt("service_id"),
                    row.getString("sha"),
                    row.getString("image"),
                    Cells.known(row, "arrived_at"),
                    row.getString("web_url")))) {
      Map<String, Verdict> own = verdicts.getOrDefault(s.id(), Map.of());
      List<Cell> cells =
          gates.keySet().stream()
              .map(
                  gate -> {
                    Verdict verdict = own.get(gate);
                    boolean asked = required.getOrDefault(s.service(), Map.of()).containsKey(gate);
                    return verdict == null
                        ? new Cell(gate, asked ? "missing" : "not_required")
                        : new Cell(
                            gate,
                            now(verdict.verdict(), verdict.waiver()),
                            verdict.run(),
                            verdict.run() == null
                                    && gate.equals(ANALYSED)
                                    && !verdict.told().equals("missing")
                                ? analyses.get(s.id())
                                : null,
                            GateMatrix.isOfWaiver(verdict.verdict()) ? verdict.waiver() : null);
                  })
              .toList();
      Long run =
          cells.stream()
              .map(Cell::run)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null);
      running.put(s.service(), new Version(null, s.sha(), s.image(), s.at(), run, s.url(), cells));
    }
    return running;
  }

  private Map<Integer, List<Version>> branches(
      Map<Integer, Map<String, String>> required, Map<String, Gate> gates) throws SQLException {
    Map<Integer, List<Version>> all = new HashMap<>();
    if (branches == 0) {
      return all;
    }
    Verdicts verdicts = Verdicts.ofBranches(asking);
    List<Branch> newest =
        asking.ofTeam(
            BRANCHES,
            row ->
                new Branch(
                    row.getInt("service_id"),
                    row.getLong("id"),
                    row.getString("sha"),
                    row.getBoolean("is_main"),
                    new Version(
                        row.getString("ref"),
                        row.getString("sha"),
                        row.getString("image"),
                        Cells.known(row, "judged_at"),
                        row.getLong("id"),
                        row.getString("web_url"),
                        List.of())));
    for (Branch branch : newest) {
      List<Version> own = all.computeIfAbsent(branch.service(), s -> new ArrayList<>());
      if (own.size() < branches) {
        Map<String, String> asked = required.getOrDefault(branch.service(), Map.of());
        List<Cell> cells =
            gates.keySet().stream()
                .map(
                    gate -> {
                      var told = verdicts.gate(branch.service(), branch.sha(), gate, "");
                      boolean wanted = branch.main() && asked.containsKey(gate);
                      return told.judgedAt() == null && !wanted
                          ? new Cell(gate, "not_required")
                          : new Cell(
                              gate,
                              now(told.verdict(), told.waiver()),
                              told.run(),
                              told.url(),
                              told.waiver());
                    })
                .toList();
        Version v = branch.version();
        own.add(new Version(v.branch(), v.sha(), v.image(), v.at(), v.run(), v.url(), cells));
      }
    }
    return all;
  }
}
