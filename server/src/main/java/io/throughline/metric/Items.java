package io.throughline.metric;

import io.throughline.model.fact.FactId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads pages of observations. */
final class Items {
  private static final Pattern CURSOR =
      Pattern.compile("\\d{4}-[\\d:T.-]{1,30}Z~[A-Za-z0-9:_./ -]{1,400}~\\d{1,6}");

  private static final Pattern LAST_NUMBER = Pattern.compile("/([0-9]{1,18})/?$");

  private Items() {}

  /**
   * The parts of a cursor.
   *
   * @throws IllegalArgumentException when it is not one that a page gave
   */
  static List<String> cursor(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    if (!CURSOR.matcher(text).matches()) {
      throw new IllegalArgumentException("The cursor is not one that a page gave.");
    }
    return List.of(text.split("~"));
  }

  static ObservationPage page(Connection connection, String sql, String subjectKind, int limit)
      throws SQLException {
    List<Observation> items = new ArrayList<>();
    String next = null;
    String last = null;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if (items.size() == limit) {
          next = last;
          break;
        }
        items.add(item(rows, subjectKind));
        last = instant(rows, "at") + "~" + rows.getString("subject") + "~" + rows.getInt("part");
      }
    }
    return new ObservationPage(List.copyOf(items), next);
  }

  private static Observation item(ResultSet rows, String subjectKind) throws SQLException {
    Instant at = instant(rows, "at");
    if (at == null) {
      throw new SQLException("an observation has no time");
    }
    String flags = rows.getString("flags");
    return new Observation(
        rows.getString("subject"),
        subjectKind,
        title(rows, subjectKind),
        rows.getString("web_url"),
        rows.getString("project"),
        rows.getString("service"),
        at,
        instant(rows, "started_at"),
        instant(rows, "ended_at"),
        number(rows, "v"),
        number(rows, "numerator"),
        number(rows, "denominator"),
        rows.getString("author_class"),
        rows.getString("in_part"),
        whole(rows, "sequence"),
        flags == null
            ? List.of()
            : Arrays.stream(flags.split(",")).filter(f -> !f.isEmpty()).toList());
  }

  /** {@code checkout!42 Add retries}, or {@code checkout #4711 main} for a pipeline. */
  static @Nullable String title(ResultSet rows, String subjectKind) throws SQLException {
    String project = rows.getString("project");
    String prefix = project == null ? "" : project;
    String title = rows.getString("title");
    if (subjectKind.equals("pipeline")) {
      return prefix + " #" + pipeline(rows) + (title == null ? "" : " " + title);
    }
    Long iid = whole(rows, "iid");
    return iid == null ? title : prefix + "!" + iid + (title == null ? "" : " " + title);
  }

  /**
   * The number that people know: its page ends in it, also where the source's own id is no number.
   */
  private static String pipeline(ResultSet rows) throws SQLException {
    String page = rows.getString("web_url");
    Matcher number = LAST_NUMBER.matcher(page == null ? "" : page);
    return number.find()
        ? number.group(1)
        : Long.toString(FactId.external(Long.parseLong(rows.getString("subject"))));
  }

  static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
    LocalDateTime utc = rows.getObject(column, LocalDateTime.class);
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Double number(ResultSet rows, String column) throws SQLException {
    double value = rows.getDouble(column);
    return rows.wasNull() ? null : value;
  }

  private static @Nullable Long whole(ResultSet rows, String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }
}
