package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Writes statements about single observations: the items behind a reading and how they spread. */
final class ItemSql {
  private static final String NO_TEXT = "CAST(NULL AS text)";

  private final Question question;
  private final MetricDefinition definition;
  private final Clock clock;
  private final Narrowed narrowed;
  private final List<Instant> looks;

  /**
   * @param looks the ends of the days or periods at which a state is looked at; empty for other
   *     kinds
   */
  ItemSql(Question question, MetricDefinition definition, Clock clock, List<Instant> looks) {
    this.looks = looks;
    this.question = question;
    this.definition = definition;
    this.clock = definition.kind() == MetricKind.AGE ? definition.clock() : clock;
    this.narrowed = new Narrowed(question.slice());
  }

  /** A page, newest first: exactly the rows that the reading sums up. */
  String page(List<String> after, int limit) {
    String items = items();
    String rest = "";
    if (!after.isEmpty()) {
      String at = Slice.literal(Instant.parse(after.get(0)));
      // The parts were read back from a cursor that holds only digits, colons and letters.
      rest =
          " WHERE o.at < "
              + at
              + " OR (o.at = "
              + at
              + " AND (o.subject < '"
              + after.get(1)
              + "' OR (o.subject = '"
              + after.get(1)
              + "' AND o.part < "
              + after.get(2)
              + ")))";
    }
    String page =
        "SELECT o.* FROM ("
            + items
            + ") o"
            + rest
            + " ORDER BY o.at DESC NULLS LAST, o.subject DESC NULLS LAST, o.part DESC NULLS LAST"
            + " LIMIT "
            + limit;
    return named(page)
        + " ORDER BY i.at DESC NULLS LAST, i.subject DESC NULLS LAST, i.part DESC NULLS LAST";
  }

  /** Values by number of observations, for a distribution. */
  String values() {
    String items = items();
    boolean sums = definition.kind().isDivided() || definition.kind() == MetricKind.STATE;
    String value = sums ? "o.numerator" : "o.v";
    return "SELECT " + value + ", count(*) FROM (" + items + ") o GROUP BY " + value;
  }

  /** The rows of the range and the author class that was asked for, with their teams. */
  String attributed() {
    String authorClass = question.authorClass();
    String text = definition.sql();
    if (definition.kind() == MetricKind.TIME_SHARE) {
      return stretches(text);
    }
    if (definition.kind().isState()) {
      return held(text);
    }
    boolean split = authorClass != null && SqlLint.names(text, "author_class");
    boolean weeks = definition.kind() == MetricKind.PERSON_WEEK;
    List<Weeks.Week> list = question.weeks();
    Instant from = weeks && !list.isEmpty() ? list.getFirst().starts() : question.from();
    Instant to = weeks && !list.isEmpty() ? list.getLast().ends() : question.period().ends();
    String rows =
        "SELECT o.* FROM ("
            + narrowed.text(text)
            + ") o WHERE o.at >= "
            + Slice.literal(from)
            + " AND o.at < "
            + Slice.literal(question.earlier(to))
            + (split ? " AND o.author_class = '" + authorClass + "'" : "")
            + inPart()
            + (SqlLint.names(text, Selection.KNOWN_AT)
                ? " AND o." + Selection.KNOWN_AT + " <= " + Slice.literal(question.now())
                : "")
            + (weeks && list.isEmpty() ? " AND FALSE" : "");
    return question.slice().attributed(rows, definition.attribute());
  }

  /** What held at any time of the range, cut to it. */
  private String stretches(String text) {
    String from = Slice.literal(question.from());
    String to = Slice.literal(question.earlier(question.period().ends()));
    String rows =
        "SELECT o.*, greatest(o.valid_from, %1$s) AS at, least(o.valid_to, %2$s) AS end_at FROM ("
                .formatted(from, to)
            + narrowed.text(text)
            + ") o WHERE o.valid_from < %2$s AND o.valid_to > %1$s".formatted(from, to)
            + " AND o.numerator IS NOT NULL"
            + inPart();
    return question.slice().attributed(rows, definition.attribute());
  }

  /** A row for each look at whose last instant it held, attributed as of that instant. */
  private String held(String text) {
    String lasts =
        looks.stream()
            .map(
                end ->
                    "("
                        + Slice.literal(end.minus(1, ChronoUnit.MICROS))
                        + ", "
                        + Slice.literal(end)
                        + ")")
            .collect(Collectors.joining(", "));
    String ended = definition.kind() == MetricKind.AGE ? ", d.end_at AS ended_at" : "";
    String rows =
        "SELECT o.*, d.last_at AS at"
            + ended
            + " FROM ("
            + narrowed.text(text)
            + ") o JOIN (VALUES "
            + (lasts.isEmpty() ? "(CAST(NULL AS timestamp), CAST(NULL AS timestamp))" : lasts)
            + ") d(last_at, end_at) ON o.valid_from <= d.last_at AND o.valid_to > d.last_at WHERE TRUE"
            + inPart();
    return question.slice().attributed(rows, definition.attribute());
  }

