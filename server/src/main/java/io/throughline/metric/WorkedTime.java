package io.throughline.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Look-ups of the seconds that a calendar has worked up to an instant. Each instant that durations
 * ask for is looked up once a row, however many durations begin or end there.
 */
final class WorkedTime {
  private record Point(String calendar, String instant) {}

  private final List<Point> points = new ArrayList<>();

  /** The column of the seconds up to an instant; null where the calendar does not reach. */
  String upTo(String calendar, String instant) {
    Point point = new Point(calendar, instant);
    if (!points.contains(point)) {
      points.add(point);
    }
    return "o_worked" + points.indexOf(point);
  }

  /** The columns, each behind a comma. */
  String columns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      columns
          .append(", ")
          .append(seconds("h" + i, points.get(i).instant()))
          .append(" AS o_worked")
          .append(i);
    }
    return columns.toString();
  }

  /** The joins that the columns need. */
  String joins() {
    StringBuilder joins = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      joins
          .append(" LEFT JOIN calendar_hour h")
          .append(i)
          .append(" ON " + hour("h" + i, p.calendar(), p.instant()));
    }
    return joins.toString();
  }

  /** Whether a row of {@code calendar_hour} is that of an instant. */
  static String hour(String hour, String calendar, String instant) {
    return hour
        + ".calendar_id = "
        + calendar
        + " AND "
        + hour
        + ".hour = date_trunc('hour', "
        + instant
        + ")";
  }

  /** Seconds worked up to an instant, from the row of {@code calendar_hour} that it lies in. */
  static String seconds(String hour, String instant) {
    return "("
        + hour
        + ".worked_before + greatest(0.0, least("
        + epoch("(" + instant + ") - " + hour + ".hour")
        + ", "
        + hour
        + ".work_to) - "
        + hour
        + ".work_from))";
  }

  /** Seconds of an interval. */
  static String epoch(String interval) {
    return "CAST(extract(epoch FROM (" + interval + ")) AS double precision)";
  }
}
