package io.throughline.health;

import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How the readings of a derived metric are made. One class each, beside the metric's own file. */
public interface Derived {
  /** The id of the metric. */
  String id();

  /**
   * Looks up, once for a question, what its readings are made of beside other readings.
   *
   * @param from first local day of all ranges
   * @param to the day after the last one
   */
  Maker over(MetricDefinition definition, Scope scope, LocalDate from, LocalDate to);

  /** Makes readings of one range. */
  interface Maker {
    /**
     * The readings.
     *
     * @param empty what they are without a value: the periods
     * @param parts readings of the metrics that it is made of, of the same periods
     */
    List<Reading> readings(
        ReadingQuery query, List<Reading> empty, Map<String, List<Reading>> parts);

    /** The items behind the readings of a range, newest first; none where parts are behind it. */
    default List<Observation> items(ReadingQuery query) {
      return List.of();
    }
  }
}
