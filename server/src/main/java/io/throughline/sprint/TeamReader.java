package io.throughline.sprint;

import io.throughline.sprint.PersonLoad.Assignment;
import io.throughline.sprint.TeamFlow.Status;
import io.throughline.sprint.TeamFlow.Week;
import io.throughline.warehouse.sql.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads how the work of a team flows and how it is spread. */
final class TeamReader {
  private static final double OVERLOADED = 1.25;

  private static final String MEMBERS =
      """
      SELECT m.person_id, p.key FROM team_person m
      JOIN team t ON t.id = m.team_id
      JOIN person p ON p.id = m.person_id
      WHERE t.key = ? AND m.starts_at <= {now} AND m.ends_at > {now}
      """;

  private static final String BUSY =
      """
      SELECT w.person_id FROM ticket_work w
      WHERE w.person_id IS NOT NULL AND w.starts_at <= {now} AND w.ends_at > {now}
      UNION
      SELECT r.author_id FROM merge_request r
      WHERE r.author_id IS NOT NULL AND r.state IN ('opened', 'locked')
      """;

  /** What somebody did; a merge may be somebody else's deed, and a machine's. */
  private static final String ACTIVITY =
      """
      SELECT a.person_id, a."at" AS did_at FROM person_activity a
      WHERE a."at" >= {since} AND a."at" <= {now} AND a.kind <> 'merged'
      UNION ALL
      SELECT o.person_id, c."at" FROM fact_ticket_change c JOIN account o ON o.id = c.account_id
      WHERE o.class = 'human' AND c."at" >= {since} AND c."at" <= {now}
      """;

  /** Of each board the sprints that run, else the one that was closed last. */
  private static final String ASSIGNED =
      """
      SELECT m.sprint_id, m.person_id, sum(m.start_weight) AS weight
      FROM sprint_ticket m
      JOIN (
        SELECT s.id, s.completed_at, row_number() OVER (
          PARTITION BY s.board_id
          ORDER BY coalesce(s.completed_at, TIMESTAMP '9999-01-01 00:00:00') DESC, s.id DESC)
          AS place
        FROM sprint s
        JOIN team_board b ON b.board_id = s.board_id AND b.starts_at <= {now} AND b.ends_at > {now}
        JOIN team t ON t.id = b.team_id
        WHERE t.key = ?
      ) l ON l.id = m.sprint_id AND (l.place = 1 OR l.completed_at IS NULL)
      WHERE m.committed AND m.person_id IS NOT NULL
      GROUP BY m.sprint_id, m.person_id
      """;

  private static final String CAME_AND_WENT =
      """
      SELECT k.created_at, CASE WHEN coalesce(k.outcome, 'done') = 'done' THEN k.done_at END AS done_at
      FROM ticket k
      JOIN team_board b ON b.board_id = k.board_id AND b.starts_at <= {now} AND b.ends_at > {now}
      JOIN team t ON t.id = b.team_id
      WHERE t.key = ? AND k.kind NOT IN ('subtask', 'epic', 'test')
        AND (k.created_at >= {since} OR k.done_at >= {since})
      """;

  private static final String STATUSES =
      """
      WITH k AS (
        SELECT k.id, k.calendar_id, k.started_at, k.done_at
        FROM ticket k
        JOIN team_board b ON b.board_id = k.board_id AND b.starts_at <= k.done_at AND b.ends_at > k.done_at
        JOIN team t ON t.id = b.team_id
        WHERE t.key = ? AND k.kind NOT IN ('subtask', 'epic', 'test')
          AND coalesce(k.outcome, 'done') = 'done' AND k.started_at < k.done_at
          AND k.done_at >= {since} AND k.done_at <= {now}
      ),
      p AS (
        SELECT k.id, k.calendar_id, s.name, coalesce(s.work, 'active') AS work,
          greatest(s.starts_at, k.started_at) AS starts_at, least(s.ends_at, k.done_at) AS ends_at
        FROM k
        JOIN ticket_span s ON s.ticket_id = k.id AND s.field = 'status'
        WHERE s.starts_at < k.done_at AND s.ends_at > k.started_at
      )
      SELECT p.name, p.work, count(DISTINCT p.id) AS tickets, sum(
          ((e.worked_before + greatest(0, least(
              CAST(extract(epoch FROM (p.ends_at - e.hour)) AS DOUBLE PRECISION), e.work_to)
              - e.work_from))
           - (f.worked_before + greatest(0, least(
              CAST(extract(epoch FROM (p.starts_at - f.hour)) AS DOUBLE PRECISION), f.work_to)
              - f.work_from))) / CAST(c.day_seconds AS DOUBLE PRECISION)) AS days,
        (SELECT count(*) FROM k) AS finished
      FROM p
      JOIN calendar c ON c.id = p.calendar_id
      JOIN calendar_hour f ON f.calendar_id = p.calendar_id
        AND f.hour = date_trunc('hour', CAST(p.starts_at AS TIMESTAMP))
      JOIN calendar_hour e ON e.calendar_id = p.calendar_id
        AND e.hour = date_trunc('hour', CAST(p.ends_at AS TIMESTAMP))
      GROUP BY p.name, p.work
      ORDER BY days DESC NULLS LAST, p.name
      """;

