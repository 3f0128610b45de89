package io.throughline.simulator.truth;

import io.throughline.simulator.production.Hosting;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.truth.Shipment.Kind;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The true readings of deployments to production, from what can be known of them: see {@link
 * KnownSyncs} for Argo CD; of the time before, GitLab's deployments; all outages that PagerDuty or
 * New Relic tell of or customers report, each once, with what PagerDuty's post-mortems say by now.
 */
public final class ProductionTruth {
  private static final double HOUR = 3_600_000;
  private static final double MINUTE = 60_000;
  private static final double WEEK = 7 * 86_400_000.0;

  private static final Set<String> SHARES =
      Set.of(
          "deployment_status",
          "change_failure_rate",
          "deployment_rework_rate",
          "automation_level",
          "progressive_adoption_by_deployment");

  private static final Set<String> DURATIONS =
      Set.of("change_lead_time", "failed_deployment_recovery_time", "deploy_duration");

  private static final Set<String> STATES = Set.of("gitops_adoption", "progressive_adoption");

  private static final String INCIDENTS = "incidents_per_100_deployments";

  /** A service with what became of its versions. */
  private record Served(
      Project project, @Nullable Hosting hosting, Judged judged, List<Shipment> all) {}

  private final Company company;
  private final Tracker tracker;
  private final Production production;
  private final long now;
  private final long seenFrom;
  private final List<Served> services = new ArrayList<>();
  private final List<KnownOutage> outages;

  /**
   * Looks at the world as of a moment.
   *
   * @param there whether a merge request was not deleted
   * @param seenFrom since when somebody looks at Argo CD, epoch milliseconds
   * @param incidents whether anybody listens to what tells of incidents
   */
  public ProductionTruth(
      Company company,
      List<ProjectHistory> histories,
      Tracker tracker,
      Production production,
      Predicate<MergeRequest> there,
      long now,
      long seenFrom,
      boolean incidents) {
    this.company = company;
    this.tracker = tracker;
    this.production = production;
    this.now = now;
    this.seenFrom = seenFrom;
    this.outages = incidents ? KnownOutage.all(company, production, tracker, now) : List.of();
    for (ProjectHistory history : histories) {
      Project project = history.project();
      if (production.services().contains(project)) {
        List<Shipment> all = new Shipments(production, history, now, seenFrom).all(there);
        List<KnownOutage> own =
            outages.stream().filter(outage -> project.equals(outage.service())).toList();
        Judged judged = new Judged(all, own, now);
        services.add(new Served(project, production.hosting(project), judged, all));
      }
    }
  }

