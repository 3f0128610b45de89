package io.throughline.conformance;

import io.throughline.model.process.DeliveryProcess;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is missing, and groups it by who answers for it. */
final class ToDoReader {
  /** Of one kind no more tickets are named; the count says how many there are. */
  private static final int MOST = 10;

  private static final Duration SOON = Duration.ofDays(21);

  /**
   * What tickets of sprints that are about to start lack of the outputs before the one in which
   * they are planned: judged now, whether they entered those phases or not.
   */
  private static final String BEFORE_SPRINT =
      """
      WITH coming AS (
        SELECT p.id, p.board_id, p.name, p.start_at FROM fact_sprint p
        WHERE p.state = 'future' AND NOT coalesce(p.deleted, FALSE)
          AND (p.start_at IS NULL OR p.start_at < {soon}) AND {team}
      ),
      waiting AS (
        SELECT c.board_id, c.name, c.start_at, k.id, k.key, k.title, k.web_url, k.kind, k.points
        FROM coming c
        JOIN ticket_sprint s ON s.sprint_id = c.id AND s.out_at > {now}
        JOIN ticket k ON k.id = s.ticket_id
        WHERE k.kind IN ('story', 'task', 'bug') AND k.done_at IS NULL
      ),
      known AS (
        SELECT w.id,
          coalesce(bool_or(v.field IN ('criteria_field', 'criteria_text')
            AND v.value = 'present'), FALSE) AS criteria,
          coalesce(max(CASE WHEN v.field IN ('points', 'estimate')
            THEN CAST(v.value AS DOUBLE PRECISION) END), 0) > 0 AS estimated,
          coalesce(max(CASE WHEN v.field = 'checklist' THEN CAST(v.value AS INTEGER) END), 0) > 0
            AS checklist
        FROM waiting w
        LEFT JOIN ticket_span v ON v.ticket_id = w.id AND v.ends_at > {now}
        GROUP BY w.id
      ),
      lacking AS (
        SELECT w.*, o.phase, o.rule, o.title AS output,
          CASE o.rule
            WHEN 'criteria' THEN w.kind IN ('story', 'task') AND NOT n.criteria
            WHEN 'estimated' THEN NOT n.estimated
            WHEN 'broken-down' THEN w.kind IN ('story', 'task') AND NOT n.checklist
              AND (coalesce(w.points, 0) = 0 OR w.points >= 3)
              AND NOT EXISTS (
                SELECT 1 FROM fact_ticket f WHERE f.parent_id = w.id AND f.kind = 'subtask'
                  AND NOT coalesce(f.deleted, FALSE))
            WHEN 'tested' THEN w.kind IN ('story', 'task')
              AND EXISTS (
                SELECT 1 FROM tested_source d WHERE d.source_id = CAST(w.id >> 48 AS INTEGER))
              AND NOT EXISTS (
                SELECT 1 FROM ticket_test t WHERE t.ticket_id = w.id AND NOT t.draft)
            ELSE FALSE
          END AS lacks
        FROM waiting w
        JOIN known n ON n.id = w.id
        JOIN phase_output o ON o.rule IN ('criteria', 'estimated', 'broken-down', 'tested')
      )
      SELECT l.phase, l.output, b.name AS board, l.name AS sprint, l.start_at, l.key, l.title,
        l.web_url
      FROM lacking l
      LEFT JOIN board b ON b.id = l.board_id
      WHERE l.lacks
      ORDER BY l.start_at NULLS LAST, b.name, l.name, l.phase, l.output, l.key
      """;

  private final DeliveryProcess process;
  private final Instant now;
  private final @Nullable String team;

  ToDoReader(DeliveryProcess process, Instant now, @Nullable String team) {
    this.process = process;
    this.now = now;
    this.team = team;
  }

  List<ToDo> read(Connection connection) throws SQLException {
    List<ToDo> all = new ArrayList<>(beforeSprint(connection));
    for (PhaseNow phase : new PhaseReader(process, now, team).read(connection, 1_000)) {
      of(phase.id()).ifPresent(p -> inPhase(p, phase, all));
    }
    List<String> roles = process.phases().stream().map(Phase::responsible).distinct().toList();
    all.sort(Comparator.comparingInt(todo -> roles.indexOf(todo.role())));
    return List.copyOf(all);
  }

  private List<ToDo> beforeSprint(Connection connection) throws SQLException {
    Map<List<String>, List<ToDo.Item>> groups = new LinkedHashMap<>();
    Map<List<String>, ToDo> heads = new LinkedHashMap<>();
    String sql =
        OpenDays.fill(
            BEFORE_SPRINT
                .replace("{team}", PhaseReader.OF_TEAM)
                .replace("{soon}", Cells.literal(now.plus(SOON))),
            now);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, team);
      statement.setString(2, team);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Optional<Phase> phase = of(row.getString("phase"));
          if (phase.isEmpty()) {
            continue;
          }
          List<String> group =
              List.of(
                  phase.get().id(),
                  row.getString("output"),
                  String.valueOf(row.getString("board")),
                  String.valueOf(row.getString("sprint")));
          heads.putIfAbsent(
              group,
              new ToDo(
                  phase.get().responsible(),
                  phase.get().id(),
                  phase.get().title(),
                  "before_sprint",
                  row.getString("output"),
                  row.getString("board"),
                  row.getString("sprint"),
                  Cells.instant(row, "start_at"),
                  0,
                  List.of()));
          groups
              .computeIfAbsent(group, g -> new ArrayList<>())
              .add(
                  new ToDo.Item(
                      row.getString("key"), row.getString("title"), row.getString("web_url")));
        }
      }
    }
    return heads.entrySet().stream()
        .map(e -> with(e.getValue(), groups.getOrDefault(e.getKey(), List.of())))
        .toList();
  }

  private static void inPhase(Phase phase, PhaseNow now, List<ToDo> all) {
    if (!now.open()) {
      return;
    }
    Map<String, List<ToDo.Item>> lacking = new LinkedHashMap<>();
    List<ToDo.Item> over = new ArrayList<>();
    for (PhaseNow.Inside inside : now.items()) {
      ToDo.Item item = new ToDo.Item(inside.key(), inside.title(), inside.url());
      if (inside.over()) {
        over.add(item);
        inside.missing().forEach(o -> lacking.computeIfAbsent(o, k -> new ArrayList<>()).add(item));
      }
    }
    if (!over.isEmpty()) {
      ToDo head = head(phase, "over", null);
      all.add(with(head, over));
    }
    lacking.forEach((output, items) -> all.add(with(head(phase, "missing", output), items)));
  }

  private static ToDo head(Phase phase, String kind, @Nullable String output) {
    return new ToDo(
        phase.responsible(),
        phase.id(),
        phase.title(),
        kind,
        output,
        null,
        null,
        null,
        0,
        List.of());
  }

  private static ToDo with(ToDo head, List<ToDo.Item> items) {
    return new ToDo(
        head.role(),
        head.phase(),
        head.phaseTitle(),
        head.kind(),
        head.output(),
        head.board(),
        head.sprint(),
        head.due(),
        items.size(),
        List.copyOf(items.subList(0, Math.min(MOST, items.size()))));
  }

  private Optional<Phase> of(String id) {
    return process.phases().stream().filter(p -> p.id().equals(id)).findFirst();
  }
}
