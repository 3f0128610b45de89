package io.throughline.sprint;

import io.throughline.model.org.Organisation;
import io.throughline.sprint.History.Span;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads boards, how they flow and what they finished. */
final class BoardReader {
  private static final int FLOW_DAYS = 56;
  static final int THROUGHPUT_DAYS = 42;
  private static final int USUAL_DAYS = 90;
  private static final int FEWEST = 5;
  private static final int MOST_OPEN = 500;

  private static final String BOARDS =
      """
      SELECT b.id, b.name, b.kind, b.web_url, t.key AS team, t.zone
      FROM board b
      LEFT JOIN team_board o ON o.board_id = b.id AND o.starts_at <= {now} AND o.ends_at > {now}
      LEFT JOIN team t ON t.id = o.team_id
      WHERE {which}
      ORDER BY b.name NULLS LAST, b.id, t.depth DESC NULLS LAST, t.ordering NULLS LAST
      """;

  private static final String USUAL =
      """
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY k.flow_seconds / c.day_seconds) AS p50,
        percentile_cont(0.85) WITHIN GROUP (ORDER BY k.flow_seconds / c.day_seconds) AS p85,
        count(*) AS n
      FROM ticket k
      JOIN calendar c ON c.id = k.calendar_id
      WHERE k.board_id = ? AND k.done_at >= {since} AND k.done_at <= {now}
        AND k.flow_seconds IS NOT NULL AND {counted}
        AND coalesce(k.outcome, 'done') = 'done'
      """;

  /** What was done at an instant, and since when, by the histories up to then. */
  private static final String FINISHED =
      """
      WITH k AS (
        SELECT id FROM ticket k
        WHERE k.board_id = ? AND {counted} AND k.created_at <= {now}
          AND (k.done_at IS NULL OR k.done_at >= {since})
      ),
      d AS (
        SELECT s.ticket_id,
          coalesce(max(CASE WHEN s.field = 'status' AND s.category IS DISTINCT FROM 'done'
              THEN s.ends_at END),
            min(CASE WHEN s.field = 'status' THEN s.starts_at END)) AS done_at,
          bool_or(s.field = 'status' AND s.category = 'done' AND s.ends_at > {now}) AS done,
          bool_or(s.field = 'outcome' AND s.value IN ('wont_do', 'duplicate')
            AND s.ends_at > {now}) AS dropped
        FROM ticket_span s
        JOIN k ON k.id = s.ticket_id
        WHERE s.field IN ('status', 'outcome') AND s.starts_at <= {now}
        GROUP BY s.ticket_id
      )
      SELECT done_at FROM d WHERE done AND NOT dropped AND done_at >= {since} ORDER BY done_at
      """;

  private static final String FIRST =
      "SELECT min(k.created_at) AS first FROM ticket k WHERE k.board_id = ? AND {counted}";

  private static final String TICKETS =
      """
      SELECT k.id, k.key, k.title, k.web_url, k.kind, k.created_at, k.started_at
      FROM ticket k
      WHERE k.board_id = ? AND {counted} AND k.created_at <= {now}
        AND (k.done_at IS NULL OR k.done_at >= {since})
      """;

  static final String COUNTED = "k.kind NOT IN ('subtask', 'epic', 'test')";

  private final Organisation organisation;
  private final Instant now;

  BoardReader(Organisation organisation, Instant now) {
    this.organisation = organisation;
    this.now = now;
  }

  Optional<Board> board(Connection connection, long id) throws SQLException {
    return boards(connection, "b.id = " + id, null).stream().findFirst();
  }

  /** A board that the source names and does not show. */
  Board unknown(String id) {
    return new Board(id, null, null, null, List.of(), organisation.zone().getId());
  }

  List<Board> boards(Connection connection, Collection<Long> ids) throws SQLException {
    return boards(connection, Histories.among("b.id", ids), null);
  }

  List<Board> boards(Connection connection, @Nullable String team) throws SQLException {
    return team == null
        ? boards(connection, "TRUE", null)
        : boards(
            connection,
            "b.id IN (SELECT x.board_id FROM team_board x JOIN team y ON y.id = x.team_id"
                + " WHERE y.key = ? AND x.starts_at <= {now} AND x.ends_at > {now})",
            team);
  }