  /**
   * When each merge request first reached production, by its number; of services that Argo CD tells
   * of as far as it does. Of what is no service, releases tell.
   */
  Map<Long, Long> arrived(ProjectHistory history) {
    for (Served service : services) {
      if (service.project().equals(history.project())) {
        Map<Long, Long> out = new HashMap<>();
        service.all().stream()
            .filter(s -> s.endedAt() != null)
            .forEach(s -> s.carried().forEach(mr -> out.merge(mr.id(), s.end(), Math::min)));
        return out;
      }
    }
    return Metrics.deployed(history, now);
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    Team found = team == null ? null : company.team(team);
    if (team != null && found == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    ZoneId zone = found == null ? ZoneId.of("Europe/Berlin") : found.zone();
    List<Served> own = services.stream().filter(s -> belongs(s.project(), team)).toList();
    List<Item> items = STATES.contains(metric) ? List.of() : items(metric, team);
    List<Reading> out = new ArrayList<>();
    for (Period period : Periods.of(from, to, grain)) {
      List<Item> inside = items.stream().filter(i -> period.has(day(i.at(), zone))).toList();
      if (DURATIONS.contains(metric)) {
        out.add(durations(period, inside));
      } else if (SHARES.contains(metric)) {
        out.add(share(period, inside));
      } else if (metric.equals(INCIDENTS)) {
        double broken = inside.stream().mapToDouble(Item::numerator).sum();
        double brought = inside.stream().mapToDouble(Item::denominator).sum();
        out.add(Owned.ratio(period, inside.size(), broken, brought, 1));
      } else if (metric.equals("deployment_frequency")) {
        out.add(rate(period, zone, inside.size(), inside.size()));
      } else if (metric.equals("deployment_days")) {
        out.add(rate(period, zone, days(inside, zone), inside.size()));
      } else {
        long end = period.to().atStartOfDay(zone).toInstant().toEpochMilli() - 1;
        out.add(share(period, states(metric, own, Math.min(end, now))));
      }
    }
    return out;
  }

  /**
   * The items behind the readings of a metric, of all services.
   *
   * @throws IllegalArgumentException for an unknown metric, and for one that has states
   */
  public List<Item> items(String metric, @Nullable String team) {
    List<Item> out = new ArrayList<>();
    for (Served service : services) {
      if (belongs(service.project(), team)) {
        service.judged().all().forEach(s -> out.addAll(of(metric, service.judged(), s)));
      }
    }
    if (metric.equals(INCIDENTS)) {
      outages.stream()
          .filter(KnownOutage::counts)
          .filter(outage -> belongs(outage.service(), team))
          .forEach(outage -> out.add(hundred(outage)));
    }
    return out;
  }

  private static Item hundred(KnownOutage outage) {
    Project service = outage.service();
    return Item.ratio(outage.name(), outage.triggeredAt(), null, 100, 0)
        .owned(service == null ? null : service.team());
  }

  private List<Item> of(String metric, Judged judged, Shipment s) {
    boolean change = s.kind() == Kind.CHANGE;
    return switch (metric) {
      case INCIDENTS ->
          List.of(Item.ratio(s.name(), s.end(), null, 0, 1).owned(s.service().team()));
      case "deployment_status" -> List.of(item(s, judged.succeeded(s)));
      case "change_failure_rate" ->
          judged.settledAt(s) <= now ? List.of(item(s, judged.failed(s))) : List.of();
      case "deployment_rework_rate" -> List.of(item(s, judged.mends(s) || onlyBugs(s)));
      case "deployment_frequency", "deployment_days" ->
          change && judged.succeeded(s) ? List.of(item(s, true)) : List.of();
      case "automation_level" ->
          change && s.machine() != null && s.byHand() != null
              ? List.of(item(s, s.machine() && !s.byHand()))
              : List.of();
      case "progressive_adoption_by_deployment" ->
          change && s.strategy() != null
              ? List.of(item(s, !s.strategy().equals("none")))
              : List.of();
      case "change_lead_time" -> change ? leadTimes(s) : List.of();
      case "failed_deployment_recovery_time" -> {
        Long restored = judged.failed(s) ? judged.restoredAt(s) : null;
        yield restored == null
            ? List.of()
            : List.of(value(s.name(), restored, (restored - s.end()) / HOUR, s.service()));
      }
      case "deploy_duration" ->
          s.healthyAt() == null
              ? List.of()
              : List.of(
                  value(
                      s.name(),
                      s.healthyAt(),
                      (s.healthyAt() - s.startedAt() - 1000 * s.pausedSeconds()) / MINUTE,
                      s.service()));
      default -> throw new IllegalArgumentException("no such metric: " + metric);
    };
  }

  private List<Item> leadTimes(Shipment s) {
    List<Item> out = new ArrayList<>();
    for (MergeRequest mr : s.carried()) {
      Timeline t = Timeline.of(mr, now, s.end());
      if (t.countedOnce()) {
        long begun = t.firstCommit() == null ? t.created() : t.firstCommit();
        if (begun <= s.end()) {
          out.add(value(Metrics.name(t), s.end(), (s.end() - begun) / HOUR, s.service()));
        }
      }
    }
    return out;
  }

  private boolean onlyBugs(Shipment s) {
    return !s.carried().isEmpty()
        && s.carried().stream()
            .allMatch(mr -> CodeOfTickets.named(mr, tracker, now).stream().anyMatch(this::isBug));
  }

  private boolean isBug(Ticket ticket) {
    return TicketType.of(String.valueOf(ticket.at(now).get(TicketField.TYPE))) == TicketType.BUG;
  }

  /** One share of 0 or 1 for each service that had come to production by then. */
  private List<Item> states(String metric, List<Served> own, long at) {
    if (!STATES.contains(metric)) {
      throw new IllegalArgumentException("no such metric: " + metric);
    }
    List<Item> out = new ArrayList<>();
    for (Served service : own) {
      boolean runs = service.all().stream().anyMatch(s -> s.startedAt() <= at);
      Hosting hosting = service.hosting();
      if (runs) {
        boolean hit = hosting != null && hits(metric, hosting, at);
        out.add(Item.share(service.project().slug(), at, null, hit));
      }
    }
    return out;
  }

  /** Before anybody looked at Argo CD, only the pipelines told of it. */
  private boolean hits(String metric, Hosting hosting, long at) {
    if (at < seenFrom || hosting.argoFrom() > at) {
      return false;
    }
    return metric.equals("gitops_adoption")
        ? hosting.automated()
        : production.syncs(hosting, at).stream().anyMatch(s -> s.rollout() != null);
  }

  private static Item item(Shipment s, boolean hit) {
    return Item.share(s.name(), s.end(), null, hit).owned(s.service().team());
  }

  private static Item value(String name, long at, double value, Project service) {
    return Item.value(name, at, null, value).owned(service.team());
  }

  /** What is no service belongs to no team. */
  private boolean belongs(@Nullable Project project, @Nullable String team) {
    Team owner = project == null || project.team() == null ? null : company.team(project.team());
    return team == null
        || owner != null && (team.equals(owner.id()) || team.equals(owner.parent()));
  }

  private static LocalDate day(long at, ZoneId zone) {
    return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
  }

  private static Reading share(Period period, List<Item> items) {
    double above = items.stream().mapToDouble(Item::numerator).sum();
    int below = items.size();
    Function<Double, @Nullable Double> known = value -> below == 0 ? null : value;
    return new Reading(
        period.from(),
        period.to(),
        known.apply(100 * above / Math.max(1, below)),
        null,
        null,
        null,
        below,
        0,
        known.apply(above),
        known.apply((double) below));
  }

  private static Reading durations(Period period, List<Item> items) {
    double[] sorted =
        items.stream().map(Item::value).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
    Arrays.sort(sorted);
    Double median = Truth.percentile(sorted, 0.50);
    return new Reading(
        period.from(),
        period.to(),
        median,
        median,
        Truth.percentile(sorted, 0.75),
        Truth.percentile(sorted, 0.90),
        sorted.length,
        0,
        null,
        null);
  }

  private static long wall(long at, ZoneId zone) {
    return wall(LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone));
  }

  private static long wall(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static long days(List<Item> items, ZoneId zone) {
    return items.stream().map(item -> day(item.at(), zone)).distinct().count();
  }

  /** By the weeks of the period that the history covers; none before it began. */
  private Reading rate(Period period, ZoneId zone, long count, int items) {
    // By the clock on the wall: a week in which it is put forward is a week all the same.
    long from = Math.max(wall(period.from().atStartOfDay()), wall(production.era().start(), zone));
    long to = Math.min(wall(period.to().atStartOfDay()), wall(now, zone));
    double covered = to - from;
    Double weeks = covered <= 0 ? null : (Double) (covered / WEEK);
    return new Reading(
        period.from(),
        period.to(),
        weeks == null ? null : (Double) (count / weeks),
        null,
        null,
        null,
        items,
        0,
        weeks == null ? null : (Double) (double) count,
        weeks);
  }
}
