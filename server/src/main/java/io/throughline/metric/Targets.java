package io.throughline.metric;

import io.throughline.metric.Reading.TargetState;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Better;
import io.throughline.model.metric.MetricDefinition.DefaultTarget;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Target;
import io.throughline.model.org.Team;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which target holds for a team and a metric: its own, else that of the nearest team above it that
 * has one, else the organisation's, else the default of the definition. Of several of the same team
 * the one that began last.
 */
public final class Targets {
  private final Organisation organisation;
  private final Map<String, Team> teams = new HashMap<>();

  /** Of an organisation as it is configured now. */
  public Targets(Organisation organisation) {
    this.organisation = organisation;
    organisation.teams().forEach(team -> teams.put(team.id(), team));
  }

  /**
   * The limits that hold.
   *
   * @param on the aggregate that is judged
   */
  public record Limits(String on, double green, @Nullable Double amber, @Nullable Double low) {}

  /**
   * The limits for a period.
   *
   * @param team null for everyone and for services
   * @param day last day of the period
   */
  public Optional<Limits> limits(
      MetricDefinition definition, @Nullable String team, LocalDate day) {
    if (definition.better() == Better.NONE) {
      return Optional.empty();
    }
    String at = team;
    for (int depth = 0; at != null && depth <= teams.size(); depth++) {
      Optional<Limits> own = configured(definition.id(), at, day);
      if (own.isPresent()) {
        return own;
      }
      Team entry = teams.get(at);
      at = entry == null ? null : entry.parent();
    }
    Optional<Limits> common = configured(definition.id(), null, day);
    if (common.isPresent()) {
      return common;
    }
    DefaultTarget target = definition.target();
    return target == null
        ? Optional.empty()
        : Optional.of(new Limits(target.on(), target.green(), target.amber(), target.low()));
  }

  /** How a value stands to limits; each limit belongs to the better side. */
  public static TargetState judge(Better better, Limits limits, double value) {
    Double amber = limits.amber();
    if (better == Better.HIGHER) {
      return value >= limits.green()
          ? TargetState.MET
          : amber != null && value >= amber ? TargetState.NEAR : TargetState.MISSED;
    }
    Double low = limits.low();
    if (low != null && value < low) {
      return TargetState.MISSED;
    }
    return value <= limits.green()
        ? TargetState.MET
        : amber != null && value <= amber ? TargetState.NEAR : TargetState.MISSED;
  }

  private Optional<Limits> configured(String metric, @Nullable String team, LocalDate day) {
    return organisation.targets().stream()
        .filter(t -> t.metric().equals(metric) && Objects.equals(t.team(), team))
        .filter(t -> t.from() == null || !t.from().isAfter(day))
        .max(Comparator.comparing(Targets::begins))
        .map(t -> new Limits(t.on(), t.green(), t.amber(), t.low()));
  }

  private static LocalDate begins(Target target) {
    LocalDate from = target.from();
    return from == null ? LocalDate.MIN : from;
  }
}
