package io.throughline.metric;

import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A scope of a question with its ranges, cut into the periods of its own zone. Every period has a
 * number, its cell: sums are kept by cell.
 */
record Group(Slice slice, List<Range> ranges) {
  /**
   * A range of the question.
   *
   * @param cell the cell of its first period; the others follow
   * @param stretch finds the period of an instant
   */
  record Range(List<Period> periods, int cell, Stretch stretch) {
    List<Weeks.Week> weeks(Slice slice) {
      return Weeks.endingIn(periods, slice.zone());
    }
  }

  /**
   * @param cell the first cell that is free
   */
  static Group read(Connection connection, Slice slice, List<Frame> frames, Instant now, int cell)
      throws SQLException {
    List<Range> ranges = new ArrayList<>();
    int next = cell;
    for (Frame frame : frames) {
      List<Period> periods =
          frame.grain() == Grain.SPRINT
              ? Sprints.closed(connection, slice, frame)
              : frame.periods(slice.zone());
      ranges.add(new Range(periods, next, Stretch.ofPeriods(periods, now)));
      next += periods.size();
    }
    return new Group(slice, List.copyOf(ranges));
  }

  /** The first cell after its own. */
  int end() {
    return ranges.getLast().cell() + ranges.getLast().periods().size();
  }

  /** Puts the cells that an instant lies in at the end of a list; gives the list's new length. */
  int cells(long at, int[] list, int length) {
    int next = length;
    for (Range range : ranges) {
      int period = range.stretch().index(at);
      if (period >= 0) {
        list[next++] = range.cell() + period;
      }
    }
    return next;
  }
}