  private final String team;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param zone of the team's days and weeks
   */
  TeamReader(String team, ZoneId zone, Instant now) {
    this.team = team;
    this.zone = zone;
    this.now = now;
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  TeamLoad load(Connection connection) throws SQLException {
    Map<Long, List<Assignment>> assigned = assigned(connection);
    List<PersonLoad> people = people(connection, assigned);
    boolean many = people.size() >= TeamLoad.FEW;
    boolean worked = assigned.size() >= TeamLoad.FEW;
    return new TeamLoad(
        people.size(),
        many ? count(people, PersonLoad::idle) : null,
        many ? count(people, PersonLoad::alwaysOn) : null,
        worked ? assigned.size() : null,
        worked ? (int) assigned.values().stream().filter(TeamReader::tooMuch).count() : null);
  }

  private static int count(List<PersonLoad> people, Predicate<PersonLoad> what) {
    return (int) people.stream().filter(what).count();
  }

  private static boolean tooMuch(List<Assignment> assignments) {
    return assignments.stream().anyMatch(a -> a.weight() > OVERLOADED * a.median());
  }

  /** Each member, in the order of the ids. */
  List<PersonLoad> people(Connection connection) throws SQLException {
    return people(connection, assigned(connection));
  }

  private List<PersonLoad> people(Connection connection, Map<Long, List<Assignment>> assigned)
      throws SQLException {
    Map<Long, String> members = members(connection);
    Set<Long> idle = idle(connection, members.keySet());
    Map<Long, Integer> days = activeDays(connection);
    return members.entrySet().stream()
        .map(
            member -> {
              List<Assignment> own = assigned.getOrDefault(member.getKey(), List.of());
              return new PersonLoad(
                  member.getValue(),
                  own,
                  tooMuch(own),
                  idle.contains(member.getKey()),
                  days.getOrDefault(member.getKey(), 0));
            })
        .sorted(Comparator.comparing(PersonLoad::person))
        .toList();
  }

  private Map<Long, String> members(Connection connection) throws SQLException {
    Map<Long, String> members = new HashMap<>();
    each(connection, MEMBERS, now, true, row -> members.put(row.getLong(1), row.getString(2)));
    return members;
  }

  private Map<Long, List<Assignment>> assigned(Connection connection) throws SQLException {
    Map<Long, Map<Long, Double>> sprints = new TreeMap<>();
    each(
        connection,
        ASSIGNED,
        now,
        true,
        row ->
            sprints
                .computeIfAbsent(row.getLong(1), s -> new HashMap<>())
                .put(row.getLong(2), row.getDouble(3)));
    Map<Long, List<Assignment>> assigned = new HashMap<>();
    for (Map<Long, Double> people : sprints.values()) {
      double[] loads = people.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double median = (loads[(loads.length - 1) / 2] + loads[loads.length / 2]) / 2;
      people.forEach(
          (person, load) ->
              assigned
                  .computeIfAbsent(person, p -> new ArrayList<>())
                  .add(new Assignment(load, median, loads.length)));
    }
    return assigned;
  }

  private Set<Long> idle(Connection connection, Set<Long> members) throws SQLException {
    Set<Long> idle = new HashSet<>(members);
    each(connection, BUSY, now, false, row -> idle.remove(row.getLong(1)));
    return idle;
  }

  /** On how many days each person did something; absent when on none. */
  private Map<Long, Integer> activeDays(Connection connection) throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant since = today.minusDays(PersonLoad.DAYS).atStartOfDay(zone).toInstant();
    Map<Long, Set<LocalDate>> days = new HashMap<>();
    each(
        connection,
        ACTIVITY,
        since,
        false,
        row -> {
          LocalDate day = LocalDate.ofInstant(Cells.known(row, "did_at"), zone);
          if (day.isBefore(today)) {
            days.computeIfAbsent(row.getLong(1), p -> new HashSet<>()).add(day);
          }
        });
    Map<Long, Integer> counts = new HashMap<>();
    days.forEach((person, on) -> counts.put(person, on.size()));
    return counts;
  }

  TeamFlow flow(Connection connection, int weeks) throws SQLException {
    LocalDate monday =
        LocalDate.ofInstant(now, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = monday.minusWeeks(weeks - 1L);
    Instant since = first.atStartOfDay(zone).toInstant();
    int[] created = new int[weeks];
    int[] finished = new int[weeks];
    each(
        connection,
        CAME_AND_WENT,
        since,
        true,
        row -> {
          count(Cells.instant(row, "created_at"), first, created);
          count(Cells.instant(row, "done_at"), first, finished);
        });
    List<Week> line = new ArrayList<>();
    for (int i = 0; i < weeks; i++) {
      line.add(new Week(first.plusWeeks(i), created[i], finished[i]));
    }
    List<Status> statuses = new ArrayList<>();
    int[] all = new int[1];
    each(
        connection,
        STATUSES,
        since,
        true,
        row -> {
          all[0] = row.getInt("finished");
          String name = row.getString("name");
          statuses.add(
              new Status(
                  name == null ? "unknown" : name,
                  row.getString("work"),
                  row.getDouble("days"),
                  row.getInt("tickets")));
        });
    return new TeamFlow(line, statuses, all[0]);
  }

  private void count(@Nullable Instant at, LocalDate first, int[] weeks) {
    if (at != null && !at.isAfter(now)) {
      LocalDate day = LocalDate.ofInstant(at, zone);
      if (!day.isBefore(first)) {
        weeks[(int) Math.min(weeks.length - 1, ChronoUnit.WEEKS.between(first, day))]++;
      }
    }
  }

  private void each(Connection connection, String sql, Instant since, boolean ofTeam, Row row)
      throws SQLException {
    String filled =
        sql.replace("{since}", Cells.literal(since)).replace("{now}", Cells.literal(now));
    try (PreparedStatement statement = connection.prepareStatement(filled)) {
      if (ofTeam) {
        statement.setString(1, team);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    }
  }
}