  private String inPart() {
    String part = question.part();
    if (part == null) {
      return "";
    }
    return Parts.of(definition) ? " AND o.part = '" + part + "'" : " AND FALSE";
  }

  /** The parts in which anything was observed. */
  String parts() {
    return "SELECT DISTINCT o.part FROM ("
        + attributed()
        + ") o WHERE o.part IS NOT NULL ORDER BY o.part";
  }

  /** What tells observations of one thing at one instant apart, from 0 on. */
  private String place() {
    return Parts.of(definition)
        ? "CAST(row_number() OVER (PARTITION BY o.subject_id, o.at ORDER BY o.part NULLS LAST)"
            + " AS integer) - 1"
        : "0";
  }

  private String items() {
    String text = definition.sql();
    String attributed = attributed();
    String common =
        "SELECT CAST(o.subject_id AS text) AS subject, "
            + (definition.attribute() == Attribute.BOARD
                ? "CAST(NULL AS bigint) AS project_id, CAST(NULL AS integer) AS service_id, o.at, "
                : "o.project_id, o.service_id, o.at, ")
            + (SqlLint.names(text, "author_class")
                ? "o.author_class"
                : NO_TEXT + " AS author_class")
            + ", "
            + (Parts.of(definition) ? "o.part" : NO_TEXT)
            + " AS in_part, ";
    String none = "CAST(NULL AS double precision)";
    String times = "CAST(NULL AS timestamp) AS started_at, CAST(NULL AS timestamp) AS ended_at, ";
    return switch (definition.kind()) {
      case DURATION, AGE ->
          common
              + "o.started_at, "
              + (definition.kind() == MetricKind.AGE
                  ? "CAST(NULL AS timestamp) AS ended_at"
                  : "o.ended_at")
              + ", o.v, "
              + none
              + " AS numerator, "
              + none
              + " AS denominator, "
              + place()
              + " AS part FROM ("
              + ObservedValue.of(definition, clock, attributed)
              + ") o WHERE o.v >= 0";
      case VALUE, LATEST ->
          common
              + (definition.kind() == MetricKind.LATEST
                  ? "o.valid_from AS started_at, CAST(NULL AS timestamp) AS ended_at, "
                  : times)
              + "o.v, "
              + none
              + " AS numerator, "
              + none
              + " AS denominator, "
              + place()
              + " AS part FROM ("
              + ObservedValue.of(definition, clock, attributed)
              + ") o WHERE "
              + (ObservedValue.signed(definition) ? "o.v IS NOT NULL" : "o.v >= 0");
      case HISTOGRAM ->
          common
              + times
              + ("CAST("
                  + Histogram.sql("o", Histogram.wanted(definition))
                  + " AS double precision)")
              + " AS v, "
              + none
              + " AS numerator, "
              + none
              + " AS denominator, "
              + place()
              + " AS part FROM ("
              + attributed
              + ") o WHERE o.total > 0";
      case TIME_SHARE ->
          common
              + "o.at AS started_at, o.end_at AS ended_at, "
              + none
              + " AS v, o.numerator * CAST(extract(epoch FROM (o.end_at - o.at)) AS double precision)"
              + " / 3600.0 AS numerator,"
              + " CAST(extract(epoch FROM (o.end_at - o.at)) AS double precision) / 3600.0"
              + " AS denominator, "
              + place()
              + " AS part FROM ("
              + attributed
              + ") o";
      case COUNT, RATE, DAYS ->
          common
              + times
              + "CAST(1 AS double precision) AS v, "
              + none
              + " AS numerator, "
              + none
              + " AS denominator, 0 AS part FROM ("
              + attributed
              + ") o";
      case RATIO, SHARE ->
          common
              + times
              + none
              + " AS v, CAST(o.numerator AS double precision) AS numerator,"
              + " CAST(o.denominator AS double precision) AS denominator, "
              + (Parts.of(definition) ? place() : "CASE WHEN o.denominator > 0 THEN 0 ELSE 1 END")
              + " AS part FROM ("
              + attributed
              + ") o";
      case STATE ->
          "SELECT CAST(o.subject_id AS text) AS subject, "
              + (definition.attribute() == Attribute.BOARD
                  ? "CAST(NULL AS bigint) AS project_id, CAST(NULL AS integer) AS service_id, "
                  : "o.project_id, o.service_id, ")
              + "max(o.at) AS at, "
              + NO_TEXT
              + " AS author_class, "
              + (Parts.of(definition) ? "o.part" : NO_TEXT)
              + " AS in_part, min(o.valid_from) AS started_at,"
              + " CASE WHEN max(o.valid_to) < TIMESTAMP '9999-01-01 00:00:00'"
              + " THEN max(o.valid_to) END AS ended_at, "
              + none
              + " AS v, CAST(sum("
              + (SqlLint.names(text, "value") ? "o.value" : "1")
              + ") AS double precision) AS numerator, "
              + none
              + " AS denominator, "
              + (Parts.of(definition)
                  ? "CAST(row_number() OVER (PARTITION BY o.subject_id ORDER BY o.part NULLS LAST)"
                      + " AS integer) - 1"
                  : "0")
              + " AS part FROM ("
              + attributed
              + ") o GROUP BY o.subject_id"
              + (definition.attribute() == Attribute.BOARD ? "" : ", o.project_id, o.service_id")
              + (Parts.of(definition) ? ", o.part" : "");
      case DERIVED -> throw new IllegalStateException("what is derived has no observations");
      case LOAD ->
          "SELECT CAST(o.subject_id AS text) AS subject, CAST(NULL AS bigint) AS project_id,"
              + " CAST(NULL AS integer) AS service_id, o.at, "
              + NO_TEXT
              + " AS author_class, "
              + NO_TEXT
              + " AS in_part, "
              + times
              + "o.most / CAST(o.middle AS double precision) AS v, "
              + none
              + " AS numerator, "
              + none
              + " AS denominator, 0 AS part FROM (SELECT q.subject_id, q.at, max(q.load) AS most,"
              + " percentile_cont(0.5) WITHIN GROUP (ORDER BY q.load) AS middle"
              + " FROM (SELECT o.subject_id, o.at, o.person_id,"
              + " CAST(sum(o.weight) AS double precision) AS load FROM ("
              + attributed
              + ") o GROUP BY o.subject_id, o.at, o.person_id) q GROUP BY q.subject_id, q.at"
              + (" HAVING count(*) >= " + Assembly.FEW_PEOPLE + ") o WHERE o.middle > 0");
      case PERSON_WEEK ->
          common
              + times
              + "CAST(o.weight AS double precision) AS v, "
              + none
              + " AS numerator, "
              + none
              + " AS denominator, 0 AS part FROM ("
              + attributed
              + ") o WHERE o.weight > 0";
      case EFFORT -> throw new IllegalStateException("days are split while they are read");
    };
  }

