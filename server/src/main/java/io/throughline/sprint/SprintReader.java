package io.throughline.sprint;

import io.throughline.sprint.History.Span;
import io.throughline.sprint.SprintBook.Outlook;
import io.throughline.sprint.Sprints.Wanted;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sprints with the histories of their tickets. */
final class SprintReader {
  private static final String SPRINT =
      """
      SELECT s.id, s.board_id, b.name AS board, b.estimation, s.name, s.goal, s.state, s.start_at,
        s.planned_end_at, s.completed_at, s.by_count, s.tickets, s.estimated, s.committed_weight,
        s.done_weight
      FROM sprint s
      LEFT JOIN board b ON b.id = s.board_id
      """;

  private static final String OF_TEAM =
      " AND s.board_id IN (SELECT x.board_id FROM team_board x JOIN team y ON y.id = x.team_id"
          + " WHERE y.key = ? AND x.starts_at <= coalesce(s.completed_at, {now})"
          + " AND x.ends_at > coalesce(s.completed_at, {now}))";

  private static final String TICKETS =
      """
      SELECT m.ticket_id, m.judged_at, m.kind, m.is_story, m.committed, m.removed, m.done, m.carried,
        m.points, m.criteria, k.key, k.title, k.web_url, k.started_at
      FROM sprint_ticket m
      JOIN ticket k ON k.id = m.ticket_id
      WHERE m.sprint_id = ?
      ORDER BY m.ticket_id
      """;

  private static final String STAYS =
      """
      SELECT j.ticket_id, j.sprint_id, j.in_at, j.out_at, s.name, s.start_at, s.completed_at
      FROM ticket_sprint j
      JOIN sprint s ON s.id = j.sprint_id
      WHERE {among}
      ORDER BY j.ticket_id, j.in_at NULLS LAST, j.sprint_id
      """;

  private final BoardReader boards;
  private final Instant now;

  SprintReader(BoardReader boards, Instant now) {
    this.boards = boards;
    this.now = now;
  }

  /** A sprint with how its board estimates. */
  private record Found(Sprint sprint, String estimate) {}

  private record Member(
      long id,
      String key,
      @Nullable String title,
      @Nullable String url,
      @Nullable String kind,
      Instant judgedAt,
      boolean story,
      boolean committed,
      boolean removed,
      boolean done,
      boolean carried,
      @Nullable Double points,
      boolean criteria,
      @Nullable Instant startedAt) {}

  /** A ticket's stay in any sprint that was started. */
  private record Stay(
      long sprint,
      @Nullable String name,
      Instant in,
      Instant out,
      Instant start,
      @Nullable Instant close) {}

  /** The tickets of a sprint with their histories, in the order of the members. */
  private record Told(List<Member> members, Map<Long, List<Stay>> stays, List<History> histories) {}

  List<Sprint> list(Connection connection, Wanted wanted, @Nullable Sprint after, int most)
      throws SQLException {
    return all(connection, wanted, after, most).stream().map(Found::sprint).toList();
  }

  List<Expected> expected(Connection connection, Wanted wanted, int most) throws SQLException {
    return new ExpectedReader(connection, boards, now).of(list(connection, wanted, null, most));
  }

