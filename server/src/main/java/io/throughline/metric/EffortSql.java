package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the statement that gives what people touched in a range, one row a touch. */
final class EffortSql {
  static final int PERSON = 1;
  static final int SUBJECT = 2;
  static final int WITHOUT_TICKET = 3;
  static final int WORKING = 4;
  static final int FROM = 5;
  static final int TO = 6;
  static final int PART = 7;

  private static final Pattern TABLE =
      Pattern.compile("\\bFROM\\s+(person_activity|ticket_work)\\s+([a-z]+)\\b");

  /** Which rows of a table can have been in a range. */
  private static final Map<String, String> WITHIN =
      Map.of(
          "person_activity", "t.at >= %1$s AND t.at < %2$s",
          "ticket_work", "t.ends_at > %1$s AND t.starts_at < %2$s");

  private EffortSql() {}

  /**
   * Touches in {@code [from, to)}, cut down to who can have been in the scope at any time; whose
   * they are as of which day is found later.
   */
  static String sql(MetricDefinition definition, Slice slice, Instant from, Instant to) {
    String people =
        slice.team() == null
            ? ""
            : " AND t.person_id IN (SELECT person_id FROM team_person WHERE team_id = "
                + slice.team()
                + ")";
    String range = Slice.literal(from);
    String end = Slice.literal(to);
    String text =
        TABLE
            .matcher(definition.sql())
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        "FROM (SELECT t.* FROM "
                            + found.group(1)
                            + " t WHERE "
                            + String.format(WITHIN.get(found.group(1)), range, end)
                            + people
                            + ") "
                            + found.group(2)));
    return "SELECT o.person_id, o.subject_id, o.without_ticket, o.working, "
        + Stretch.micros("o.valid_from")
        + ", "
        + Stretch.micros("o.valid_to")
        + ", o.part FROM ("
        + text
        + ") o WHERE o.valid_from < "
        + end
        + " AND o.valid_to >= "
        + range;
  }
}
