package io.throughline.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Keeps the values of all metrics whose observations belong to one instant of a row, for their
 * percentiles. Values are kept by row, and a cell keeps only the numbers of its rows, because a row
 * counts in several: for its team, for every team above, for every range of the question.
 */
final class ValueSums {
  private record Kept(int branch, ToDoubleFunction<double[]> value, Column values) {}

  /** 64 MB of numbers; all metrics over a year of half a million merge requests are 5 million. */
  private static final long MOST = 8_000_000;

  private final List<Kept> metrics = new ArrayList<>();
  private final List<RowList> rows;
  private int size;

  ValueSums(int cells) {
    this.rows = Stream.generate(RowList::new).limit(cells).toList();
  }

  /**
   * Adds a metric.
   *
   * @param value what a row's numbers say; not a number: no observation
   */
  void metric(int branch, ToDoubleFunction<double[]> value) {
    metrics.add(new Kept(branch, value, new Column()));
  }

  boolean isEmpty() {
    return metrics.isEmpty();
  }

  /**
   * Keeps what a row says.
   *
   * @throws IllegalArgumentException when the question asks for more values at once than fit into
   *     the memory of a small server
   */
  void add(double[] numbers, Groups.Cells cells) {
    if (metrics.isEmpty()) {
      return;
    }
    if ((long) size * metrics.size() >= MOST) {
      throw new IllegalArgumentException(
          "This asks for more than %,d values at once; ask for a shorter range, a team or fewer metrics."
              .formatted(MOST));
    }
    for (Kept metric : metrics) {
      metric.values().add(metric.value().applyAsDouble(numbers));
    }
    for (int i = 0; i < cells.size(); i++) {
      rows.get(cells.get(i)).add(size);
    }
    size++;
  }

  void finish(Map<Summary.Key, Summary> found) {
    for (Kept metric : metrics) {
      for (int cell = 0; cell < rows.size(); cell++) {
        RowList own = rows.get(cell);
        double[] observed = new double[own.size()];
        int n = 0;
        for (int i = 0; i < observed.length; i++) {
          double value = metric.values().get(own.get(i));
          if (!Double.isNaN(value)) {
            observed[n++] = value;
          }
        }
        if (n > 0) {
          Summary summary = Summary.of(Spread.of(observed, n), 0);
          found.put(new Summary.Key(metric.branch(), cell), summary);
        }
      }
    }
  }
}
