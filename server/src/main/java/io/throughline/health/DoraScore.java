package io.throughline.health;

import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.metric.Scope;
import io.throughline.metric.Targets;
import io.throughline.metric.Targets.Limits;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The quick check of DORA, of five metrics: what stands in one of its six classes is worth 0 to 10
 * by its class, and a percentage 10 less a tenth of it. What has no data counts nowhere; that
 * nothing was deployed says something only where anything else is known of deployments.
 */
public final class DoraScore implements Derived {
  /** Those that say how fast changes go, and then those that say how safely. */
  public static final List<String> THROUGHPUT =
      List.of("change_lead_time", "deployment_frequency", "failed_deployment_recovery_time");

  /** Those that say how safely changes go. */
  public static final List<String> STABILITY =
      List.of("change_failure_rate", "deployment_rework_rate");

  private static final String FREQUENCY = "deployment_frequency";
  private static final double FEW_PARTS = 0.7;
  private static final double HOURS_OF_MONTH = 24 * 365.25 / 12;
  private static final double WEEKS_OF_MONTH = 365.25 / 12 / 7;

  /** Hours below which a time is in class 6, 5, 4, 3 and 2. */
  private static final List<Double> HOURS =
      List.of(1.0, 24.0, 24.0 * 7, HOURS_OF_MONTH, 6 * HOURS_OF_MONTH);

  /** Deployments a week from which a frequency is in class 6 (several a day), 5, 4, 3 and 2. */
  private static final List<Double> A_WEEK =
      List.of(14.0, 7.0, 1.0, 1 / WEEKS_OF_MONTH, 1 / (6 * WEEKS_OF_MONTH));

  private final Supplier<Organisation> organisation;

  /** Held to the target of the configuration that holds now. */
  public DoraScore(Supplier<Organisation> organisation) {
    this.organisation = organisation;
  }

  @Override
  public String id() {
    return "dora_score";
  }

  @Override
  public Maker over(MetricDefinition definition, Scope scope, LocalDate from, LocalDate to) {
    Targets targets = new Targets(organisation.get());
    String team = scope instanceof Scope.OfTeam(String id) ? id : null;
    return (query, empty, parts) -> {
      List<Reading> all = new ArrayList<>();
      for (int i = 0; i < empty.size(); i++) {
        Limits limits =
            targets.limits(definition, team, empty.get(i).to().minusDays(1)).orElse(null);
        all.add(reading(definition, empty.get(i), i, parts, limits));
      }
      return List.copyOf(all);
    };
  }

  private static Reading reading(
      MetricDefinition definition,
      Reading empty,
      int place,
      Map<String, List<Reading>> parts,
      @Nullable Limits limits) {
    double sum = 0;
    int told = 0;
    boolean running = false;
    boolean any = false;
    for (String part : definition.madeOf().keySet()) {
      List<Reading> line = parts.getOrDefault(part, List.of());
      Double score = line.isEmpty() ? null : score(part, line.get(place).value());
      if (score != null) {
        sum += score;
        told++;
        running |= line.get(place).provisional();
        any |= line.get(place).n() > 0;
      }
    }
    if (!any) {
      return empty;
    }
    double value = sum / told;
    double share = told / (double) definition.madeOf().size();
    TargetState state = limits == null ? null : Targets.judge(definition.better(), limits, value);
    return empty.derived(
        value,
        told,
        share,
        running,
        share < FEW_PARTS ? Doubt.LOW_COVERAGE : null,
        state,
        limits == null ? null : limits.green());
  }

  /**
   * What a reading of one of the five metrics is worth.
   *
   * @param value hours, deployments a week or a percentage; null: no data
   * @return 0 to 10; null for no data
   */
  public static @Nullable Double score(String metric, @Nullable Double value) {
    if (value == null) {
      return null;
    }
    if (STABILITY.contains(metric)) {
      return 10 - value / 10;
    }
    int better =
        metric.equals(FREQUENCY)
            ? (int) A_WEEK.stream().filter(limit -> value < limit).count()
            : (int) HOURS.stream().filter(limit -> value >= limit).count();
    return (5 - better) / 5.0 * 10;
  }
}
