package io.throughline.health;

import io.throughline.forecast.Forecast;
import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import io.throughline.sprint.Expected;
import io.throughline.sprint.Sprint;
import io.throughline.sprint.Sprints;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How likely sprints are, or were, to be done by their planned end. What runs is told only by
 * sprint: in weeks and months a sprint counts with its closing.
 */
public final class CompletionForecast implements Derived {
  private static final int FEW = 5;
  private static final int MOST = 1_000;

  private final Sprints sprints;
  private final Supplier<Organisation> organisation;

  /** Drawn on the working days of each board's team. */
  public CompletionForecast(Sprints sprints, Supplier<Organisation> organisation) {
    this.sprints = sprints;
    this.organisation = organisation;
  }

  @Override
  public String id() {
    return "completion_forecast";
  }

  /**
   * A sprint with its forecast.
   *
   * @param left how many tickets were not done at the planned end; null while it runs
   */
  public record Told(Sprint sprint, double chance, @Nullable Integer left) {}

  /**
   * The forecasts of the sprints that ran in a range, newest first; those of which none can be made
   * are left out.
   *
   * @param team null for everyone
   */
  public static List<Told> told(
      Sprints sprints, Organisation organisation, @Nullable String team, Instant from, Instant to) {
    List<Told> all = new ArrayList<>();
    for (Expected expected : sprints.expected(new Sprints.Wanted(team, null, from, to), MOST)) {
      String nearest =
          expected.board().teams().isEmpty() ? null : expected.board().teams().getFirst();
      Double chance =
          Forecast.of(
                  expected, organisation.calendar(nearest).in(ZoneId.of(expected.board().zone())))
              .chance();
      if (chance != null) {
        all.add(new Told(expected.sprint(), chance, expected.outlook().left()));
      }
    }
    return List.copyOf(all);
  }

  @Override
  public Maker over(MetricDefinition definition, Scope scope, LocalDate from, LocalDate to) {
    String team = scope instanceof Scope.OfTeam(String id) ? id : null;
    Organisation now = organisation.get();
    ZoneId zone =
        now.teams().stream()
            .filter(t -> t.id().equals(team))
            .findFirst()
            .map(t -> t.zone())
            .orElse(now.zone());
    List<Told> told =
        scope instanceof Scope.OfService
            ? List.of()
            : told(
                sprints,
                now,
                team,
                from.atStartOfDay(zone).toInstant(),
                to.atStartOfDay(zone).toInstant());
    return new Drawn(told, zone, definition.version());
  }

  private record Drawn(List<Told> told, ZoneId zone, int version) implements Maker {
    @Override
    public List<Reading> readings(
        ReadingQuery query, List<Reading> empty, Map<String, List<Reading>> parts) {
      List<Reading> all = new ArrayList<>();
      for (Reading period : empty) {
        all.add(
            reading(
                period,
                told.stream().filter(t -> lies(t.sprint(), period)).map(Told::chance).toList(),
                period.provisional()));
      }
      if (query.grain() == Grain.SPRINT) {
        told.stream()
            .filter(t -> t.sprint().completedAt() == null)
            .sorted(Comparator.comparing(t -> t.sprint().startAt()))
            .flatMap(t -> running(t, query).stream())
            .forEach(all::add);
      }
      return List.copyOf(all);
    }

    @Override
    public List<Observation> items(ReadingQuery query) {
      return told.stream()
          .filter(t -> closedIn(t.sprint(), query.from(), query.to()))
          .map(Drawn::item)
          .sorted(Comparator.comparing(Observation::at).reversed())
          .toList();
    }

    private boolean lies(Sprint sprint, Reading period) {
      Period.Sprint own = period.sprint();
      return own == null
          ? closedIn(sprint, period.from(), period.to())
          : own.id().equals(sprint.id());
    }

    private boolean closedIn(Sprint sprint, LocalDate from, LocalDate to) {
      Instant closed = sprint.completedAt();
      LocalDate day = closed == null ? null : LocalDate.ofInstant(closed, zone);
      return day != null && !day.isBefore(from) && day.isBefore(to);
    }

    /** A sprint that runs, in days up to its planned end; it comes after all that are closed. */
    private Optional<Reading> running(Told one, ReadingQuery query) {
      Instant planned = one.sprint().plannedEndAt();
      LocalDate from = LocalDate.ofInstant(one.sprint().startAt(), zone);
      if (planned == null || !from.isBefore(query.to())) {
        return Optional.empty();
      }
      LocalDate to = LocalDate.ofInstant(planned, zone).plusDays(1);
      Period days =
          new Period(
              from,
              to,
              one.sprint().startAt(),
              planned,
              new Period.Sprint(one.sprint().id(), one.sprint().name()));
      Reading nothing = Reading.empty(days, version, null, true, Doubt.NO_DATA);
      return Optional.of(reading(nothing, List.of(one.chance()), true));
    }

    private static Reading reading(Reading period, List<Double> chances, boolean provisional) {
      double[] sorted = chances.stream().mapToDouble(c -> 100 * c).sorted().toArray();
      int n = sorted.length;
      return n == 0
          ? period
          : period.derived(
              (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
              n,
              null,
              provisional,
              n < FEW ? Doubt.FEW_DATA : null,
              null,
              null);
    }

    private static Observation item(Told one) {
      return new Observation(
          one.sprint().id(),
          "sprint",
          one.sprint().name(),
          null,
          null,
          null,
          Objects.requireNonNull(one.sprint().completedAt()),
          one.sprint().startAt(),
          one.sprint().completedAt(),
          100 * one.chance(),
          null,
          null,
          null,
          null,
          null,
          List.of());
    }
  }
}
