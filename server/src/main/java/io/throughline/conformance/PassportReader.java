package io.throughline.conformance;

import io.throughline.conformance.Passport.Above;
import io.throughline.conformance.Passport.Change;
import io.throughline.conformance.Passport.Joint;
import io.throughline.conformance.Passport.OutputState;
import io.throughline.conformance.Passport.PhaseStay;
import io.throughline.conformance.Passport.State;
import io.throughline.conformance.Passport.WaivedBy;
import io.throughline.model.org.Organisation;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Output;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the passport of one ticket. */
final class PassportReader {
  private static final Duration USUAL = Duration.ofDays(90);

  private static final String TICKET =
      """
      SELECT k.id, k.key, k.title, k.type, k.web_url, k.status, k.board_id, b.name AS board,
        k.calendar_id, k.created_at, k.done_at, a.key AS above_key, a.title AS above_title,
        a.web_url AS above_url, t.reached, t.variants, t.in_order
      FROM ticket_key n
      JOIN ticket k ON k.id = n.ticket_id
      LEFT JOIN board b ON b.id = k.board_id
      LEFT JOIN ticket a ON a.id = k.parent_id
      LEFT JOIN ticket_trace t ON t.ticket_id = k.id
      WHERE n.key = ?
      ORDER BY CASE WHEN upper(k.key) = n.key THEN 0 ELSE 1 END, k.id
      LIMIT 1
      """;

  private static final String STAYS =
      """
      SELECT p.phase, p.entered_at, p.left_at, p.stays, p.worked_days, p.expected_days,
        {worked} AS open_days
      FROM ticket_phase p
      JOIN calendar c ON c.id = p.calendar_id
      {hours}
      WHERE p.ticket_id = ?
      """;

  private static final String OUTPUTS =
      """
      SELECT o.phase, o.rule, o.state, w.owner, w.reason, w.ends_at
      FROM ticket_output o
      LEFT JOIN ticket k ON k.id = o.ticket_id
      LEFT JOIN waiver w ON o.state = 'waived' AND w.phase = o.phase AND w.rule = o.rule
        AND (w.ticket_key = upper(k.key) OR EXISTS (
          SELECT 1 FROM team_board b WHERE b.team_id = w.team_id AND b.board_id = k.board_id))
      WHERE o.ticket_id = ?
      ORDER BY o.phase, o.place, w.ends_at
      """;

  private static final String CHANGES =
      """
      SELECT m.id, m.iid, m.title, m.web_url, l.via, m.state, m.started_at, m.merged_at, m.built_at,
        m.deployed_at, m.buildable, m.deployable, m.is_cherry_pick, p.name AS project,
        (SELECT min(v.web_url) FROM pipeline v
         WHERE (v.project_id = m.project_id
             OR v.service_id = m.service_id AND v.source_id <> m.source_id)
           AND v.finished_at = m.built_at AND v.is_default_branch AND v.status = 'success') AS pipeline_url,
        (SELECT min(d.web_url) FROM deployment d
         WHERE d.project_id = m.project_id AND d.finished_at = m.deployed_at
           AND d.is_production AND d.status = 'success') AS deployment_url
      FROM ticket_merge_request l
      JOIN merge_request m ON m.id = l.merge_request_id
      LEFT JOIN project p ON p.id = m.project_id
      WHERE l.ticket_id = ?
      ORDER BY m.created_at NULLS LAST, m.id
      """;

  private static final String DESIGN =
      """
      SELECT d.url
      FROM ticket_document d
      JOIN ticket k ON k.id = ? AND (d.ticket_id = k.id OR d.ticket_id = k.parent_id)
      WHERE d.kind = 'design' AND d.resolves AND d.url IS NOT NULL
      ORDER BY d.linked_at NULLS LAST, d.url
      LIMIT 1
      """;

  private static final String USUALLY =
      """
      SELECT count(*) AS tickets, count(c.ticket_id) AS with_code, sum(c.merged) AS merged,
        sum(c.buildable) AS buildable, sum(c.built) AS built, sum(c.deployable) AS deployable,
        sum(c.deployed) AS deployed
      FROM ticket k
      LEFT JOIN (
        SELECT l.ticket_id, count(m.merged_at) AS merged,
          count(CASE WHEN m.buildable AND m.merged_at IS NOT NULL THEN 1 END) AS buildable,
          count(CASE WHEN m.buildable THEN m.built_at END) AS built,
          count(CASE WHEN m.deployable AND m.merged_at IS NOT NULL THEN 1 END) AS deployable,
          count(CASE WHEN m.deployable THEN m.deployed_at END) AS deployed
        FROM ticket_merge_request l
        JOIN merge_request m ON m.id = l.merge_request_id
        JOIN ticket x ON x.id = l.ticket_id
        WHERE x.board_id = ? AND x.done_at >= ?
        GROUP BY l.ticket_id
      ) c ON c.ticket_id = k.id
      WHERE k.board_id = ? AND k.done_at >= ? AND k.kind IN ('story', 'task', 'bug')
        AND coalesce(k.outcome, 'done') = 'done'
      """;

