package io.throughline.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reading of gates should say of what was observed, the slow way. */
final class GateOracleSums {
  private GateOracleSums() {}

  /** Something that was observed, or holds. Numbers are null where nobody told them. */
  record Row(
      @Nullable String service,
      String subject,
      @Nullable String part,
      @Nullable Double above,
      @Nullable Double below) {}

  /**
   * What a reading should say.
   *
   * @param value null: no data
   */
  record Expected(
      @Nullable Double value,
      long n,
      @Nullable Double numerator,
      @Nullable Double denominator,
      Reading.@Nullable Doubt doubt,
      @Nullable Double p75,
      @Nullable Double p90) {}

  static Expected none() {
    return new Expected(null, 0, null, null, Reading.Doubt.NO_DATA, null, null);
  }

  static List<Row> ofPart(List<Row> rows, @Nullable String part) {
    return part == null ? rows : rows.stream().filter(r -> part.equals(r.part())).toList();
  }

  static Expected divided(List<Row> all, int few) {
    List<Row> rows =
        all.stream().filter(r -> r.above() != null && r.below() != null && r.below() > 0).toList();
    if (rows.isEmpty()) {
      return none();
    }
    double above = rows.stream().mapToDouble(Row::above).sum();
    double below = rows.stream().mapToDouble(Row::below).sum();
    return new Expected(
        100 * above / below,
        rows.size(),
        above,
        below,
        rows.size() < few ? Reading.Doubt.FEW_DATA : null,
        null,
        null);
  }

  /** Each subject once, by the worst that is told of it. */
  static Expected latest(List<Row> rows, boolean worst) {
    Map<String, Double> values = new HashMap<>();
    for (Row row : rows) {
      if (row.above() != null) {
        values.merge(row.subject() + " " + row.part(), row.above(), Math::max);
      }
    }
    if (values.isEmpty()) {
      return none();
    }
    double value =
        worst
            ? values.values().stream().mapToDouble(v -> v).max().orElseThrow()
            : values.values().stream().mapToDouble(v -> v).sum();
    return new Expected(value, values.size(), null, null, null, null, null);
  }

  static Expected ages(List<Row> rows) {
    double[] days = rows.stream().mapToDouble(Row::above).sorted().toArray();
    if (days.length == 0) {
      return none();
    }
    return new Expected(
        OracleReading.percentile(days, 0.5),
        days.length,
        null,
        null,
        days.length < 5 ? Reading.Doubt.FEW_DATA : null,
        OracleReading.percentile(days, 0.75),
        OracleReading.percentile(days, 0.9));
  }
}
