package io.throughline.metric;

import io.throughline.model.metric.Unit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The working time of all calendars, as runs in which work goes on without a break. They are made
 * of the warehouse's hours, of which a calendar has more than a hundred thousand: joined to them,
 * twice for each duration, all teams' merge requests took twice as long as without.
 */
final class WorkedTime {
  /** The work of one calendar: runs in order, in microseconds, and what was worked before each. */
  private static final class Runs {
    private long[] starts = new long[256];
    private long[] ends = new long[256];
    private long[] before = new long[256];
    private int size;
    private final double daySeconds;
    private final long first;
    private long last;

    Runs(double daySeconds, long first) {
      this.daySeconds = daySeconds;
      this.first = first;
    }

    void add(long hour, long worked, long from, long to) {
      last = hour + HOUR;
      if (from == to) {
        return;
      }
      if (size > 0 && ends[size - 1] == hour + from) {
        ends[size - 1] = hour + to;
        return;
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
        before = Arrays.copyOf(before, size * 2);
      }
      starts[size] = hour + from;
      ends[size] = hour + to;
      before[size++] = worked;
    }

    /** Microseconds worked up to an instant; below 0 where the calendar does not reach. */
    long upTo(long at) {
      if (at < first || at >= last) {
        return -1;
      }
      int found = Arrays.binarySearch(starts, 0, size, at);
      int run = found >= 0 ? found : -found - 2;
      return run < 0 ? 0 : before[run] + Math.min(at, ends[run]) - starts[run];
    }
  }

  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;

  private final Map<Integer, Runs> calendars = new HashMap<>();

  private WorkedTime() {}

  static WorkedTime read(Connection connection) throws SQLException {
    WorkedTime worked = new WorkedTime();
    String sql =
        "SELECT h.calendar_id, "
            + Stretch.micros("h.hour")
            + ", h.worked_before, h.work_from, h.work_to, c.day_seconds FROM calendar_hour h"
            + " JOIN calendar c ON c.id = h.calendar_id ORDER BY h.calendar_id, h.hour";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        long hour = rows.getLong(2);
        double day = rows.getDouble(6);
        worked
            .calendars
            .computeIfAbsent(rows.getInt(1), c -> new Runs(day, hour))
            .add(
                hour, rows.getLong(3) * SECOND, rows.getLong(4) * SECOND, rows.getLong(5) * SECOND);
      }
    }
    return worked;
  }

  /**
   * What was worked from one instant to another. A day is one of the calendar's working days, be
   * they of 24 hours or of eight.
   *
   * @return in the unit; below 0, which is no duration, where it ends before it starts or the
   *     calendar does not reach
   */
  double between(int calendar, long started, long ended, Unit unit) {
    @Nullable Runs runs = calendars.get(calendar);
    if (runs == null || ended < started) {
      return -1;
    }
    long from = runs.upTo(started);
    long to = runs.upTo(ended);
    if (from < 0 || to < 0) {
      return -1;
    }
    double seconds = unit == Unit.DAYS ? runs.daySeconds : ObservedValue.seconds(unit);
    return (to - from) / (double) SECOND / seconds;
  }
}