  /** Adds what people call the items; joined to one page, never to everything. */
  private String named(String page) {
    String flags =
        "CASE WHEN m.started_by <> 'first_commit' THEN m.started_by || ',' ELSE '' END"
            + " || CASE WHEN m.is_hotfix THEN 'hotfix,' ELSE '' END"
            + " || CASE WHEN m.is_revert THEN 'revert,' ELSE '' END"
            + " || CASE WHEN m.reverted_at IS NOT NULL THEN 'reverted,' ELSE '' END"
            + " || CASE WHEN m.is_cherry_pick THEN 'cherry_pick,' ELSE '' END";
    String join =
        switch (definition.subject()) {
          case "merge_request" -> " LEFT JOIN merge_request m ON m.id = CAST(i.subject AS bigint)";
          case "review_request" ->
              " LEFT JOIN review_request q ON q.id = i.subject"
                  + " LEFT JOIN merge_request m ON m.id = q.merge_request_id";
          case "image" -> "";
          case "service" -> " LEFT JOIN service m ON m.id = i.service_id";
          default ->
              " LEFT JOIN %s m ON m.id = CAST(i.subject AS bigint)".formatted(definition.subject());
        };
    String noNumber = "CAST(NULL AS bigint) AS iid, ";
    String names =
        switch (definition.subject()) {
          case "pipeline" -> noNumber + "m.ref AS title, m.web_url, '' AS flags";
          case "image" ->
              noNumber + "i.subject AS title, CAST(NULL AS text) AS web_url, '' AS flags";
          case "project" -> noNumber + "coalesce(m.name, m.path) AS title, m.web_url, '' AS flags";
          // Where incidents are divided by deployments, these are among the items.
          case "production_incident" ->
              noNumber
                  + "coalesce(m.title, (SELECT min(d.title) FROM production_deployment d"
                  + " WHERE d.id = i.subject), 'without a title') AS title, m.web_url,"
                  + " '' AS flags";
          case "service" ->
              noNumber + "m.name AS title, CAST(NULL AS text) AS web_url, '' AS flags";
          case "document",
              "survey_answer",
              "survey_sending",
              "gate_run",
              "build_report",
              "shipped",
              "code_analysis",
              "code_issue",
              "repository_file",
              "production_deployment" ->
              noNumber + "m.title, m.web_url, '' AS flags";
          case "ticket" -> noNumber + "m.key || ' ' || m.title AS title, m.web_url, '' AS flags";
          case "sprint" -> noNumber + "m.name AS title, CAST(NULL AS text) AS web_url, '' AS flags";
          default -> "m.iid, m.title, m.web_url, " + flags + " AS flags";
        };
    return "SELECT i.*, "
        + names
        + (List.of("image", "project", "service").contains(definition.subject())
            ? ", CAST(NULL AS bigint) AS sequence"
            : ", m.sequence")
        + ", p.name AS project, s.key AS service FROM ("
        + page
        + ") i"
        + join
        + " LEFT JOIN project p ON p.id = i.project_id"
        + " LEFT JOIN service s ON s.id = i.service_id";
  }
}
