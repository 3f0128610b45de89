package io.throughline.metric;

import io.throughline.metric.EffortSums.Worked;
import io.throughline.metric.Readings.PartName;
import io.throughline.model.metric.MetricDefinition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The items that people's days were split over. Of a share each says its days, and whether they are
 * of the part that is told; of days or money what it adds to the sum. None says whose days.
 */
final class EffortItems {
  /** What people call an item, and where it is told. */
  private record Name(
      @Nullable String title,
      @Nullable String url,
      @Nullable String project,
      @Nullable Long sequence) {}

  private static final Name UNKNOWN = new Name(null, null, null, null);

  private static final Comparator<Worked> NEWEST_FIRST =
      Comparator.comparing(Worked::lastAt)
          .thenComparing(EffortItems::subject)
          .thenComparing(Worked::withoutTicket)
          .reversed();

  private final MetricDefinition definition;
  private final String told;
  private final List<Worked> all;

  /**
   * @param told the part whose share is told
   */
  EffortItems(MetricDefinition definition, String told, List<Worked> all) {
    this.definition = definition;
    this.told = told;
    this.all = all.stream().sorted(NEWEST_FIRST).toList();
  }

  private static String subject(Worked worked) {
    return Long.toString(worked.subject());
  }

  /** How many items have how many FTE-days. */
  Map<Double, Long> counts() {
    return all.stream().collect(Collectors.groupingBy(Worked::fteDays, Collectors.counting()));
  }

  /**
   * A page, newest first.
   *
   * @param after the instant, subject and kind of the last item of the page before; empty for the
   *     first page
   */
  ObservationPage page(Connection connection, List<String> after, int limit) throws SQLException {
    List<Worked> rest = after.isEmpty() ? all : all.stream().filter(isAfter(after)).toList();
    List<Worked> page = rest.subList(0, Math.min(limit, rest.size()));
    Map<Long, Name> tickets = names(connection, page, false);
    Map<Long, Name> changes = names(connection, page, true);
    List<Observation> items =
        page.stream()
            .map(
                worked ->
                    observation(
                        worked,
                        (worked.withoutTicket() ? changes : tickets)
                            .getOrDefault(worked.subject(), UNKNOWN)))
            .toList();
    Worked last = rest.size() > limit ? page.getLast() : null;
    return new ObservationPage(
        items,
        last == null
            ? null
            : last.lastAt() + "~" + subject(last) + "~" + (last.withoutTicket() ? 1 : 0));
  }

  private static Predicate<Worked> isAfter(List<String> cursor) {
    Worked last =
        new Worked(
            Long.parseLong(cursor.get(1)),
            cursor.get(2).equals("1"),
            "",
            0,
            0,
            Instant.parse(cursor.get(0)));
    return worked -> NEWEST_FIRST.compare(worked, last) > 0;
  }

  private Observation observation(Worked worked, Name name) {
    EffortMeasure measure = EffortMeasure.of(definition);
    boolean share = measure == EffortMeasure.SHARE;
    return new Observation(
        subject(worked),
        worked.withoutTicket() ? "merge_request" : "ticket",
        name.title(),
        name.url(),
        name.project(),
        null,
        worked.lastAt(),
        null,
        null,
        share
            ? null
            : (Double) (measure == EffortMeasure.MONEY ? worked.money() : worked.fteDays()),
        share ? (Double) (worked.part().equals(told) ? worked.fteDays() : 0) : null,
        share ? (Double) worked.fteDays() : null,
        null,
        worked.part(),
        name.sequence(),
        List.of());
  }

  private static Map<Long, Name> names(
      Connection connection, List<Worked> page, boolean withoutTicket) throws SQLException {
    List<Worked> own = page.stream().filter(w -> w.withoutTicket() == withoutTicket).toList();
    String ids = own.stream().map(EffortItems::subject).collect(Collectors.joining(", "));
    if (ids.isEmpty()) {
      return Map.of();
    }
    String sql =
        withoutTicket
            ? "SELECT m.id, p.name || '!' || CAST(m.iid AS text) || ' ' || m.title, m.web_url,"
                + " p.name, m.sequence FROM merge_request m"
                + " LEFT JOIN project p ON p.id = m.project_id WHERE m.id IN ("
            : "SELECT k.id, k.key || ' ' || k.title, k.web_url, CAST(NULL AS text), k.sequence"
                + " FROM ticket k WHERE k.id IN (";
    Map<Long, Name> names = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql + ids + ")")) {
      while (rows.next()) {
        long sequence = rows.getLong(5);
        Long known = rows.wasNull() ? null : Long.valueOf(sequence);
        names.put(
            rows.getLong(1),
            new Name(rows.getString(2), rows.getString(3), rows.getString(4), known));
      }
    }
    return names;
  }

  /** What the epics and initiatives are called that have these numbers. */
  static Map<String, PartName> initiatives(Connection connection, Collection<String> parts)
      throws SQLException {
    Map<String, PartName> names = new HashMap<>();
    String ids =
        parts.stream().filter(part -> part.matches("\\d{1,18}")).collect(Collectors.joining(", "));
    if (parts.contains(Readings.NO_INITIATIVE)) {
      names.put(Readings.NO_INITIATIVE, new PartName("No initiative", null));
    }
    if (ids.isEmpty()) {
      return names;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT k.id, k.key || ' ' || k.title, k.web_url FROM ticket k WHERE k.id IN ("
                    + ids
                    + ")")) {
      while (rows.next()) {
        String title = rows.getString(2);
        if (title != null) {
          names.put(rows.getString(1), new PartName(title, rows.getString(3)));
        }
      }
    }
    return names;
  }
}
