package io.throughline.metric;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the large tables down to a scope and a range once, for all metrics of a statement. Every
 * text that begins {@code FROM <table> <alias>} then reads the cut; joined tables stay whole. The
 * cut only drops rows that no metric could use: whose row it is as of which date is decided later.
 */
final class Narrowed {
  /** Nothing observed of a row is later than this after its last event (an answer's deadline). */
  private static final long SLACK_DAYS = 60;

  private static final Pattern FROM = Pattern.compile("\\bFROM\\s+([a-z_]+)\\s+([a-z]+)\\b");

  private record Table(@Nullable String person, List<String> instants) {}

  private static final Map<String, Table> TABLES =
      Map.of(
          "merge_request",
          new Table(
              "author_id", List.of("created_at", "ended_at", "deployed_at", "last_deployed_at")),
          "review_request",
          new Table("reviewer_id", List.of("requested_at", "starts_at", "answered_at")),
          "person_activity",
          new Table("person_id", List.of("at")),
          "pipeline",
          new Table(null, List.of("created_at", "started_at", "finished_at")));

  private final Slice slice;
  private final Instant from;
  private final Instant to;
  private final Map<String, Set<String>> columns = new LinkedHashMap<>();

  /** For observations in {@code [from, to)}. */
  Narrowed(Slice slice, Instant from, Instant to) {
    this.slice = slice;
    this.from = from;
    this.to = to;
  }

  /** The text of an observation or a population, reading the cut. */
  String text(String sql) {
    Matcher matcher = FROM.matcher(sql);
    StringBuilder cut = new StringBuilder();
    while (matcher.find()) {
      String table = matcher.group(1);
      String alias = matcher.group(2);
      if (TABLES.containsKey(table)) {
        matcher.appendReplacement(cut, "FROM scoped_" + table + " " + alias);
        Matcher column = Pattern.compile("\\b" + alias + "\\.([a-z_]+)").matcher(sql);
        while (column.find()) {
          columns.computeIfAbsent(table, t -> new TreeSet<>()).add(column.group(1));
        }
      }
    }
    matcher.appendTail(cut);
    return cut.toString();
  }

  /** The cuts that the texts asked for, to stand before the statement; empty when none did. */
  String with() {
    if (columns.isEmpty()) {
      return "";
    }
    return columns.entrySet().stream()
        .map(
            e ->
                "scoped_" + e.getKey() + " AS MATERIALIZED (" + cut(e.getKey(), e.getValue()) + ")")
        .collect(Collectors.joining(",\n", "WITH ", "\n"));
  }

  private String cut(String name, Set<String> wanted) {
    Table table = Objects.requireNonNull(TABLES.get(name));
    String select =
        "SELECT "
            + wanted.stream().map(c -> "t." + c).collect(Collectors.joining(", "))
            + " FROM "
            + name
            + " t WHERE "
            + within(table);
    if (slice.service() != null) {
      return select + " AND t.service_id = " + slice.service();
    }
    if (slice.teams().size() != 1) {
      return select;
    }
    int team = slice.teams().getFirst();
    String owned =
        select
            + " AND t.service_id IN (SELECT service_id FROM team_service WHERE team_id = "
            + team
            + ")";
    String person = table.person();
    return person == null
        ? owned
        : select
            + " AND t."
            + person
            + " IN (SELECT person_id FROM team_person WHERE team_id = "
            + team
            + ") UNION ALL "
            + owned
            + " AND t."
            + person
            + " IS NULL";
  }

  private String within(Table table) {
    String instants =
        table.instants().stream().map(c -> "t." + c).collect(Collectors.joining(", "));
    String since = Slice.literal(from.minusSeconds(SLACK_DAYS * 86_400));
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
