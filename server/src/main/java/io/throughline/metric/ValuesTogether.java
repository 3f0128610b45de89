package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import java.util.Map;
import java.util.Objects;

/** Makes one value of all that were observed in a cell: the worst, the sum or the mean. */
final class ValuesTogether {
  private final int branch;
  private final int number;
  private final MetricDefinition definition;
  private final long[] n;
  private final double[] values;

  /**
   * @param number which of a row's numbers is the value
   */
  ValuesTogether(int branch, int number, MetricDefinition definition, int cells) {
    this.branch = branch;
    this.number = number;
    this.definition = definition;
    this.n = new long[cells];
    this.values = new double[cells];
  }

  void add(double[] numbers, Groups.Cells cells) {
    double value = numbers[number];
    if (!(value >= 0)) {
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      values[cell] = n[cell] == 0 ? value : with(values[cell], value);
      n[cell]++;
    }
  }

  private double with(double one, double other) {
    return switch (Objects.requireNonNull(definition.aggregate())) {
      case WORST ->
          definition.better() == Better.HIGHER ? Math.min(one, other) : Math.max(one, other);
      case SUM, MEAN -> one + other;
    };
  }

  void finish(Map<Summary.Key, Summary> found) {
    boolean mean = definition.aggregate() == MetricDefinition.Aggregate.MEAN;
    for (int cell = 0; cell < n.length; cell++) {
      if (n[cell] > 0) {
        double value = mean ? values[cell] / n[cell] : values[cell];
        found.put(new Summary.Key(branch, cell), Summary.latest(n[cell], value));
      }
    }
  }
}
