package io.throughline.conformance;

import io.throughline.conformance.PhaseNow.Inside;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which tickets are in which phase. */
final class PhaseReader {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  /** Boards of the team as they are now; all of them without a team. */
  static final String OF_TEAM =
      """
      (? IS NULL OR p.board_id IN (
        SELECT b.board_id FROM team_board b JOIN team t ON t.id = b.team_id
        WHERE t.key = ? AND b.starts_at <= {now} AND b.ends_at > {now}))""";

  private static final String COUNTS =
      """
      SELECT p.phase, count(CASE WHEN p.left_at IS NULL THEN 1 END) AS inside,
        count(CASE WHEN p.left_at IS NULL AND p.last_entered_at >= {month} THEN 1 END) AS lately,
        count(CASE WHEN p.last_entered_at >= {week} THEN 1 END) AS came,
        count(CASE WHEN p.left_at >= {week} THEN 1 END) AS left_lately
      FROM ticket_phase p
      WHERE {team}
      GROUP BY p.phase
      """;

  private static final String ITEMS =
      """
      WITH lacking AS (
        SELECT o.ticket_id, o.phase,
          string_agg(CAST(o.place AS TEXT), ',' ORDER BY o.place) AS missing
        FROM ticket_output o
        WHERE o.left_at IS NULL AND o.state = 'missing'
        GROUP BY o.ticket_id, o.phase
      ),
      inside AS (
        SELECT p.ticket_id, p.phase, p.board_id, p.last_entered_at, p.expected_days,
          {worked} AS days
        FROM ticket_phase p
        JOIN process_phase f ON f.id = p.phase
        JOIN calendar c ON c.id = p.calendar_id
        {hours}
        WHERE p.left_at IS NULL AND {team}
          AND (EXISTS (SELECT 1 FROM phase_mark r WHERE r.phase = p.phase AND r.side = 'leave')
            OR p.last_entered_at >= {month})
      ),
      ranked AS (
        SELECT i.*, l.missing, coalesce(i.days > i.expected_days, FALSE) AS over,
          count(CASE WHEN i.days > i.expected_days THEN 1 END) OVER (PARTITION BY i.phase)
            AS all_over,
          count(l.missing) OVER (PARTITION BY i.phase) AS all_missing,
          row_number() OVER (
            PARTITION BY i.phase
            ORDER BY i.last_entered_at NULLS LAST, i.ticket_id NULLS LAST) AS place
        FROM inside i
        LEFT JOIN lacking l ON l.ticket_id = i.ticket_id AND l.phase = i.phase
      )
      SELECT r.phase, r.last_entered_at, r.days, r.over, r.missing, r.all_over, r.all_missing,
        k.key, k.title, k.web_url, b.name AS board
      FROM ranked r
      JOIN ticket k ON k.id = r.ticket_id
      LEFT JOIN board b ON b.id = r.board_id
      WHERE r.place <= ?
      ORDER BY r.phase, r.place
      """;

  private final DeliveryProcess process;
  private final Instant now;
  private final @Nullable String team;

  PhaseReader(DeliveryProcess process, Instant now, @Nullable String team) {
    this.process = process;
    this.now = now;
    this.team = team;
  }

  private record Counts(long inside, long lately, long came, long left) {}

  private static final class Items {
    private final List<Inside> items = new ArrayList<>();
    private long over;
    private long missing;
  }

  List<PhaseNow> read(Connection connection, int most) throws SQLException {
    Map<String, Counts> counts = counts(connection);
    Map<String, Items> items = items(connection, most);
    List<PhaseNow> all = new ArrayList<>();
    for (Phase phase :
        process.phases().stream().sorted(Comparator.comparingInt(Phase::order)).toList()) {
      Counts count = counts.getOrDefault(phase.id(), new Counts(0, 0, 0, 0));
      Items inside = items.getOrDefault(phase.id(), new Items());
      boolean open = !phase.leaves().isEmpty();
      all.add(
          new PhaseNow(
              phase.id(),
              phase.title(),
              !phase.enters().isEmpty(),
              open,
              open ? count.inside() : count.lately(),
              inside.over,
              count.came(),
              count.left(),
              inside.missing,
              phase.expectedDays(),
              List.copyOf(inside.items)));
    }
    return List.copyOf(all);
  }

  private Map<String, Counts> counts(Connection connection) throws SQLException {
    Map<String, Counts> counts = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(filled(COUNTS))) {
      statement.setString(1, team);
      statement.setString(2, team);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          counts.put(
              row.getString("phase"),
              new Counts(
                  row.getLong("inside"),
                  row.getLong("lately"),
                  row.getLong("came"),
                  row.getLong("left_lately")));
        }
      }
    }
    return counts;
  }

  private Map<String, Items> items(Connection connection, int most) throws SQLException {
    Map<String, Items> all = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(filled(ITEMS))) {
      statement.setString(1, team);
      statement.setString(2, team);
      statement.setInt(3, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Items items = all.computeIfAbsent(row.getString("phase"), p -> new Items());
          items.over = row.getLong("all_over");
          items.missing = row.getLong("all_missing");
          Instant since = Cells.instant(row, "last_entered_at");
          if (since == null) {
            throw new SQLException("a ticket is in a phase since no time");
          }
          items.items.add(
              new Inside(
                  row.getString("key"),
                  row.getString("title"),
                  row.getString("web_url"),
                  row.getString("board"),
                  since,
                  Cells.number(row, "days"),
                  row.getBoolean("over"),
                  titles(row.getString("phase"), row.getString("missing"))));
        }
      }
    }
    return all;
  }

  private List<String> titles(String phase, @Nullable String places) {
    if (places == null) {
      return List.of();
    }
    List<Output> outputs =
        process.phases().stream()
            .filter(p -> p.id().equals(phase))
            .findFirst()
            .map(Phase::outputs)
            .orElse(List.of());
    return Arrays.stream(places.split(","))
        .map(Integer::parseInt)
        .filter(place -> place < outputs.size())
        .map(place -> outputs.get(place).title())
        .toList();
  }

  private String filled(String sql) {
    return OpenDays.fill(
        sql.replace("{team}", OF_TEAM)
            .replace("{week}", Cells.literal(now.minus(WEEK)))
            .replace("{month}", Cells.literal(now.minus(MONTH))),
        now);
  }
}