  private final Organisation organisation;
  private final DeliveryProcess process;
  private final Instant now;

  PassportReader(Organisation organisation, Instant now) {
    this.organisation = organisation;
    this.process = organisation.conduct().process();
    this.now = now;
  }

  /** What the warehouse says of the ticket itself. */
  private record Ticket(
      long id, @Nullable Long board, @Nullable String url, @Nullable String design, int reached) {}

  private record Stay(
      @Nullable Instant entered,
      @Nullable Instant left,
      int stays,
      @Nullable Double worked,
      @Nullable Double expected) {}

  private record Judged(String state, @Nullable WaivedBy waiver) {}

  private record Row(Change change, boolean buildable, boolean deployable) {}

  Optional<Passport> read(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TICKET)) {
      statement.setString(1, key.strip().toUpperCase(Locale.ROOT));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(passport(connection, row)) : Optional.empty();
      }
    }
  }

  private Passport passport(Connection connection, ResultSet row) throws SQLException {
    Ticket ticket =
        new Ticket(
            row.getLong("id"),
            Cells.whole(row, "board_id"),
            row.getString("web_url"),
            design(connection, row.getLong("id")),
            row.getInt("reached"));
    String variants = row.getString("variants");
    List<String> ways = variants == null ? List.of() : List.of(variants.split(","));
    List<Row> changes = changes(connection, ticket);
    String above = row.getString("above_key");
    boolean inOrder = row.getBoolean("in_order") || row.wasNull();
    return new Passport(
        row.getString("key"),
        row.getString("title"),
        row.getString("type"),
        ticket.url(),
        row.getString("status"),
        row.getString("board"),
        above == null
            ? null
            : new Above(above, row.getString("above_title"), row.getString("above_url")),
        Cells.instant(row, "created_at"),
        Cells.instant(row, "done_at"),
        ways,
        inOrder,
        phases(connection, ticket, ways, changes),
        changes.stream().map(Row::change).toList(),
        joints(connection, ticket, changes));
  }

  private List<PhaseStay> phases(
      Connection connection, Ticket ticket, List<String> variants, List<Row> changes)
      throws SQLException {
    Map<String, Stay> stays = stays(connection, ticket.id());
    Map<String, Map<String, Judged>> judged = judged(connection, ticket.id());
    List<PhaseStay> all = new ArrayList<>();
    for (Phase phase :
        process.phases().stream().sorted(Comparator.comparingInt(Phase::order)).toList()) {
      Stay stay = stays.get(phase.id());
      Map<String, Judged> states = judged.getOrDefault(phase.id(), Map.of());
      all.add(
          new PhaseStay(
              phase.id(),
              phase.title(),
              phase.responsible(),
              state(phase, stay, ticket.reached(), variants, changes),
              stay == null ? null : stay.entered(),
              stay == null ? null : stay.left(),
              stay == null ? 0 : stay.stays(),
              stay == null ? null : stay.worked(),
              phase.expectedDays(),
              within(phase, stay),
              phase.outputs().stream().map(o -> output(o, states, ticket, changes)).toList()));
    }
    return List.copyOf(all);
  }

  private State state(
      Phase phase, @Nullable Stay stay, int reached, List<String> variants, List<Row> changes) {
    if (phase.enters().isEmpty()) {
      return State.NOT_FOLLOWED;
    }
    if (stay != null) {
      return stay.left() == null ? State.IN : State.DONE;
    }
    if (phase.order() > reached) {
      return State.AHEAD;
    }
    boolean declared =
        process.variants().stream()
            .anyMatch(v -> variants.contains(v.id()) && v.skips().contains(phase.id()));
    boolean nothing =
        phase.enters().equals(List.of("to-build")) && changes.stream().noneMatch(Row::buildable)
            || phase.enters().equals(List.of("to-deploy"))
                && changes.stream().noneMatch(Row::deployable);
    return declared || nothing ? State.LEFT_OUT : State.SKIPPED;
  }

  private static @Nullable Boolean within(Phase phase, @Nullable Stay stay) {
    Double expected = phase.expectedDays();
    if (stay == null || expected == null || stay.worked() == null) {
      return null;
    }
    boolean kept = stay.worked() <= expected;
    return kept && stay.left() == null ? null : Boolean.valueOf(kept);
  }

  private static OutputState output(
      Output output, Map<String, Judged> states, Ticket ticket, List<Row> changes) {
    String rule = output.rule();
    if (rule == null) {
      return new OutputState(output.title(), null, null, "unknown", null, null);
    }
    Judged judged = states.get(rule);
    String state = judged == null ? "not_asked" : judged.state();
    return new OutputState(
        output.title(),
        rule,
        output.hint(),
        state,
        state.equals("present") ? evidence(rule, ticket, changes) : null,
        judged == null ? null : judged.waiver());
  }

  private static @Nullable String evidence(String rule, Ticket ticket, List<Row> changes) {
    List<Change> merged =
        changes.stream().map(Row::change).filter(c -> c.mergedAt() != null).toList();
    return switch (rule) {
      case "designed" -> ticket.design();
      case "merged", "tests-changed" ->
          merged.stream().map(Change::url).filter(Objects::nonNull).findFirst().orElse(null);
      case "built" ->
          merged.stream()
              .map(c -> c.pipelineUrl() == null ? c.url() : c.pipelineUrl())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      case "deployed" ->
          merged.stream()
              .filter(c -> c.deployedAt() != null)
              .map(c -> c.deploymentUrl() == null ? c.url() : c.deploymentUrl())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> ticket.url();
    };
  }

  /** The design that was linked first, of the ticket or of the one above it. */
  private static @Nullable String design(Connection connection, long ticket) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DESIGN)) {
      statement.setLong(1, ticket);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private Map<String, Stay> stays(Connection connection, long ticket) throws SQLException {
    Map<String, Stay> stays = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(OpenDays.fill(STAYS, now))) {
      statement.setLong(1, ticket);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant left = Cells.instant(row, "left_at");
          stays.put(
              row.getString("phase"),
              new Stay(
                  Cells.instant(row, "entered_at"),
                  left,
                  row.getInt("stays"),
                  Cells.number(row, left == null ? "open_days" : "worked_days"),
                  Cells.number(row, "expected_days")));
        }
      }
    }
    return stays;
  }

  private Map<String, Map<String, Judged>> judged(Connection connection, long ticket)
      throws SQLException {
    Map<String, Map<String, Judged>> judged = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(OUTPUTS)) {
      statement.setLong(1, ticket);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String owner = row.getString("owner");
          Instant ends = Cells.instant(row, "ends_at");
          WaivedBy waiver =
              owner == null || ends == null
                  ? null
                  : new WaivedBy(
                      owner,
                      row.getString("reason"),
                      ends.atZone(organisation.zone()).toLocalDate().minusDays(1));
          judged
              .computeIfAbsent(row.getString("phase"), p -> new HashMap<>())
              .put(row.getString("rule"), new Judged(row.getString("state"), waiver));
        }
      }
    }
    return judged;
  }

  private List<Row> changes(Connection connection, Ticket ticket) throws SQLException {
    List<Row> changes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CHANGES)) {
      statement.setLong(1, ticket.id());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String project = row.getString("project");
          Change change =
              new Change(
                  (project == null ? "" : project) + "!" + row.getLong("iid"),
                  row.getString("title"),
                  row.getString("web_url"),
                  row.getString("via"),
                  row.getString("state"),
                  Cells.instant(row, "started_at"),
                  Cells.instant(row, "merged_at"),
                  Cells.instant(row, "built_at"),
                  row.getString("pipeline_url"),
                  Cells.instant(row, "deployed_at"),
                  row.getString("deployment_url"));
          // What was picked to another branch is the same work again.
          boolean first = !row.getBoolean("is_cherry_pick");
          changes.add(
              new Row(
                  change,
                  first && row.getBoolean("buildable"),
                  first && row.getBoolean("deployable")));
        }
      }
    }
    return changes;
  }

  private List<Joint> joints(Connection connection, Ticket ticket, List<Row> changes)
      throws SQLException {
    List<Row> merged = changes.stream().filter(r -> r.change().mergedAt() != null).toList();
    List<Row> buildable = merged.stream().filter(Row::buildable).toList();
    List<Row> deployable = merged.stream().filter(Row::deployable).toList();
    Map<String, Double> usual = usual(connection, ticket);
    return List.of(
        new Joint("ticket", "merge request", changes.isEmpty() ? 0 : 1, 1, usual.get("code")),
        new Joint(
            "merge request",
            "pipeline",
            (int) buildable.stream().filter(r -> r.change().builtAt() != null).count(),
            buildable.size(),
            usual.get("built")),
        new Joint(
            "merge request",
            "deployment",
            (int) deployable.stream().filter(r -> r.change().deployedAt() != null).count(),
            deployable.size(),
            usual.get("deployed")),
        new Joint("deployment", "incident", 0, 0, null));
  }

  private Map<String, Double> usual(Connection connection, Ticket ticket) throws SQLException {
    Map<String, Double> usual = new HashMap<>();
    Long board = ticket.board();
    if (board == null) {
      return usual;
    }
    try (PreparedStatement statement = connection.prepareStatement(USUALLY)) {
      for (int i = 0; i < 2; i++) {
        statement.setLong(2 * i + 1, board);
        Cells.set(statement, 2 * i + 2, now.minus(USUAL));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        share(usual, "code", row.getDouble("with_code"), row.getDouble("tickets"));
        share(usual, "built", row.getDouble("built"), row.getDouble("buildable"));
        share(usual, "deployed", row.getDouble("deployed"), row.getDouble("deployable"));
      }
    }
    return usual;
  }

  private static void share(Map<String, Double> all, String name, double part, double whole) {
    if (whole > 0) {
      all.put(name, part / whole);
    }
  }
}
