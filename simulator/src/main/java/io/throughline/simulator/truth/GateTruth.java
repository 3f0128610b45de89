package io.throughline.simulator.truth;

import io.throughline.simulator.production.Production;
import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.CodeQuality;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The true readings of what gates say: of the builds of a period, and of what holds at its end. */
public final class GateTruth {
  /** What was counted of the builds and deployments of a period. */
  static final Set<String> COUNTED =
      Set.of(
          "functional_pass_rate",
          "functional_flaky_rate",
          "unit_coverage_new",
          "load_error_rate",
          "load_result",
          "gate_first_pass",
          "gate_pass_rate",
          "gate_bypass_rate",
          "gate_bypass_unwaived");

  private final Company company;
  private final List<GatedService> services;
  private final long now;
  private final long firstJudged;

  /**
   * Looks at the world as of a moment.
   *
   * @param production what Argo CD tells; null where nobody looks at it
   * @param seenFrom since when somebody looks at Argo CD, epoch milliseconds
   */
  public GateTruth(
      Company company,
      List<ProjectHistory> histories,
      CodeQuality quality,
      @Nullable Production production,
      long now,
      long seenFrom) {
    this.company = company;
    this.now = now;
    this.services =
        histories.stream()
            .filter(history -> history.project().serviceId() != null)
            .map(
                history ->
                    new GatedService(
                        history,
                        quality.scans(history.project(), now),
                        production == null
                            ? null
                            : new Shipments(production, history, now, seenFrom),
                        now))
            .toList();
    this.firstJudged =
        services.stream().mapToLong(GatedService::firstJudged).min().orElse(Long.MAX_VALUE);
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @param part severity of findings, name of a gate or of a transaction; null for all
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric,
      @Nullable String part,
      @Nullable String team,
      LocalDate from,
      LocalDate to,
      String grain) {
    Team found = team == null ? null : company.team(team);
    if (team != null && found == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    ZoneId zone = found == null ? ZoneId.of("Europe/Berlin") : found.zone();
    List<GatedService> own = services.stream().filter(s -> belongs(s.project(), team)).toList();
    List<Item> items =
        COUNTED.contains(metric)
            ? own.stream()
                .flatMap(service -> new GateItems(service, part, firstJudged, now).of(metric))
                .toList()
            : List.of();
    List<Reading> out = new ArrayList<>();
    for (Period period : Periods.of(from, to, grain)) {
      if (COUNTED.contains(metric)) {
        List<Item> inside = items.stream().filter(i -> period.has(day(i.at(), zone))).toList();
        out.add(share(period, inside));
      } else {
        long end = period.to().atStartOfDay(zone).toInstant().toEpochMilli();
        GateStates states = new GateStates(own, part, Math.min(end, now + 1), firstJudged);
        out.add(
            metric.equals("container_vuln_age")
                ? aged(period, states.ages())
                : states.isShare(metric)
                    ? share(period, states.items(metric))
                    : held(period, states, metric));
      }
    }
    return out;
  }

  private boolean belongs(Project project, @Nullable String team) {
    Team owner = project.team() == null ? null : company.team(project.team());
    return team == null
        || owner != null && (team.equals(owner.id()) || team.equals(owner.parent()));
  }

  private static LocalDate day(long at, ZoneId zone) {
    return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
  }

  private static Reading share(Period period, List<Item> items) {
    double above = items.stream().mapToDouble(Item::numerator).sum();
    double below = items.stream().mapToDouble(Item::denominator).sum();
    boolean any = below > 0;
    return new Reading(
        period.from(),
        period.to(),
        any ? (Double) (100 * above / below) : null,
        null,
        null,
        null,
        items.size(),
        0,
        any ? (Double) above : null,
        any ? (Double) below : null);
  }

  private static Reading aged(Period period, double[] days) {
    Double median = Truth.percentile(days, 0.50);
    return new Reading(
        period.from(),
        period.to(),
        median,
        median,
        Truth.percentile(days, 0.75),
        Truth.percentile(days, 0.90),
        days.length,
        0,
        null,
        null);
  }

  private static Reading held(Period period, GateStates states, String metric) {
    List<Double> values = states.values(metric);
    boolean worst = metric.equals("load_p95");
    double sum = values.stream().mapToDouble(v -> v).sum();
    double most = values.stream().mapToDouble(v -> v).max().orElse(0);
    return new Reading(
        period.from(),
        period.to(),
        values.isEmpty() ? null : (Double) (worst ? most : sum),
        null,
        null,
        null,
        values.size(),
        0,
        null,
        null);
  }
}
