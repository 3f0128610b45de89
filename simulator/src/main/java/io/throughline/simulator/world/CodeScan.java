package io.throughline.simulator.world;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One analysis of the code that a pipeline ran.
 *
 * @param mrIid the merge request it was of; null for the main branch
 * @param at epoch milliseconds, in whole seconds
 * @param measures by their names in SonarQube; what was not measured is not there
 */
public record CodeScan(
    Project project,
    Pipeline pipeline,
    @Nullable Integer mrIid,
    long at,
    Map<String, Double> measures) {
  private static final int SMALL = 20;

  /** One condition of the gate. */
  public record Condition(String metric, boolean atLeast, double limit) {
    /** Whether a scan keeps it; what was not measured keeps everything. */
    public boolean holds(CodeScan scan) {
      Double value = scan.measures().get(metric);
      return value == null || (atLeast ? value >= limit : value <= limit);
    }

    /** Whether it is not asked of a small change. */
    public boolean leftOutWhenSmall() {
      return metric.startsWith("new_coverage") || metric.startsWith("new_duplicated");
    }
  }

  /** A measure that each analysis has. */
  public double measure(String metric) {
    Double value = measures.get(metric);
    if (value == null) {
      throw new IllegalArgumentException("never measured: " + metric);
    }
    return value;
  }

  /** Whether it is of so few new lines that half of the gate is not asked. */
  public boolean small() {
    return measure("new_lines") < SMALL;
  }

  /** Whether it keeps a condition, or need not. */
  public boolean passes(Condition condition) {
    return condition.holds(this) || small() && condition.leftOutWhenSmall();
  }

  /** Whether it passed the gate. */
  public boolean passed() {
    return CodeQuality.GATE.stream().allMatch(this::passes);
  }
}
