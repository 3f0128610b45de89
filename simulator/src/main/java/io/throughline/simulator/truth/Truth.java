package io.throughline.simulator.truth;

import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.Tracker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The true readings of a metric for a team. */
public final class Truth {
  private final Company company;
  private final Metrics metrics;
  private final TicketMetrics tickets;
  private final Tracker tracker;
  private final long now;

  /** Looks at the world as of a moment. */
  public Truth(Company company, Metrics metrics, Tracker tracker, long now) {
    this.tracker = tracker;
    this.company = company;
    this.metrics = metrics;
    this.tickets =
        new TicketMetrics(
            company,
            tracker,
            () -> new CodeOfTickets(metrics.timelines(), metrics.histories(), tracker, now),
            now);
    this.now = now;
  }

  /**
   * One reading for each period that touches {@code [from, to)}, local dates of the team's zone.
   * Items outside of these dates are left out even where a period reaches further.
   *
   * @param team null for everything, also what belongs to no team, in the zone of Berlin
   * @param part of a metric that tells parts apart; null for all of it
   * @throws IllegalArgumentException for an unknown metric, team or grain
   */
  public List<Reading> readings(
      String metric,
      @Nullable String part,
      @Nullable String team,
      LocalDate from,
      LocalDate to,
      String grain) {
    if (Wip.knows(metric)) {
      return wip(metric, team, from, to, grain);
    }
    MetricKind ofTickets = TicketMetrics.kind(metric);
    MetricKind kind = ofTickets == null ? Metrics.kind(metric) : ofTickets;
    if (kind == null) {
      throw new IllegalArgumentException("no such metric: " + metric);
    }
    List<Item> items = items(metric, part, team, from, to);
    List<Reading> out = new ArrayList<>();
    for (Period period : Periods.of(from, to, grain)) {
      List<Item> own = items.stream().filter(i -> period.has(day(i, team))).toList();
      out.add(reading(kind, period, own));
    }
    return out;
  }

  private List<Reading> wip(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    List<String> teams = team == null ? List.of() : leaves(team).stream().map(Team::id).toList();
    Wip wip =
        new Wip(
            tickets.progress().stream()
                .filter(p -> team == null || p.team() != null && teams.contains(p.team()))
                .toList(),
            zone(team),
            now);
    return Periods.of(from, to, grain).stream()
        .map(period -> wip.reading(period, metric.equals("wip_per_person")))
        .toList();
  }

  /**
   * What people's days went into, one reading a period: the share of a category, or the days below
   * no epic, or all.
   *
   * @param part null for the share of features, or for all days
   */
  public List<Reading> effort(
      String metric,
      @Nullable String part,
      @Nullable String team,
      LocalDate from,
      LocalDate to,
      String grain) {
    Effort effort =
        new Effort(
            tracker, metrics.timelines(), zone(team), (who, at) -> member(team, who, at), now);
    boolean share = metric.equals("investment_balance");
    String asked = share && part == null ? "features" : part;
    return Periods.of(from, to, grain).stream()
        .map(period -> effort.reading(period, asked, share))
        .toList();
  }

  /** The items of a team in {@code [from, to)}, oldest first. */
  public List<Item> items(
      String metric, @Nullable String part, @Nullable String team, LocalDate from, LocalDate to) {
    Period all = new Period(from, to);
    List<Item> items =
        metric.equals("mr_count_per_contributor")
            ? new Contributors(zone(team), (who, at) -> member(team, who, at))
                .of(metrics.timelines(), now)
            : every(metric, part).stream().filter(i -> belongs(i, team)).toList();
    return items.stream()
        .filter(i -> all.has(day(i, team)))
        .sorted(Comparator.comparingLong(Item::at).thenComparing(Item::subject))
        .toList();
  }

  private List<Item> every(String metric, @Nullable String part) {
    return TicketMetrics.kind(metric) == null ? metrics.items(metric) : tickets.items(metric, part);
  }

  private static Reading reading(MetricKind kind, Period period, List<Item> items) {
    double numerator = items.stream().mapToDouble(Item::numerator).sum();
    double denominator = items.stream().mapToDouble(Item::denominator).sum();
    double[] values =
        items.stream()
            .mapToDouble(i -> i.value() == null ? Double.NaN : i.value())
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    Double p50 = percentile(values, 0.50);
    boolean median = kind == MetricKind.MEDIAN;
    double unit = kind == MetricKind.PERCENT ? 100 : 1;
    Double share = denominator == 0 ? null : (Double) (unit * numerator / denominator);
    boolean parts = denominator > 0 || numerator > 0;
    return new Reading(
        period.from(),
        period.to(),
        median ? p50 : share,
        p50,
        percentile(values, 0.75),
        percentile(values, 0.90),
        items.size(),
        (int) items.stream().flatMap(i -> i.who().stream()).distinct().count(),
        parts ? (Double) numerator : null,
        parts ? (Double) denominator : null);
  }

  /** Linear interpolation between the closest ranks, as SQL's percentile_cont; null for none. */
  static @Nullable Double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    double rank = share * (sorted.length - 1);
    int low = (int) Math.floor(rank);
    int high = (int) Math.ceil(rank);
    return sorted[low] + (sorted[high] - sorted[low]) * (rank - low);
  }

  private boolean belongs(Item item, @Nullable String team) {
    if (team == null) {
      return true;
    }
    Account person = item.person();
    if (person != null) {
      return member(team, person, item.at());
    }
    return item.team() != null && leaves(team).stream().anyMatch(t -> t.id().equals(item.team()));
  }

  private boolean member(@Nullable String team, Account who, long at) {
    return team == null || leaves(team).stream().anyMatch(t -> t.had(who.personId(), at));
  }

  /** The team itself and all below it. */
  private List<Team> leaves(String id) {
    if (company.team(id) == null) {
      throw new IllegalArgumentException("no such team: " + id);
    }
    return company.teams().stream()
        .filter(t -> t.id().equals(id) || id.equals(t.parent()))
        .toList();
  }

  private ZoneId zone(@Nullable String team) {
    Team found = team == null ? null : company.team(team);
    return found == null ? ZoneId.of("Europe/Berlin") : found.zone();
  }

  private LocalDate day(Item item, @Nullable String team) {
    return Instant.ofEpochMilli(item.at()).atZone(zone(team)).toLocalDate();
  }
}