  private List<Found> all(Connection connection, Wanted wanted, @Nullable Sprint after, int most)
      throws SQLException {
    StringBuilder sql = new StringBuilder(SPRINT);
    sql.append(" WHERE s.start_at < ").append(Cells.literal(wanted.to()));
    sql.append(" AND coalesce(s.completed_at, TIMESTAMP '9999-01-01 00:00:00') >= ");
    sql.append(Cells.literal(wanted.from()));
    if (wanted.board() != null) {
      sql.append(" AND s.board_id = ").append(wanted.board());
    }
    if (wanted.team() != null) {
      sql.append(OF_TEAM.replace("{now}", Cells.literal(now)));
    }
    if (after != null) {
      String start = Cells.literal(after.startAt());
      sql.append(" AND (s.start_at < ").append(start).append(" OR s.start_at = ").append(start);
      sql.append(" AND s.id < ").append(Long.parseLong(after.id())).append(")");
    }
    sql.append(" ORDER BY s.start_at DESC NULLS LAST, s.id DESC NULLS LAST LIMIT ").append(most);
    List<Found> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      if (wanted.team() != null) {
        statement.setString(1, wanted.team());
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(found(row));
        }
      }
    }
    return List.copyOf(all);
  }

  Optional<Sprint> find(Connection connection, long id) throws SQLException {
    return head(connection, id).map(Found::sprint);
  }

  private static Optional<Found> head(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SPRINT + " WHERE s.id = ? ORDER BY s.id LIMIT 1")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(found(row)) : Optional.empty();
      }
    }
  }

  private static Found found(ResultSet row) throws SQLException {
    boolean time = "time".equals(row.getString("estimation"));
    long board = row.getLong("board_id");
    boolean none = row.wasNull();
    return new Found(
        new Sprint(
            Long.toString(row.getLong("id")),
            none ? null : Long.toString(board),
            row.getString("board"),
            row.getString("name"),
            row.getString("goal"),
            row.getString("state"),
            Cells.known(row, "start_at"),
            Cells.instant(row, "planned_end_at"),
            Cells.instant(row, "completed_at"),
            row.getBoolean("by_count") ? "tickets" : time ? "hours" : "points",
            row.getInt("tickets"),
            row.getInt("estimated"),
            row.getDouble("committed_weight"),
            row.getDouble("done_weight")),
        time ? "estimate" : "points");
  }

  Optional<SprintBook> book(Connection connection, long id) throws SQLException {
    Optional<Found> found = head(connection, id);
    return found.isPresent() ? Optional.of(book(connection, found.get())) : Optional.empty();
  }

  private SprintBook book(Connection connection, Found found) throws SQLException {
    Sprint sprint = found.sprint();
    Board board = board(connection, sprint);
    ZoneId zone = ZoneId.of(board.zone());
    Instant close = sprint.completedAt();
    Instant end = close == null ? now : close;
    Told told = told(connection, found);
    List<History> histories = told.histories();
    List<SprintTicket> tickets = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      Member member = told.members().get(i);
      List<Stay> all = told.stays().getOrDefault(member.id(), List.of());
      tickets.add(ticket(member, histories.get(i), all, sprint, end));
    }
    boolean byCount = sprint.byCount();
    return new SprintBook(
        sprint,
        board,
        now,
        Sets.of(tickets),
        tickets,
        BurnUp.of(histories, sprint.startAt(), end, close, zone, byCount),
        ScopeEvent.of(histories, sprint.startAt(), end, close, byCount),
        CumulativeFlow.of(histories, sprint.startAt(), end, close, zone),
        sprint.board() == null
            ? new Usual(null, null, 0)
            : boards.usual(connection, Long.parseLong(sprint.board())),
        outlook(
            sprint,
            histories,
            boards.throughput(connection, Long.parseLong(board.id()), zone, asOf(sprint, now)),
            now));
  }

  private Told told(Connection connection, Found found) throws SQLException {
    List<Member> members = members(connection, Long.parseLong(found.sprint().id()));
    List<Long> ids = members.stream().map(Member::id).toList();
    Map<Long, List<Stay>> stays = stays(connection, ids);
    Histories spans = Histories.read(connection, ids, found.estimate());
    List<History> histories = new ArrayList<>();
    for (Member member : members) {
      histories.add(
          spans.of(
              member.id(),
              member.key(),
              member.judgedAt(),
              stays.getOrDefault(member.id(), List.of()).stream()
                  .filter(stay -> Long.toString(stay.sprint()).equals(found.sprint().id()))
                  .map(stay -> new Span("", null, stay.in(), stay.out()))
                  .toList()));
    }
    return new Told(members, stays, histories);
  }

  /** Now, for what runs; else the middle of the planned time, or the close where it was earlier. */
  static Instant asOf(Sprint sprint, Instant now) {
    Instant close = sprint.completedAt();
    Instant planned = sprint.plannedEndAt();
    return close == null
        ? now
        : earlier(middle(sprint.startAt(), planned == null ? close : planned), close);
  }

  static Outlook outlook(
      Sprint sprint, List<History> histories, Throughput throughput, Instant now) {
    Instant close = sprint.completedAt();
    Instant planned = sprint.plannedEndAt();
    return new Outlook(
        remaining(histories, asOf(sprint, now), close),
        throughput,
        close == null || planned == null
            ? null
            : remaining(histories, earlier(planned, close), close));
  }

  private static int remaining(List<History> histories, Instant at, @Nullable Instant close) {
    return (int) histories.stream().filter(t -> t.counts(at, close) && !t.done(at)).count();
  }

  static Instant middle(Instant start, Instant end) {
    return start.plus(Duration.between(start, end).dividedBy(2));
  }

  /** Its board; one without a name where the source does not say which. */
  private Board board(Connection connection, Sprint sprint) throws SQLException {
    String id = sprint.board();
    Optional<Board> known =
        id == null ? Optional.empty() : boards.board(connection, Long.parseLong(id));
    return known.orElseGet(() -> boards.unknown(id == null ? "0" : id));
  }

  private static SprintTicket ticket(
      Member member, History history, List<Stay> stays, Sprint sprint, Instant end) {
    Optional<Span> status = history.status(end);
    return new SprintTicket(
        member.key(),
        member.title(),
        member.url(),
        member.kind(),
        status.map(Span::value).orElse(null),
        status.map(Span::category).orElse(null),
        member.committed(),
        member.removed(),
        member.done(),
        member.carried(),
        member.points(),
        history.estimate(end),
        member.criteria(),
        member.story(),
        earlier(stays, sprint),
        twin(stays, sprint, end),
        member.startedAt(),
        status.map(Span::from).orElse(null));
  }

  private static int earlier(List<Stay> stays, Sprint sprint) {
    return (int)
        stays.stream()
            .filter(stay -> stay.start().isBefore(sprint.startAt()))
            .filter(stay -> stay.out().isAfter(stay.start()))
            .map(Stay::sprint)
            .distinct()
            .count();
  }

  /** A sprint that had the ticket while this one had it, and while both ran. */
  private static @Nullable String twin(List<Stay> stays, Sprint sprint, Instant end) {
    for (Stay own : stays) {
      if (Long.toString(own.sprint()).equals(sprint.id())) {
        Instant from = later(own.in(), sprint.startAt());
        Instant to = earlier(own.out(), end);
        for (Stay other : stays) {
          Instant start = later(later(other.in(), other.start()), from);
          Instant stop =
              earlier(other.close() == null ? to : earlier(other.close(), to), other.out());
          if (other.sprint() != own.sprint() && start.isBefore(stop)) {
            return other.name() == null ? "sprint " + other.sprint() : other.name();
          }
        }
      }
    }
    return null;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static List<Member> members(Connection connection, long sprint) throws SQLException {
    List<Member> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TICKETS)) {
      statement.setLong(1, sprint);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(
              new Member(
                  row.getLong("ticket_id"),
                  row.getString("key"),
                  row.getString("title"),
                  row.getString("web_url"),
                  row.getString("kind"),
                  Cells.known(row, "judged_at"),
                  row.getBoolean("is_story"),
                  row.getBoolean("committed"),
                  row.getBoolean("removed"),
                  row.getBoolean("done"),
                  row.getBoolean("carried"),
                  Cells.number(row, "points"),
                  row.getBoolean("criteria"),
                  Cells.instant(row, "started_at")));
        }
      }
    }
    return all;
  }

  private static Map<Long, List<Stay>> stays(Connection connection, List<Long> tickets)
      throws SQLException {
    Map<Long, List<Stay>> all = new HashMap<>();
    if (tickets.isEmpty()) {
      return all;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                STAYS.replace("{among}", Histories.among("j.ticket_id", tickets)))) {
      while (row.next()) {
        all.computeIfAbsent(row.getLong("ticket_id"), t -> new ArrayList<>())
            .add(
                new Stay(
                    row.getLong("sprint_id"),
                    row.getString("name"),
                    Cells.known(row, "in_at"),
                    Cells.known(row, "out_at"),
                    Cells.known(row, "start_at"),
                    Cells.instant(row, "completed_at")));
      }
    }
    return all;
  }
}
