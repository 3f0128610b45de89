package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Era;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.World;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the company's versions did in production. Everything is told as of a moment, in epoch
 * milliseconds, up to which the world has advanced; what was told once is told so again.
 */
public final class Production {
  private static final long HOUR = 3_600_000;
  private static final long WEEK = 7L * 86_400_000;

  /** What was worked out while no more deployments were known and the same week lasted. */
  private record Worked<T>(long deployments, long week, T result) {}

  private final World world;
  private final Company company;
  private final Era era;
  private final List<Hosting> hostings;
  private final Map<String, Worked<Written>> written = new ConcurrentHashMap<>();
  private final Map<String, Worked<List<Outage>>> broken = new ConcurrentHashMap<>();

  public Production(World world) {
    this.world = world;
    this.company = world.company();
    this.era = world.era();
    this.hostings = Hosting.of(company, era);
  }

  public Era era() {
    return era;
  }

  /** The services that Argo CD keeps at some time. */
  public List<Hosting> hostings() {
    return hostings;
  }

  /** How Argo CD keeps a service; null for one that it never does. */
  public @Nullable Hosting hosting(Project project) {
    return hostings.stream().filter(h -> h.project().equals(project)).findFirst().orElse(null);
  }

  /** The services that run somewhere: no libraries. */
  public List<Project> services() {
    return company.projects().stream()
        .filter(p -> p.serviceId() != null && p.delivery() != Project.Delivery.RELEASE)
        .toList();
  }

  /** The operations of a service that began by then, in all places, the first one first. */
  public List<Sync> syncs(Hosting hosting, long now) {
    return written(hosting, now).syncs().stream()
        .filter(sync -> sync.startedAt() <= now)
        .sorted(Comparator.comparingLong(Sync::startedAt))
        .toList();
  }

  /** Those in one place. */
  public List<Sync> syncs(Hosting hosting, Place place, long now) {
    return syncs(hosting, now).stream().filter(sync -> sync.place().equals(place)).toList();
  }

  /** How the health of an application went up to a moment. */
  public List<HealthTurn> health(Hosting hosting, Place place, long now) {
    return HealthTurn.of(syncs(hosting, place, now), era).stream()
        .filter(turn -> turn.at() <= now)
        .toList();
  }

  /** The commits of the GitOps repository up to a moment, the first one first. */
  public List<GitopsCommit> commits(long now) {
    return hostings.stream()
        .flatMap(hosting -> written(hosting, now).commits().stream())
        .filter(commit -> commit.at() <= now)
        .sorted(Comparator.comparingLong(GitopsCommit::at).thenComparing(GitopsCommit::sha))
        .toList();
  }

  /** Whether somebody pushed into the GitOps repository after a moment and up to another one. */
  public boolean pushed(long after, long upTo) {
    return hostings.stream()
        .flatMap(hosting -> written(hosting, upTo).commits().stream())
        .anyMatch(commit -> commit.at() > after && commit.at() <= upTo);
  }

  /** What was out of order up to a moment, in the order in which it was told. */
  public List<Outage> outages(long now) {
    return worked(broken, "", deployments(), now, this::outagesOf).stream()
        .filter(outage -> outage.toldAt() <= now)
        .toList();
  }

  /** Those that users feel, whether anybody was told yet or not. */
  private List<Outage> began(long now) {
    return worked(broken, "", deployments(), now, this::outagesOf).stream()
        .filter(outage -> outage.startedAt() <= now)
        .toList();
  }

  /** What came after a deployment that arrived in production. */
  public Aftermath aftermath(Deployment deployment) {
    return Aftermath.of(deployment, era);
  }

  /** The requests of a service; null where nobody measures them. */
  public @Nullable Traffic traffic(Project service, long now) {
    Load load = Load.of(service);
    return load == null
        ? null
        : new Traffic(
            service.slug(), load, zone(service), spells(service, now), canaries(service, now), era);
  }

