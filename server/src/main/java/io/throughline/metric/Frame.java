package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import io.throughline.model.time.Periods;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The periods of a question; the first and the last one may be cut by the range.
 *
 * @param clock by which durations are measured over it; null: by the one that each declares
 */
record Frame(LocalDate from, LocalDate to, Grain grain, @Nullable Clock clock) {
  private static final int MOST = 1_100;

  /**
   * @throws IllegalArgumentException with a message for people when the range makes no sense
   */
  static Frame of(ReadingQuery query) {
    if (!query.from().isBefore(query.to())) {
      throw new IllegalArgumentException(
          "The range ends (" + query.to() + ") before it starts (" + query.from() + ").");
    }
    if (query.from().getYear() < 1970 || query.to().getYear() > 9998) {
      throw new IllegalArgumentException("The range lies outside of the years 1970 to 9998.");
    }
    long days = ChronoUnit.DAYS.between(query.from(), query.to());
    long periods =
        switch (query.grain()) {
          case DAY -> days;
          case WEEK -> days / 7;
          case MONTH -> days / 31;
          case QUARTER -> days / 92;
          case SPRINT, TOTAL -> 1;
        };
    if (periods > MOST) {
      throw new IllegalArgumentException(
          "The range has more than " + MOST + " periods; ask for a coarser grain.");
    }
    return new Frame(query.from(), query.to(), query.grain(), query.clock());
  }

  /**
   * @throws IllegalArgumentException when a metric has no readings as fine as that
   */
  void suits(MetricDefinition definition) {
    if (grain == Grain.SPRINT && definition.attribute() != Attribute.BOARD) {
      throw new IllegalArgumentException(
          definition.title() + " is not measured on a board; it has no readings by sprint.");
    }
    if (definition.kind() == MetricKind.PERSON_WEEK && grain == Grain.DAY) {
      throw new IllegalArgumentException(
          definition.title() + " is counted by week; it has no readings by day.");
    }
  }

  /** The same periods, whatever clock measures over them. */
  Frame periods() {
    return new Frame(from, to, grain, null);
  }

  /** The clock by which a metric is measured over it. */
  Clock clock(MetricDefinition definition) {
    return clock == null ? definition.clock() : clock;
  }

  List<Period> periods(ZoneId zone) {
    return Periods.of(zone, from, to, grain);
  }
}
