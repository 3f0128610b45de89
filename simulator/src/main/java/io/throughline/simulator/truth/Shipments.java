package io.throughline.simulator.truth;

import io.throughline.simulator.production.Artifact;
import io.throughline.simulator.production.HealthTurn;
import io.throughline.simulator.production.Hosting;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Rollout;
import io.throughline.simulator.production.Sync;
import io.throughline.simulator.truth.Shipment.Kind;
import io.throughline.simulator.truth.Shipment.Status;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.ProjectHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is one deployment: the same artifact within four hours in however many places
 * and attempts. What was canceled in GitLab came to no end of its own and is none.
 */
final class Shipments {
  private static final long TOGETHER = 4 * 3_600_000L;
  private static final long WATCHED = 3_600_000;

  private final Production production;
  private final ProjectHistory history;
  private final long now;
  private final @Nullable KnownSyncs argo;

  Shipments(Production production, ProjectHistory history, long now, long seenFrom) {
    this.production = production;
    this.history = history;
    this.now = now;
    Hosting hosting = production.hosting(history.project());
    this.argo = hosting == null ? null : new KnownSyncs(production, hosting, now, seenFrom);
  }

  /** Those of the service, in the order of their beginnings. */
  List<Shipment> all(Predicate<MergeRequest> there) {
    List<Shipment> out = new ArrayList<>(ofGitLab());
    if (argo != null) {
      out.addAll(ofArgo(argo));
    }
    out.sort(Comparator.comparingLong(Shipment::startedAt));
    return carrying(out, there);
  }

  /** Since when Argo CD tells of the service; what GitLab tells after that is told twice. */
  long argoBegan() {
    return argo == null ? Long.MAX_VALUE : argo.begin();
  }

  /** What Argo CD brought to all of its places, another version or one from before. */
  List<GatedService.Shipped> arrivedByArgo() {
    if (argo == null) {
      return List.of();
    }
    Map<String, Artifact> artifacts = new LinkedHashMap<>();
    argo.all().forEach(s -> artifacts.put(s.commit().to().image(), s.commit().to()));
    List<GatedService.Shipped> out = new ArrayList<>();
    for (Shipment shipment : ofArgo(argo)) {
      Artifact artifact = artifacts.get(shipment.artifact());
      if (shipment.counts() && shipment.reached() && artifact != null) {
        out.add(new GatedService.Shipped(artifact.sha(), artifact.digest(), shipment.end()));
      }
    }
    return out;
  }

