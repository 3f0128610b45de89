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

  /** SQL of the seconds up to an instant; null where the calendar does not reach. */
  String upTo(String calendar, String instant) {
    Point point = new Point(calendar, instant);
    if (!points.contains(point)) {
      points.add(point);
    }
    return seconds(hour(point), instant);
  }

  /** The joins that this needs. */
  String joins() {
    StringBuilder joins = new StringBuilder();
    for (Point point : points) {
      String hour = hour(point);
      joins.append(" LEFT JOIN calendar_hour ").append(hour).append(" ON ");
      joins.append(at(hour, point.calendar(), point.instant()));
    }
    return joins.toString();
  }

  private String hour(Point point) {
    return "h" + points.indexOf(point);
  }

  /** Whether a row of {@code calendar_hour} is that of an instant. */
  static String at(String hour, String calendar, String instant) {
    return hour
        + (".calendar_id = " + calendar + " AND ")
        + hour
        + (".hour = date_trunc('hour', " + instant + ")");
  }

  /** Seconds worked up to an instant, from the row of {@code calendar_hour} that it lies in. */
  static String seconds(String hour, String instant) {
    return "("
        + hour
        + ".worked_before + greatest(0.0, least("
        + epoch("(" + instant + ") - " + hour + ".hour")
        + (", " + hour + ".work_to) - " + hour + ".work_from))");
  }

  /** Seconds of an interval. */
  static String epoch(String interval) {
    return "CAST(extract(epoch FROM (" + interval + ")) AS double precision)";
  }
}
