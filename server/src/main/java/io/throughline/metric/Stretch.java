package io.throughline.metric;

import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A range of a question with its periods.
 *
 * @param number by which the answer's rows name it
 * @param grain of the periods
 * @param periods in order and adjoining, not empty
 */
record Stretch(int number, Grain grain, List<Period> periods) {
  Instant from() {
    return periods.getFirst().starts();
  }

  Instant ends() {
    return periods.getLast().ends();
  }

  /** Weeks that end in the periods. */
  List<Weeks.Week> weeks(ZoneId zone) {
    return Weeks.endingIn(periods, zone);
  }
}
