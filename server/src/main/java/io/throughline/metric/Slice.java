package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose observations a statement is about, as SQL: everyone's, one service's, or those of teams that
 * share a zone. A team's observations are found by the person's team as of the observation's instant;
 * rows without a person (AI agents, pipelines) by the owner of their service. A team's rows in the
 * dimension already contain those of all teams below it, each interval once, so that no observation
 * is met twice in one team.
 *
 * @param service number of the service; null for the others
 * @param teams numbers of teams; empty for the others
 */
record Slice(ZoneId zone, @Nullable Integer service, List<Integer> teams) {
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
    return "TIMESTAMP '" + STAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "'";
  }

  /** Rows of the definition's SQL within a range, with {@code team} (0 where none was asked). */
  String rows(
      MetricDefinition definition, Instant from, Instant to, @Nullable String authorClass) {
    return rows(definition.sql(), definition.attribute(), from, to, authorClass);
  }

  String rows(
      String sql, Attribute attribute, Instant from, Instant to, @Nullable String authorClass) {
    String within =
        "o.at >= " + literal(from) + " AND o.at < " + literal(to) + ofClass(sql, authorClass);
    if (service != null) {
      return "SELECT 0 AS team, o.* FROM (" + sql + ") o WHERE o.service_id = " + service + " AND "
          + within;
    }
    if (teams.isEmpty()) {
      return "SELECT 0 AS team, o.* FROM (" + sql + ") o WHERE " + within;
    }
    String byService = attributed(sql, "team_service", "service_id") + within;
    if (attribute == Attribute.SERVICE) {
      return byService;
    }
    return attributed(sql, "team_person", "person_id") + within
        + " UNION ALL " + byService + " AND o.person_id IS NULL";
  }

  private String attributed(String sql, String dimension, String key) {
    String numbers = teams.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "SELECT m.team_id AS team, o.* FROM (" + sql + ") o JOIN " + dimension + " m ON m." + key
        + " = o." + key + " AND o.at >= m.starts_at AND o.at < m.ends_at WHERE m.team_id IN ("
        + numbers + ") AND ";
  }

  private static String ofClass(String sql, @Nullable String authorClass) {
    return authorClass == null || !SqlLint.names(sql, "author_class")
        ? ""
        : " AND o.author_class = '" + authorClass + "'";
  }
}