  private CanaryShares canaries(Project service, long now) {
    Hosting hosting = hosting(service);
    return hosting == null ? CanaryShares.none() : CanaryShares.of(hosting, syncs(hosting, now));
  }

  /** What a check from outside finds of a service. */
  public List<CheckSpan> checks(Project service, long now) {
    List<Outage> own =
        began(now).stream().filter(outage -> service.equals(outage.service())).toList();
    return CheckSpan.of(service.slug(), own, era, now);
  }

  /** The deployments of a service to production that began by then, those that failed as well. */
  public List<Deployment> deployments(Project service, long now) {
    ProjectHistory history = world.history(service.id());
    return history == null
        ? List.of()
        : history.deployments().stream()
            .filter(d -> d.environment().equals("production") && d.createdAt() <= now)
            .toList();
  }

  /** The stretches in which a service is not itself, as far as they began by then. */
  public List<Spell> spells(Project service, long now) {
    List<Spell> out = new ArrayList<>();
    Map<Long, Long> back = rolledBack(now);
    for (Deployment d : deployments(service, now)) {
      Aftermath after = Aftermath.arrived(d) ? Aftermath.of(d, era) : null;
      if (after != null
          && after.kind() != Aftermath.Kind.NOTHING
          && after.kind() != Aftermath.Kind.DEGRADED) {
        long to = back.getOrDefault(d.id(), after.repairedAt());
        out.add(Spell.of(after.harm(), d.finishedAt(), to));
      }
    }
    for (Outage outage : began(now)) {
      boolean own = service.equals(outage.service()) && outage.cause() != Outage.Cause.CHANGE;
      if (own && outage.severity() <= 3) {
        out.add(Spell.of(outage));
      }
    }
    return out;
  }

  private ZoneId zone(Project service) {
    Team team = service.team() == null ? null : company.team(service.team());
    return team == null ? ZoneId.of("Europe/Berlin") : team.zone();
  }

  private List<Outage> outagesOf(long until) {
    List<Deployment> all = new ArrayList<>();
    for (Project service : services()) {
      all.addAll(deployments(service, until));
    }
    return new Outages(era, services(), new OutageMaker(company))
        .until(until, all, rolledBack(until));
  }

  /** When a deployment was taken back, by its number. */
  private Map<Long, Long> rolledBack(long now) {
    Map<Long, Long> out = new HashMap<>();
    for (Hosting hosting : hostings) {
      List<Deployment> own = deployments(hosting.project(), now);
      Map<Long, Long> planned = new HashMap<>();
      for (Deployment d : own) {
        if (Aftermath.arrived(d)) {
          planned.put(Aftermath.of(d, era).rollbackAt(), d.id());
        }
      }
      for (Sync sync : written(hosting, now).syncs()) {
        Long id = sync.kind() == Sync.Kind.ROLLBACK ? planned.get(sync.startedAt()) : null;
        if (id != null) {
          out.put(id, sync.finishedAt());
        }
      }
    }
    return out;
  }

  private Written written(Hosting hosting, long now) {
    ProjectHistory history = world.history(hosting.project().id());
    if (history == null) {
      throw new IllegalStateException("not of this world: " + hosting.project().path());
    }
    return worked(
        written,
        hosting.project().slug(),
        history.deployments().size(),
        now,
        until -> new Operations(hosting, history, company, era).until(until));
  }

  private long deployments() {
    return world.histories().stream().mapToLong(h -> h.deployments().size()).sum();
  }

  private static <T> T worked(
      Map<String, Worked<T>> kept, String key, long known, long now, Function<Long, T> work) {
    long week = Math.floorDiv(now, WEEK);
    Worked<T> before = kept.get(key);
    if (before == null || before.deployments() != known || before.week() != week) {
      before = new Worked<>(known, week, work.apply((week + 1) * WEEK + HOUR));
      kept.put(key, before);
    }
    return before.result();
  }
}
