package io.throughline.metric;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose observations a statement is about: everyone's, one service's, or those of teams that share
 * a zone.
 *
 * @param service number of the service; null for the others
 * @param teams numbers of teams; empty for the others
 */
record Slice(ZoneId zone, @Nullable Integer service, List<Integer> teams) {
  private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  Slice {
    teams = List.copyOf(teams);
  }

  static Slice everyone(ZoneId zone) {
    return new Slice(zone, null, List.of());
  }

  static Slice service(ZoneId zone, int number) {
    return new Slice(zone, number, List.of());
  }

  static Slice teams(ZoneId zone, List<Integer> numbers) {
    return new Slice(zone, null, numbers);
  }

  /** An instant as a literal of the warehouse's type, to the microsecond. */
  static String literal(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return "TIMESTAMP '" + (utc.getNano() == 0 ? WHOLE : STAMP).format(utc) + "'";
  }

  /**
   * Rows with {@code team} (0 where no team was asked for). A team's observations are found by the
   * person's team as of the observation's instant; rows without a person (AI agents, pipelines) by
   * the owner of their service. A team's rows in the dimension already contain those of all teams
   * below it, each interval once, so that no observation is met twice in one team.
   *
   * @param rows SQL with {@code person_id}, {@code service_id} and {@code at}
   */
  String attributed(String rows) {
    return attributed(rows, "person_id", "service_id", "at");
  }

  /** The same, where the three columns have other names. */
  String attributed(String rows, String person, String owner, String at) {
    String of = "o." + owner;
    if (service != null) {
      return "SELECT 0 AS team, o.* FROM (" + rows + ") o WHERE " + of + " = " + service;
    }
    if (teams.isEmpty()) {
      return "SELECT 0 AS team, o.* FROM (" + rows + ") o";
    }
    String by = "o." + person;
    String numbers = teams.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "SELECT m.team_id AS team, o.* FROM ("
        + rows
        + ") o JOIN ("
        + "SELECT team_id, TRUE AS by_person, person_id AS owner, starts_at, ends_at"
        + " FROM team_person WHERE team_id IN ("
        + numbers
        + ") UNION ALL "
        + "SELECT team_id, FALSE AS by_person, CAST(service_id AS bigint) AS owner, starts_at,"
        + " ends_at FROM team_service WHERE team_id IN ("
        + numbers
        + ")) m"
        + (" ON m.by_person = (" + by + " IS NOT NULL)")
        + (" AND m.owner = coalesce(" + by + ", " + of + ")")
        + (" AND o." + at + " >= m.starts_at AND o." + at + " < m.ends_at");
  }
}
