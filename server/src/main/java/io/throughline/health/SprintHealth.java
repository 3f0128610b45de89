package io.throughline.health;

import io.throughline.metric.Catalogue;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Reading.TargetState;
import io.throughline.metric.Scope;
import io.throughline.metric.Targets;
import io.throughline.metric.Targets.Limits;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.org.Organisation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The health of a team and its sprints: the worst light of the parts, and the mean of their scores.
 * A part that has no data, or no target, is in neither.
 */
public final class SprintHealth implements Derived {
  private static final double FEW_PARTS = 0.7;

  private final Catalogue catalogue;
  private final Supplier<Organisation> organisation;

  /** Held to the targets of the configuration that holds now. */
  public SprintHealth(Catalogue catalogue, Supplier<Organisation> organisation) {
    this.catalogue = catalogue;
    this.organisation = organisation;
  }

  @Override
  public String id() {
    return "sprint_health";
  }

  @Override
  public Maker over(MetricDefinition definition, Scope scope, LocalDate from, LocalDate to) {
    Targets targets = new Targets(organisation.get());
    String team = scope instanceof Scope.OfTeam(String id) ? id : null;
    return (query, empty, parts) -> {
      List<Reading> all = new ArrayList<>();
      for (int i = 0; i < empty.size(); i++) {
        all.add(reading(definition, empty.get(i), i, parts, targets, team));
      }
      return List.copyOf(all);
    };
  }

  private Reading reading(
      MetricDefinition definition,
      Reading empty,
      int place,
      Map<String, List<Reading>> parts,
      Targets targets,
      @Nullable String team) {
    double sum = 0;
    double weights = 0;
    int told = 0;
    boolean running = false;
    TargetState worst = null;
    for (Map.Entry<String, Double> part : definition.madeOf().entrySet()) {
      MetricDefinition of = catalogue.definition(part.getKey());
      Reading reading = parts.getOrDefault(of.id(), List.of()).get(place);
      Optional<Limits> limits = targets.limits(of, team, empty.to().minusDays(1));
      TargetState state = reading.targetState();
      if (limits.isEmpty() || state == null) {
        continue;
      }
      Double score = score(of.better(), limits.get(), state, judged(reading, limits.get()));
      if (score != null) {
        sum += part.getValue() * score;
        weights += part.getValue();
        told++;
        running |= reading.provisional();
        worst = worst == null || state.compareTo(worst) > 0 ? state : worst;
      }
    }
    if (told == 0) {
      return empty;
    }
    double share = told / (double) definition.madeOf().size();
    return empty.derived(
        sum / weights,
        told,
        share,
        running,
        share < FEW_PARTS ? Doubt.LOW_COVERAGE : null,
        worst,
        null);
  }

  private static @Nullable Double judged(Reading reading, Limits limits) {
    return switch (limits.on()) {
      case "p75" -> reading.p75();
      case "p90" -> reading.p90();
      default -> reading.value();
    };
  }

  /**
   * What a part is worth, 0 to 100: 100 where its target is met, down to 50 at the amber limit, and
   * down to 0 as far again beyond. Without an amber limit there is nothing between.
   *
   * @param value null: no score
   */
  static @Nullable Double score(
      Better better, Limits limits, TargetState state, @Nullable Double value) {
    if (value == null) {
      return null;
    }
    Double amber = limits.amber();
    if (state == TargetState.MET) {
      return 100.0;
    }
    double band = amber == null ? 0 : Math.abs(amber - limits.green());
    if (amber == null || band == 0) {
      return 0.0;
    }
    if (state == TargetState.NEAR) {
      return 100 - 50 * Math.abs(value - limits.green()) / band;
    }
    Double low = limits.low();
    double beyond =
        low != null && value < low
            ? low - value
            : better == Better.HIGHER ? amber - value : value - amber;
    return Math.max(0, 50 * (1 - beyond / band));
  }
}
