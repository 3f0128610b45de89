package io.throughline.sprint;

import io.throughline.sprint.History.Span;
import io.throughline.sprint.SprintBook.Outlook;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what forecasts of many sprints stand on, in a few statements for all of them: one by one a
 * department's half year took seconds.
 */
final class ExpectedReader {
  private static final String MEMBERS =
      "SELECT m.sprint_id, m.ticket_id, m.judged_at FROM sprint_ticket m WHERE {among}";
  private static final String STAYS =
      "SELECT j.sprint_id, j.ticket_id, j.in_at, j.out_at FROM ticket_sprint j WHERE {among}";
  private static final String TICKETS =
      "SELECT k.id, k.board_id, k.created_at FROM ticket k WHERE {among} AND "
          + BoardReader.COUNTED
          + " AND (k.done_at IS NULL OR k.done_at >= {since})";
  private static final String FIRSTS =
      "SELECT k.board_id, min(k.created_at) AS first FROM ticket k WHERE {among} AND "
          + BoardReader.COUNTED
          + " GROUP BY k.board_id";

  /** A ticket of a sprint, or of a board, without its history. */
  private record Entry(long ticket, Instant since) {}

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final BoardReader boards;
  private final Instant now;

  ExpectedReader(Connection connection, BoardReader boards, Instant now) {
    this.connection = connection;
    this.boards = boards;
    this.now = now;
  }

  List<Expected> of(List<Sprint> sprints) throws SQLException {
    if (sprints.isEmpty()) {
      return List.of();
    }
    List<Long> ids = sprints.stream().map(s -> Long.valueOf(s.id())).toList();
    Map<Long, List<Entry>> members = new HashMap<>();
    each(MEMBERS, "m.sprint_id", ids, now, row -> put(members, row, "ticket_id", "judged_at"));
    Map<List<Long>, List<Span>> stays = new HashMap<>();
    each(
        STAYS,
        "j.sprint_id",
        ids,
        now,
        row ->
            stays
                .computeIfAbsent(
                    List.of(row.getLong("sprint_id"), row.getLong("ticket_id")),
                    k -> new ArrayList<>())
                .add(new Span("", null, Cells.known(row, "in_at"), Cells.known(row, "out_at"))));
    Set<Long> own =
        sprints.stream()
            .map(Sprint::board)
            .filter(Objects::nonNull)
            .map(Long::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Long, Board> known = new HashMap<>();
    for (Board board : own.isEmpty() ? List.<Board>of() : boards.boards(connection, own)) {
      known.put(Long.valueOf(board.id()), board);
    }
    Instant earliest =
        sprints.stream().map(s -> SprintReader.asOf(s, now)).min(Instant::compareTo).orElse(now);
    Map<Long, List<Entry>> onBoard = new HashMap<>();
    Map<Long, Instant> firsts = new HashMap<>();
    if (!own.isEmpty()) {
      Instant since = earliest.minusSeconds((BoardReader.THROUGHPUT_DAYS + 1) * 86_400L);
      each(TICKETS, "k.board_id", own, since, row -> put(onBoard, row, "id", "created_at"));
      each(
          FIRSTS,
          "k.board_id",
          own,
          now,
          row -> firsts.put(row.getLong("board_id"), Cells.known(row, "first")));
    }
    Set<Long> tickets = new LinkedHashSet<>();
    List.of(members, onBoard)
        .forEach(all -> all.values().forEach(list -> list.forEach(e -> tickets.add(e.ticket()))));
    Histories histories = Histories.read(connection, tickets, "points");
    List<Expected> all = new ArrayList<>();
    for (Sprint sprint : sprints) {
      long id = Long.parseLong(sprint.id());
      long number = sprint.board() == null ? 0 : Long.parseLong(sprint.board());
      Board board = known.getOrDefault(number, boards.unknown(Long.toString(number)));
      List<History> inside =
          members.getOrDefault(id, List.of()).stream()
              .map(
                  e ->
                      histories.of(
                          e.ticket(),
                          "",
                          e.since(),
                          stays.getOrDefault(List.of(id, e.ticket()), List.of())))
              .toList();
      List<History> beside =
          onBoard.getOrDefault(number, List.of()).stream()
              .map(e -> histories.of(e.ticket(), "", e.since(), List.of()))
              .toList();
      all.add(
          new Expected(sprint, board, outlook(sprint, board, inside, beside, firsts.get(number))));
    }
    return List.copyOf(all);
  }

  private Outlook outlook(
      Sprint sprint,
      Board board,
      List<History> inside,
      List<History> beside,
      @Nullable Instant first) {
    Instant asOf = SprintReader.asOf(sprint, now);
    ZoneId zone = ZoneId.of(board.zone());
    LocalDate since = LocalDate.ofInstant(asOf, zone).minusDays(BoardReader.THROUGHPUT_DAYS);
    Instant from = since.atStartOfDay(zone).toInstant();
    List<LocalDate> finished =
        beside.stream()
            .filter(t -> !t.judgedAt().isAfter(asOf) && t.done(asOf))
            .map(t -> t.doneSince(asOf))
            .filter(at -> !at.isBefore(from))
            .sorted()
            .map(at -> LocalDate.ofInstant(at, zone))
            .toList();
    return SprintReader.outlook(
        sprint, inside, BoardReader.throughput(asOf, since, first, finished, zone), now);
  }

  private static void put(Map<Long, List<Entry>> all, ResultSet row, String ticket, String since)
      throws SQLException {
    long of = row.getLong(ticket.equals("id") ? "board_id" : "sprint_id");
    all.computeIfAbsent(of, k -> new ArrayList<>())
        .add(new Entry(row.getLong(ticket), Cells.known(row, since)));
  }

  private void each(String sql, String column, Collection<Long> among, Instant since, Row row)
      throws SQLException {
    String filled =
        sql.replace("{among}", Histories.among(column, among))
            .replace("{since}", Cells.literal(since));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(filled)) {
      while (rows.next()) {
        row.take(rows);
      }
    }
  }
}
