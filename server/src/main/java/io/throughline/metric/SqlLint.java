package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses in a metric's SQL what has another meaning in another engine, or none. It works on the
 * text: it may refuse a harmless line that can easily be written otherwise, but it lets no known
 * trap through.
 */
final class SqlLint {
  private static final int WITHOUT_CASE = Pattern.CASE_INSENSITIVE;
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
  private static final Pattern CALL = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\s*\\(", WITHOUT_CASE);
  private static final Pattern DIVISION = Pattern.compile("(\\S*)\\s*/\\s*([^\\s,)]*)");
  private static final Pattern SAFE_DIVISOR =
      Pattern.compile("\\d+\\.\\d+|cast\\(.*", WITHOUT_CASE);
  private static final Pattern ORDER_BY =
      Pattern.compile("\\border\\s+by\\b([^()]*(?:\\([^()]*\\)[^()]*)*)", WITHOUT_CASE);
  private static final Pattern DATE_TRUNC =
      Pattern.compile(
          "\\bdate_trunc\\s*\\([^,]*,\\s*([^()]*(?:\\([^()]*\\)[^()]*)*)", WITHOUT_CASE);
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(asof|qualify|pivot|unpivot|exclude|ilike|similar|lateral|distinct\\s+on|now"
              + "|current_date|current_timestamp|insert|update|delete|drop|create|copy|attach|pragma"
              + "|install|load|set)\\b|::|\\$\\$|;",
          WITHOUT_CASE);

  /** What PostgreSQL and DuckDB both know and mean the same by, and words before a parenthesis. */
  private static final Set<String> ALLOWED =
      Set.of(
          "abs",
          "and",
          "as",
          "avg",
          "by",
          "cast",
          "coalesce",
          "count",
          "date_trunc",
          "distinct",
          "else",
          "exists",
          "extract",
          "filter",
          "first_value",
          "floor",
          "from",
          "greatest",
          "group",
          "in",
          "join",
          "lag",
          "last_value",
          "lead",
          "least",
          "lower",
          "max",
          "min",
          "mod",
          "not",
          "nullif",
          "on",
          "or",
          "over",
          "partition",
          "rank",
          "row_number",
          "select",
          "sum",
          "then",
          "union",
          "all",
          "upper",
          "using",
          "values",
          "when",
          "where",
          "with",
          "sqrt",
          "stddev_samp");

  private SqlLint() {}

  /** What is wrong with a text; empty when nothing is. */
  static List<String> faults(String sql) {
    String bare = TEXT.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
    Set<String> faults = new TreeSet<>();
    if (!bare.strip().toLowerCase(Locale.ROOT).matches("(?s)(select|with)\\b.*")) {
      faults.add("the SQL does not begin with SELECT or WITH");
    }
    each(
        DIVISION,
        bare,
        m -> {
          if (!SAFE_DIVISOR.matcher(m.group(2)).matches()) {
            faults.add(
                "a division of what may be integers: cast the divisor (\"" + m.group() + "\")");
          }
        });
    each(
        ORDER_BY,
        bare,
        m -> {
          for (String key : m.group(1).split(",(?![^(]*\\))", -1)) {
            if (!key.toLowerCase(Locale.ROOT).contains("nulls last")) {
              faults.add("ORDER BY without NULLS LAST");
            }
          }
        });
    each(
        DATE_TRUNC,
        bare,
        m -> {
          if (!m.group(1).toLowerCase(Locale.ROOT).contains("as timestamp")) {
            faults.add("date_trunc of what may be a date: cast it to timestamp");
          }
        });
    each(
        CALL,
        bare,
        m -> {
          String name = m.group(1).toLowerCase(Locale.ROOT);
          if (name.equals("round")) {
            faults.add("round() differs between engines: leave rounding to the page");
          } else if (!ALLOWED.contains(name)) {
            faults.add(name + "() is not known to mean the same in every engine");
          }
        });
    each(WORDS, bare, m -> faults.add("\"" + m.group() + "\" is not allowed in a metric"));
    return List.copyOf(faults);
  }

  /** Columns of the contract that the text never names. */
  static List<String> missingColumns(MetricDefinition definition) {
    return wantedColumns(definition).stream()
        .filter(column -> !names(definition.sql(), column))
        .map(column -> "the SQL gives no column " + column)
        .toList();
  }

  /** The columns that the contract of an observation wants of a metric. */
  static List<String> wantedColumns(MetricDefinition definition) {
    if (definition.kind() == MetricKind.EFFORT) {
      return List.of(
          "subject_id",
          "person_id",
          "valid_from",
          "valid_to",
          "working",
          "without_ticket",
          Parts.COLUMN);
    }
    List<String> wanted = new ArrayList<>(List.of("subject_id"));
    if (!definition.kind().isState()) {
      wanted.add("at");
    }
    wanted.addAll(
        definition.attribute() == Attribute.BOARD
            ? List.of("board_id")
            : List.of("project_id", "service_id", "person_id"));
    wanted.addAll(
        switch (definition.kind()) {
          case DURATION -> List.of("started_at", "ended_at");
          case VALUE -> List.of("value");
          case RATIO -> List.of("numerator", "denominator");
          case COUNT, RATE, DAYS -> List.of();
          case PERSON_WEEK -> List.of("weight");
          case DERIVED -> List.of();
          case LOAD -> List.of("person_id", "weight");
          case AGE -> List.of("valid_from", "valid_to", "started_at", "calendar_id");
          case HISTOGRAM -> Histogram.COLUMNS;
          case TIME_SHARE -> List.of("valid_from", "valid_to", "numerator");
          case LATEST -> List.of("valid_from", "valid_to", "value");
          case SHARE -> List.of("valid_from", "valid_to", "numerator", "denominator");
          case STATE ->
              definition.people()
                  ? List.of("valid_from", "valid_to", "person_id")
                  : List.of("valid_from", "valid_to");
          case EFFORT -> throw new IllegalStateException("asked for above");
        });
    if (definition.kind() == MetricKind.DURATION && working(definition)) {
      wanted.add("calendar_id");
    }
    return wanted;
  }

  /** Whether a text has a column of that name. */
  static boolean names(String sql, String column) {
    return Pattern.compile("\\b" + column + "\\b", WITHOUT_CASE).matcher(sql).find();
  }

  private static boolean working(MetricDefinition definition) {
    return definition.clock() == MetricDefinition.Clock.WORKING;
  }

  private static void each(
      Pattern pattern, String text, java.util.function.Consumer<Matcher> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.accept(matcher);
    }
  }
}
