package io.throughline.metric;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the large tables down to a scope and a range before anything is computed of them. The cut
 * only drops rows that no metric could use: whose row it is as of which date is decided later.
 */
final class Narrowed {
  private static final Pattern FROM = Pattern.compile("\\bFROM\\s+([a-z_]+)\\s+([a-z]+)\\b");

  /**
   * @param person column of the person who a row may belong to
   * @param owned column of what has a team of its own: {@code service_id} or {@code board_id}
   * @param instants columns that observations may belong to
   */
  private record Table(@Nullable String person, String owned, List<String> instants) {
    Table(@Nullable String person, List<String> instants) {
      this(person, "service_id", instants);
    }
  }

  private static final Map<String, Table> TABLES =
      Map.ofEntries(
          Map.entry(
              "merge_request",
              new Table(
                  "author_id",
                  List.of("created_at", "ended_at", "deployed_at", "last_deployed_at"))),
          Map.entry(
              "review_request",
              new Table(
                  "reviewer_id", List.of("requested_at", "starts_at", "answered_at", "due_at"))),
          Map.entry("person_activity", new Table("person_id", List.of("at"))),
          Map.entry(
              "pipeline", new Table(null, List.of("created_at", "started_at", "finished_at"))),
          Map.entry("code_analysis", new Table(null, List.of("at"))),
          Map.entry("code_issue", new Table(null, List.of("opened_at", "closed_at"))),
          Map.entry("repository_file", new Table(null, List.of("valid_from"))),
          Map.entry("gate_run", new Table(null, List.of("judged_at"))),
          Map.entry("build_report", new Table(null, List.of("reported_at"))),
          Map.entry(
              "production_deployment",
              new Table(null, List.of("ended_at", "healthy_at", "restored_at"))),
          Map.entry("deployment_impact", new Table(null, List.of("served_at"))),
          Map.entry("production_change", new Table(null, List.of("deployed_at"))),
          Map.entry("gitops_service", new Table(null, List.of("valid_from"))),
          Map.entry("shipped", new Table(null, List.of("arrived_at"))),
          Map.entry("running_scan", new Table(null, List.of("starts_at"))),
          Map.entry(
              "production_incident",
              new Table(null, List.of("triggered_at", "acknowledged_at", "resolved_at"))),
          Map.entry("incident_call", new Table("person_id", List.of("at"))),
          Map.entry("service_hour", new Table(null, List.of("hour"))),
          Map.entry("check_span", new Table(null, List.of("starts_at"))),
          Map.entry("survey_answer", new Table(null, List.of("answered_at"))),
          Map.entry("survey_sending", new Table(null, List.of("sent_at"))),
          Map.entry("sprint_ticket", new Table(null, "board_id", List.of("completed_at"))),
          Map.entry("ticket", new Table(null, "board_id", List.of("done_at"))),
          Map.entry("ticket_work", new Table(null, "board_id", List.of("starts_at"))),
          Map.entry("ticket_phase", new Table(null, "board_id", List.of("left_at"))),
          Map.entry("ticket_output", new Table(null, "board_id", List.of("left_at"))),
          Map.entry("sprint_backlog", new Table(null, "board_id", List.of("starts_at"))),
          Map.entry("customer_incident", new Table(null, "board_id", List.of("created_at"))),
          Map.entry("epic_document", new Table(null, "board_id", List.of("judged_at"))),
          Map.entry("document", new Table(null, "board_id", List.of("created_at"))),
          Map.entry("ticket_trace", new Table(null, "board_id", List.of("done_at"))));

  private final Slice slice;
  private final @Nullable Instant from;
  private final @Nullable Instant to;

  /** For observations in {@code [from, to)}. */
  Narrowed(Slice slice, Instant from, Instant to) {
    this.slice = slice;
    this.from = from;
    this.to = to;
  }

  /**
   * For observations of any time. What says itself from when to when it reads is not to be cut by
   * time again: to compare four instants of a row with the range costs more than it drops.
   */
  Narrowed(Slice slice) {
    this.slice = slice;
    this.from = null;
    this.to = null;
  }

  /** The columns of a table that observations may belong to; empty for one that stays whole. */
  static List<String> instants(String table) {
    Table known = TABLES.get(table);
    return known == null ? List.of() : known.instants();
  }

  /** A text with every {@code FROM <table> <alias>} reading the cut; joined tables stay whole. */
  String text(String sql) {
    Matcher matcher = FROM.matcher(sql);
    StringBuilder cut = new StringBuilder();
    while (matcher.find()) {
      String table = matcher.group(1);
      String alias = matcher.group(2);
      if (TABLES.containsKey(table)) {
        String rows = rows(table, alias, sql);
        matcher.appendReplacement(cut, Matcher.quoteReplacement("FROM " + rows + " " + alias));
      }
    }
    matcher.appendTail(cut);
    return cut.toString();
  }

  /**
   * A table's rows in parentheses, with the columns that a text asks for.
   *
   * @param alias by which the text calls its rows
   */
  String rows(String name, String alias, String text) {
    return rows(name, alias, text, true);
  }

  /**
   * The same of rows that belong to the owner of their service, whoever made them.
   *
   * @param byPerson false where no person has a part in whose rows they are
   */
  String rows(String name, String alias, String text, boolean byPerson) {
    Table table = TABLES.get(name);
    if (table == null) {
      return name;
    }
    Set<String> columns = new TreeSet<>();
    Pattern column = Pattern.compile("\\b" + alias + "\\.([a-z][a-z0-9_]*)");
    column.matcher(text).results().forEach(m -> columns.add(m.group(1)));
    return "(" + cut(name, table, columns, byPerson) + ")";
  }

  private String cut(String name, Table table, Set<String> columns, boolean byPerson) {
    String select =
        "SELECT "
            + columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "))
            + " FROM "
            + name
            + " t WHERE "
            + within(table);
    if (slice.service() != null) {
      return table.owned().equals("board_id")
          ? select + " AND FALSE"
          : select + " AND t.service_id = " + slice.service();
    }
    if (slice.team() == null) {
      return select;
    }
    String ofTeam = " WHERE team_id = " + slice.team() + ")";
    String kind = table.owned().replace("_id", "");
    String owned =
        select + " AND t.%1$s_id IN (SELECT %1$s_id FROM team_%1$s".formatted(kind) + ofTeam;
    String person = byPerson ? table.person() : null;
    return person == null
        ? owned
        : select
            + " AND t."
            + person
            + " IN (SELECT person_id FROM team_person"
            + ofTeam
            + " UNION ALL "
            + owned
            + " AND t."
            + person
            + " IS NULL";
  }

  private String within(Table table) {
    if (from == null || to == null) {
      return "TRUE";
    }
    String instants =
        table.instants().stream().map(c -> "t." + c).collect(Collectors.joining(", "));
    String since = Slice.literal(from);
    return table.instants().size() == 1
        ? instants + " >= " + since + " AND " + instants + " < " + Slice.literal(to)
        : "greatest("
            + instants
            + ") >= "
            + since
            + " AND least("
            + instants
            + ") < "
            + Slice.literal(to);
  }
}
