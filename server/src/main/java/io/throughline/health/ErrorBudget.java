package io.throughline.health;

import io.throughline.metric.Catalogue;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.TargetState;
import io.throughline.metric.Scope;
import io.throughline.metric.Targets;
import io.throughline.metric.Targets.Limits;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of the time in which something may be down is left in a period: what the target of its
 * uptime leaves of the whole period, less what the worst check was down for.
 */
public final class ErrorBudget implements Derived {
  private static final String UPTIME = "uptime";
  private static final double DAY_HOURS = 24;

  private final Catalogue catalogue;
  private final Supplier<Organisation> organisation;

  /** Held to the targets of the configuration that holds now. */
  public ErrorBudget(Catalogue catalogue, Supplier<Organisation> organisation) {
    this.catalogue = catalogue;
    this.organisation = organisation;
  }

  @Override
  public String id() {
    return "error_budget_left";
  }

  @Override
  public Maker over(MetricDefinition definition, Scope scope, LocalDate from, LocalDate to) {
    Targets targets = new Targets(organisation.get());
    String team = scope instanceof Scope.OfTeam(String id) ? id : null;
    return (query, empty, parts) -> {
      List<Reading> uptimes = parts.getOrDefault(UPTIME, List.of());
      List<Reading> all = new ArrayList<>();
      for (int i = 0; i < empty.size(); i++) {
        all.add(reading(definition, empty.get(i), uptimes.get(i), targets, team));
      }
      return List.copyOf(all);
    };
  }

  private Reading reading(
      MetricDefinition definition,
      Reading empty,
      Reading uptime,
      Targets targets,
      @Nullable String team) {
    LocalDate lastDay = empty.to().minusDays(1);
    Optional<Limits> promised = targets.limits(catalogue.definition(UPTIME), team, lastDay);
    Double up = uptime.numerator();
    Double known = uptime.denominator();
    if (promised.isEmpty() || promised.get().green() >= 100 || up == null || known == null) {
      return empty;
    }
    double hours = ChronoUnit.DAYS.between(empty.from(), empty.to()) * DAY_HOURS;
    double budget = (1 - promised.get().green() / 100) * hours;
    double left = 100 * (1 - (known - up) / budget);
    Limits limits = targets.limits(definition, team, lastDay).orElse(null);
    TargetState state = limits == null ? null : Targets.judge(definition.better(), limits, left);
    return empty.derived(
        left,
        uptime.n(),
        uptime.coverage(),
        uptime.provisional(),
        uptime.doubt(),
        state,
        limits == null ? null : limits.green());
  }
}