  private List<Shipment> ofGitLab() {
    long until = argoBegan();
    List<Deployment> told =
        production.deployments(history.project(), now).stream()
            .filter(d -> d.finishedAt() <= now && d.finishedAt() < until)
            .filter(d -> !d.outcome().equals("canceled"))
            .sorted(Comparator.comparingLong(Deployment::createdAt))
            .toList();
    List<Shipment> out = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Deployment first = told.get(i);
      while (i + 1 < told.size()
          && told.get(i + 1).sha().equals(told.get(i).sha())
          && told.get(i + 1).createdAt() <= told.get(i).createdAt() + TOGETHER) {
        i++;
      }
      Deployment last = told.get(i);
      boolean good = last.outcome().equals("success");
      out.add(
          new Shipment(
              history.project(),
              false,
              Kind.CHANGE,
              good ? Status.SUCCEEDED : Status.FAILED,
              first.sha(),
              first.createdAt(),
              last.finishedAt(),
              null,
              0,
              null,
              null,
              null,
              null,
              null,
              good ? last.carried() : List.of()));
    }
    return out;
  }

  private List<Shipment> ofArgo(KnownSyncs known) {
    Map<String, List<Sync>> groups = new LinkedHashMap<>();
    Map<String, Long> lastAt = new LinkedHashMap<>();
    Map<String, Integer> turns = new LinkedHashMap<>();
    for (Sync sync : known.all()) {
      if (sync.kind() == Sync.Kind.SELF_HEAL || sync.kind() == Sync.Kind.AGAIN) {
        continue;
      }
      boolean config = sync.kind() == Sync.Kind.CONFIG;
      String same = sync.kind() + (config ? sync.commit().sha() : sync.commit().to().image());
      Long before = lastAt.put(same, sync.startedAt());
      if (before != null && sync.startedAt() > before + TOGETHER) {
        turns.merge(same, 1, Integer::sum);
      }
      groups.computeIfAbsent(same + turns.getOrDefault(same, 0), k -> new ArrayList<>()).add(sync);
    }
    List<Shipment> out = new ArrayList<>();
    groups.values().forEach(parts -> out.add(shipment(known, parts)));
    return out;
  }

  private Shipment shipment(KnownSyncs known, List<Sync> parts) {
    Map<String, Sync> last = new LinkedHashMap<>();
    parts.forEach(part -> last.put(part.place().application(), part));
    boolean aborted = last.values().stream().anyMatch(p -> givenUp(known, p));
    boolean failed = last.values().stream().anyMatch(p -> p.finishedAt() <= now && !p.succeeded());
    boolean passed =
        parts.getFirst().kind() != Sync.Kind.CONFIG
            && last.values().stream().anyMatch(p -> next(known, p) < end(known, p));
    boolean going = last.values().stream().anyMatch(p -> end(known, p) > now);
    Status status =
        aborted
            ? Status.ABORTED
            : failed
                ? Status.FAILED
                : passed ? Status.SUPERSEDED : going ? Status.IN_PROGRESS : Status.SUCCEEDED;
    long end =
        last.values().stream()
            .mapToLong(p -> passed ? Math.min(end(known, p), next(known, p)) : end(known, p))
            .filter(at -> at <= now)
            .max()
            .orElse(now);
    boolean seen = last.values().stream().allMatch(known::watched);
    Kind kind =
        switch (parts.getFirst().kind()) {
          case ROLLBACK -> Kind.ROLLBACK;
          case CONFIG -> Kind.CONFIG;
          default -> Kind.CHANGE;
        };
    List<HealthTurn> bad =
        status == Status.SUCCEEDED && kind != Kind.CONFIG ? degraded(known, last, end) : List.of();
    Account author = parts.getLast().commit().author();
    return new Shipment(
        history.project(),
        true,
        kind,
        status,
        parts.getFirst().commit().to().image(),
        parts.getFirst().startedAt(),
        status == Status.IN_PROGRESS ? null : (Long) end,
        status == Status.SUCCEEDED && seen ? (Long) end : null,
        parts.stream().mapToDouble(known::paused).max().orElse(0),
        author.kind() != Account.Kind.HUMAN,
        parts.stream().anyMatch(p -> p.by() != null || known.paused(p) > 0),
        strategy(known, parts),
        bad.isEmpty() ? null : (Long) bad.getFirst().at(),
        bad.size() < 2 ? null : (Long) bad.getLast().at(),
        List.of());
  }

  private boolean givenUp(KnownSyncs known, Sync part) {
    Rollout rollout = part.rollout();
    return known.watched(part) && rollout != null && rollout.aborted() && rollout.endedAt() <= now;
  }

  private static long end(KnownSyncs known, Sync part) {
    return known.watched(part) && part.succeeded() ? part.settledAt() : part.finishedAt();
  }

  /** When another version began to come to the same place. */
  private static long next(KnownSyncs known, Sync part) {
    return known.all().stream()
        .filter(s -> s.place().equals(part.place()) && s.startedAt() > part.startedAt())
        .filter(s -> !s.commit().to().equals(part.commit().to()))
        .mapToLong(Sync::startedAt)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static @Nullable String strategy(KnownSyncs known, List<Sync> parts) {
    List<Sync> seen = parts.stream().filter(known::ran).toList();
    return seen.stream()
        .map(Sync::rollout)
        .filter(Objects::nonNull)
        .map(rollout -> rollout.strategy().name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(
            seen.isEmpty()
                    || seen.getFirst().hosting().strategy(seen.getFirst().startedAt())
                        != Hosting.Strategy.NONE
                ? null
                : "none");
  }

  /** Its first turn to the bad while it is watched, and the turn that ends it. */
  private List<HealthTurn> degraded(KnownSyncs known, Map<String, Sync> last, long end) {
    List<HealthTurn> out = new ArrayList<>();
    for (Sync part : last.values()) {
      long next = next(known, part);
      HealthTurn bad = null;
      for (HealthTurn turn : known.health(part.place())) {
        boolean within = turn.at() > end && turn.at() <= end + WATCHED && turn.at() < next;
        if (bad == null && within && turn.status().equals("Degraded")) {
          bad = turn;
          out.add(turn);
        } else if (bad != null && turn.status().equals("Healthy") && turn.at() < next) {
          out.add(turn);
          break;
        }
      }
    }
    out.sort(Comparator.comparingLong(HealthTurn::at));
    return out;
  }

  /**
   * GitLab lists what a deployment carries. Of Argo CD's, what was merged by then and is not
   * running yet comes with the next version that arrives.
   */
  private List<Shipment> carrying(List<Shipment> shipments, Predicate<MergeRequest> there) {
    Map<String, Long> mergedAt = new LinkedHashMap<>();
    List<MergeRequest> waiting = new ArrayList<>();
    for (MergeRequest mr : history.mergeRequests()) {
      Event.Merged merge = mr.merge();
      if (merge != null && merge.at() <= now && mr.targetBranch().equals("main")) {
        mergedAt.put(merge.mergeSha(), merge.at());
        if (there.test(mr)) {
          waiting.add(mr);
        }
      }
    }
    Map<String, String> shas = new LinkedHashMap<>();
    if (argo != null) {
      argo.all().forEach(s -> shas.put(s.commit().to().image(), s.commit().to().sha()));
    }
    Set<Long> taken = new HashSet<>();
    List<Shipment> out = new ArrayList<>();
    for (Shipment shipment : shipments) {
      Long upTo = mergedAt.get(shas.getOrDefault(shipment.artifact(), shipment.artifact()));
      List<MergeRequest> own = new ArrayList<>();
      for (MergeRequest mr : shipment.carried()) {
        if (there.test(mr) && taken.add(mr.id())) {
          own.add(mr);
        }
      }
      boolean brings = shipment.argo() && shipment.reached() && shipment.kind() == Kind.CHANGE;
      if (brings && upTo != null) {
        for (MergeRequest mr : waiting) {
          Event.Merged merge = mr.merge();
          if (merge != null && merge.at() <= upTo && taken.add(mr.id())) {
            own.add(mr);
          }
        }
      }
      out.add(shipment.carrying(own));
    }
    return out;
  }
}