  private List<Board> boards(Connection connection, String which, @Nullable String team)
      throws SQLException {
    Map<Long, Board> found = new LinkedHashMap<>();
    String sql = filled(BOARDS.replace("{which}", which), now, now);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (team != null) {
        statement.setString(1, team);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long id = row.getLong("id");
          Board before = found.get(id);
          List<String> teams = new ArrayList<>(before == null ? List.of() : before.teams());
          if (row.getString("team") != null) {
            teams.add(row.getString("team"));
          }
          String zone = row.getString("zone");
          found.put(
              id,
              new Board(
                  Long.toString(id),
                  row.getString("name"),
                  row.getString("kind"),
                  row.getString("web_url"),
                  teams,
                  before != null
                      ? before.zone()
                      : zone == null ? organisation.zone().getId() : zone));
        }
      }
    }
    return List.copyOf(found.values());
  }

  Usual usual(Connection connection, long board) throws SQLException {
    String sql = filled(USUAL, now.minus(USUAL_DAYS, ChronoUnit.DAYS), now);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, board);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getLong("n") < FEWEST) {
          return new Usual(null, null, row.getLong("n"));
        }
        return new Usual(Cells.number(row, "p50"), Cells.number(row, "p85"), row.getLong("n"));
      }
    }
  }

  /** What was finished in the six weeks up to an instant, as it was known then. */
  Throughput throughput(Connection connection, long board, ZoneId zone, Instant asOf)
      throws SQLException {
    LocalDate since = LocalDate.ofInstant(asOf, zone).minusDays(THROUGHPUT_DAYS);
    Instant from = since.atStartOfDay(zone).toInstant();
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(filled(FINISHED, from, asOf))) {
      statement.setLong(1, board);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          days.add(LocalDate.ofInstant(Cells.known(row, "done_at"), zone));
        }
      }
    }
    return throughput(asOf, since, first(connection, board), days, zone);
  }

  /**
   * @param since the first local day that was looked at
   * @param first the board's first ticket; null for none
   */
  static Throughput throughput(
      Instant asOf, LocalDate since, @Nullable Instant first, List<LocalDate> days, ZoneId zone) {
    LocalDate told = first == null ? since : LocalDate.ofInstant(first, zone);
    return new Throughput(asOf, told.isAfter(since) ? told : since, days);
  }

  private @Nullable Instant first(Connection connection, long board) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(filled(FIRST, now, now))) {
      statement.setLong(1, board);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Cells.instant(row, "first") : null;
      }
    }
  }

  private record Shown(
      long id,
      String key,
      @Nullable String title,
      @Nullable String url,
      @Nullable String kind,
      Instant createdAt,
      @Nullable Instant startedAt) {}

  BoardBook book(Connection connection, Board board) throws SQLException {
    long id = Long.parseLong(board.id());
    ZoneId zone = ZoneId.of(board.zone());
    Instant from =
        LocalDate.ofInstant(now, zone).minusDays(FLOW_DAYS).atStartOfDay(zone).toInstant();
    List<Shown> shown = shown(connection, id, from);
    Histories histories =
        Histories.read(connection, shown.stream().map(Shown::id).toList(), "points");
    List<History> flowing = new ArrayList<>();
    List<SprintTicket> open = new ArrayList<>();
    int begun = 0;
    int waiting = 0;
    for (Shown ticket : shown) {
      History history =
          histories.of(
              ticket.id(),
              ticket.key(),
              ticket.createdAt(),
              List.of(new Span("", null, ticket.createdAt(), Instant.MAX)));
      if (!history.done(from)) {
        flowing.add(history);
      }
      String category = history.status(now).map(Span::category).orElse(null);
      if ("in_progress".equals(category)) {
        begun++;
        if (open.size() < MOST_OPEN) {
          open.add(open(ticket, history));
        }
      } else if (!"done".equals(category) && !history.dropped(now)) {
        waiting++;
      }
    }
    return new BoardBook(
        board,
        now,
        begun,
        open,
        waiting,
        CumulativeFlow.of(flowing, from, now, null, zone),
        usual(connection, id),
        throughput(connection, id, zone, now));
  }

  private SprintTicket open(Shown ticket, History history) {
    return new SprintTicket(
        ticket.key(),
        ticket.title(),
        ticket.url(),
        ticket.kind(),
        history.status(now).map(Span::value).orElse(null),
        "in_progress",
        false,
        false,
        false,
        false,
        null,
        history.estimate(now),
        false,
        false,
        0,
        null,
        ticket.startedAt(),
        history.status(now).map(Span::from).orElse(null));
  }

  private List<Shown> shown(Connection connection, long board, Instant from) throws SQLException {
    List<Shown> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(filled(TICKETS, from, now))) {
      statement.setLong(1, board);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(
              new Shown(
                  row.getLong("id"),
                  row.getString("key"),
                  row.getString("title"),
                  row.getString("web_url"),
                  row.getString("kind"),
                  Cells.known(row, "created_at"),
                  Cells.instant(row, "started_at")));
        }
      }
    }
    return all;
  }

  private static String filled(String sql, Instant since, Instant now) {
    return sql.replace("{counted}", COUNTED)
        .replace("{since}", Cells.literal(since))
        .replace("{now}", Cells.literal(now));
  }
}
