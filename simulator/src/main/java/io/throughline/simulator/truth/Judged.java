package io.throughline.simulator.truth;

import io.throughline.simulator.production.Outage;
import io.throughline.simulator.truth.Shipment.Kind;
import io.throughline.simulator.truth.Shipment.Status;
import io.throughline.simulator.world.MergeRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments of one service failed, and when that was over: those that did not arrive, that
 * were taken back, degraded or mended within a week, and those that an incident is put down to.
 */
final class Judged {
  private static final long BLAME = 24 * 3_600_000L;
  private static final long HOTFIX = 7 * 86_400_000L;

  private final List<Shipment> shipments;
  private final long now;
  // Each is one of a kind; comparing all that it carries would take long.
  private final Map<Shipment, Shipment> takenBackBy = new IdentityHashMap<>();
  private final Map<Shipment, Shipment> mendedBy = new IdentityHashMap<>();
  private final Set<Shipment> mending = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Shipment, List<KnownOutage>> blamed = new IdentityHashMap<>();

  /**
   * @param shipments of one service, in order
   * @param outages of that service that were told by now
   */
  Judged(List<Shipment> shipments, List<KnownOutage> outages, long now) {
    this.shipments =
        shipments.stream()
            .filter(Shipment::counts)
            .sorted(Comparator.comparingLong(Shipment::end))
            .toList();
    this.now = now;
    takenBack();
    mended();
    outages.forEach(this::blame);
  }

  /** Those that came to an end, in the order of their ends. */
  List<Shipment> all() {
    return shipments;
  }

  private void takenBack() {
    for (Shipment back : shipments) {
      if (back.kind() == Kind.ROLLBACK && back.reached()) {
        shipments.stream()
            .filter(s -> s.startedAt() < back.startedAt() && !s.artifact().equals(back.artifact()))
            .max(Comparator.comparingLong(Shipment::startedAt))
            .ifPresent(bad -> takenBackBy.putIfAbsent(bad, back));
      }
    }
  }

  private void mended() {
    Map<Long, Shipment> brought = new HashMap<>();
    shipments.forEach(s -> s.carried().forEach(mr -> brought.put(mr.id(), s)));
    for (Shipment fix : shipments) {
      boolean hot = false;
      for (MergeRequest mr : fix.carried()) {
        hot |= isHotfix(mr);
        MergeRequest original = mr.original();
        boolean reverts = mr.kind() == MergeRequest.Kind.REVERT && original != null;
        Shipment bad = reverts && original != null ? brought.get(original.id()) : null;
        if (bad != null && bad != fix) {
          mend(bad, fix);
        }
      }
      if (hot) {
        shipments.stream()
            .filter(s -> s.kind() == Kind.CHANGE && s.startedAt() < fix.startedAt())
            .filter(s -> s.status() != Status.SUPERSEDED)
            .filter(s -> s.end() < fix.end())
            .max(Comparator.comparingLong(Shipment::end))
            .ifPresent(bad -> mend(bad, fix));
      }
    }
  }

  private void mend(Shipment bad, Shipment fix) {
    if (fix.end() > bad.end() && fix.end() <= bad.end() + HOTFIX) {
      mending.add(fix);
      mendedBy.merge(bad, fix, (a, b) -> a.end() <= b.end() ? a : b);
    }
  }

  static boolean isHotfix(MergeRequest mr) {
    return mr.labels().contains("hotfix") || mr.sourceBranch().startsWith("hotfix/");
  }

  private void blame(KnownOutage outage) {
    Outage.PostMortem found = outage.postMortem(now);
    boolean elsewhere =
        found != null
            && (found.cause() == Outage.Cause.INFRASTRUCTURE
                || found.cause() == Outage.Cause.THIRD_PARTY);
    if (elsewhere || !outage.counts()) {
      return;
    }
    long told = outage.triggeredAt();
    String sha = found == null ? null : found.sha();
    Shipment by = sha == null ? null : bySha(sha, told);
    if (by == null) {
      by =
          shipments.stream()
              .filter(s -> s.end() <= told && s.end() >= told - BLAME)
              .max(Comparator.comparingLong(Shipment::end))
              .orElse(null);
    }
    if (by != null) {
      blamed.computeIfAbsent(by, k -> new ArrayList<>()).add(outage);
    }
  }

  private @Nullable Shipment bySha(String sha, long at) {
    return shipments.stream()
        .filter(s -> s.startedAt() <= at)
        .filter(
            s ->
                s.carried().stream()
                    .anyMatch(mr -> mr.merge() != null && mr.merge().mergeSha().equals(sha)))
        .findFirst()
        .orElse(null);
  }

  boolean failed(Shipment s) {
    return s.broke()
        || s.degradedAt() != null
        || takenBackBy.containsKey(s)
        || mendedBy.containsKey(s)
        || blamed.containsKey(s);
  }

  /** Whether it succeeded for good. */
  boolean succeeded(Shipment s) {
    return s.reached() && s.degradedAt() == null && !takenBackBy.containsKey(s);
  }

  /** Whether it was made because of what users saw, as far as hotfixes tell. */
  boolean mends(Shipment s) {
    return mending.contains(s) || s.carried().stream().anyMatch(Judged::isHotfix);
  }

  /**
   * From when on it is told whether it failed: a day after its end, or when it is known to have.
   */
  long settledAt(Shipment s) {
    long at = s.end() + BLAME;
    if (s.broke()) {
      return s.end();
    }
    Shipment back = takenBackBy.get(s);
    Shipment fix = mendedBy.get(s);
    at = s.degradedAt() == null ? at : Math.min(at, s.degradedAt());
    at = back == null ? at : Math.min(at, back.startedAt());
    at = fix == null ? at : Math.min(at, fix.end());
    for (KnownOutage outage : blamed.getOrDefault(s, List.of())) {
      at = Math.min(at, outage.triggeredAt());
    }
    return Math.max(at, s.end());
  }

  /** When production was well again after one that failed; null while it is not. */
  @Nullable Long restoredAt(Shipment s) {
    List<Long> ways = new ArrayList<>();
    if (s.status() == Status.ABORTED) {
      ways.add(s.end());
    }
    Shipment back = takenBackBy.get(s);
    if (back != null) {
      ways.add(back.end());
    }
    Shipment fix = mendedBy.get(s);
    if (fix != null) {
      ways.add(fix.end());
    }
    if (s.wellAt() != null) {
      ways.add(s.wellAt());
    }
    List<@Nullable Long> over = new ArrayList<>();
    blamed.getOrDefault(s, List.of()).forEach(outage -> over.add(outage.resolvedAt()));
    if (!over.contains(null)) {
      over.stream().filter(Objects::nonNull).max(Long::compare).ifPresent(ways::add);
    }
    if (s.status() == Status.FAILED || s.degradedAt() != null) {
      shipments.stream()
          .filter(n -> n.reached() && n.startedAt() > s.startedAt() && n.end() > s.end())
          .min(Comparator.comparingLong(Shipment::end))
          .ifPresent(n -> ways.add(n.end()));
    }
    return ways.stream().filter(at -> at >= s.end()).min(Long::compare).orElse(null);
  }
}
