package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition.Attribute;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Whose observations a question is about: everyone's, one service's or one team's.
 *
 * @param service number of the service; null for the others
 * @param team number of the team; null for the others
 */
record Slice(ZoneId zone, @Nullable Integer service, @Nullable Integer team) {
  private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  static Slice everyone(ZoneId zone) {
    return new Slice(zone, null, null);
  }

  static Slice service(ZoneId zone, int number) {
    return new Slice(zone, number, null);
  }

  static Slice team(ZoneId zone, int number) {
    return new Slice(zone, null, number);
  }

  /** An instant as a literal of the warehouse's type, to the microsecond. */
  static String literal(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return "TIMESTAMP '" + (utc.getNano() == 0 ? WHOLE : STAMP).format(utc) + "'";
  }

  /**
   * The rows that are of this scope. A team's are found by the person's team as of the
   * observation's instant; those without a person (AI agents, pipelines) by the owner of their
   * service, those of tickets and sprints by the team of their board. A team's rows in the
   * dimension already contain those of all teams below it, each interval once, so that no
   * observation is met twice.
   *
   * @param rows SQL with {@code at}, and {@code person_id} and {@code service_id}, or {@code
   *     board_id}
   */
  String attributed(String rows, Attribute attribute) {
    if (attribute == Attribute.BOARD && (service != null || team != null)) {
      return "SELECT o.* FROM ("
          + rows
          + ") o"
          + (team == null
              ? " WHERE FALSE"
              : " JOIN team_board m ON m.team_id = "
                  + team
                  + " AND m.board_id = o.board_id AND o.at >= m.starts_at AND o.at < m.ends_at");
    }
    if (service != null) {
      return "SELECT o.* FROM (" + rows + ") o WHERE o.service_id = " + service;
    }
    if (team == null) {
      return "SELECT o.* FROM (" + rows + ") o";
    }
    return "SELECT o.* FROM ("
        + rows
        + ") o JOIN ("
        + "SELECT TRUE AS by_person, person_id AS owner, starts_at, ends_at"
        + " FROM team_person WHERE team_id = "
        + team
        + " UNION ALL "
        + "SELECT FALSE AS by_person, CAST(service_id AS bigint) AS owner, starts_at,"
        + " ends_at FROM team_service WHERE team_id = "
        + team
        + ") m"
        + " ON m.by_person = (o.person_id IS NOT NULL)"
        + " AND m.owner = coalesce(o.person_id, o.service_id)"
        + " AND o.at >= m.starts_at AND o.at < m.ends_at";
  }
}
