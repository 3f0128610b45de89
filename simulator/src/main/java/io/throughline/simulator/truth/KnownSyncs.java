package io.throughline.simulator.truth;

import io.throughline.simulator.production.HealthTurn;
import io.throughline.simulator.production.Hosting;
import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Rollout;
import io.throughline.simulator.production.Sync;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What Argo CD can tell of a service to somebody who looks at it from a moment on: of the time
 * before, the ten last syncs of each application that went well and its last operation; of all that
 * came later, everything. How a rollout and the health went is known of what was the last at that
 * moment or began later.
 */
final class KnownSyncs {
  private static final int KEPT = 10;

  private final Production production;
  private final Hosting hosting;
  private final long now;
  private final long seenFrom;
  private final List<Sync> syncs = new ArrayList<>();
  private final Set<Sync> watched = Collections.newSetFromMap(new IdentityHashMap<>());

  KnownSyncs(Production production, Hosting hosting, long now, long seenFrom) {
    this.production = production;
    this.hosting = hosting;
    this.now = now;
    this.seenFrom = seenFrom;
    for (Place place : hosting.places()) {
      List<Sync> all = production.syncs(hosting, place, now);
      List<Sync> before = all.stream().filter(s -> s.startedAt() <= seenFrom).toList();
      List<Sync> kept =
          before.stream().filter(s -> s.history() != null && s.finishedAt() <= seenFrom).toList();
      List<Sync> known =
          new ArrayList<>(kept.subList(Math.max(0, kept.size() - KEPT), kept.size()));
      if (!before.isEmpty()) {
        Sync last = before.getLast();
        if (known.isEmpty() || known.getLast() != last) {
          known.add(last);
        }
        watched.add(last);
        // Smaller things that followed did not touch the Rollout.
        known.stream()
            .filter(sync -> sync.rollout() != null)
            .reduce((one, later) -> later)
            .ifPresent(watched::add);
      }
      for (Sync sync : all) {
        if (sync.startedAt() > seenFrom) {
          known.add(sync);
          watched.add(sync);
        }
      }
      syncs.addAll(known);
    }
    syncs.sort(Comparator.comparingLong(Sync::startedAt));
  }

  /** All that is known, the first one first. */
  List<Sync> all() {
    return syncs;
  }

  /** Since when Argo CD tells; the pipelines tell of what ended before. */
  long begin() {
    return syncs.isEmpty() ? Long.MAX_VALUE : syncs.getFirst().startedAt();
  }

  boolean watched(Sync sync) {
    return watched.contains(sync);
  }

  /** Whether its version still ran when somebody looked first, or came later. */
  boolean ran(Sync sync) {
    return syncs.stream()
        .filter(s -> s.place().equals(sync.place()))
        .filter(s -> s.kind() == Sync.Kind.DEPLOY || s.kind() == Sync.Kind.ROLLBACK)
        .noneMatch(s -> s.startedAt() > sync.startedAt() && s.startedAt() <= seenFrom);
  }

  /**
   * How long a version waited for a person, in seconds, as far as somebody saw it: what was over
   * before anybody looked leaves no trace.
   */
  double paused(Sync sync) {
    Rollout rollout = sync.rollout();
    return rollout == null
        ? 0
        : rollout.pauses().stream()
            .filter(Rollout.Pause::forPerson)
            .filter(pause -> pause.to() > seenFrom)
            .mapToDouble(pause -> (pause.to() - pause.from()) / 1000.0)
            .sum();
  }

  /** The turns of a place's health that somebody saw. */
  List<HealthTurn> health(Place place) {
    List<HealthTurn> turns = production.health(hosting, place, now);
    List<HealthTurn> seen = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      boolean last = i + 1 == turns.size() || turns.get(i + 1).at() > seenFrom;
      if (turns.get(i).at() > seenFrom || last) {
        seen.add(turns.get(i));
      }
    }
    return seen;
  }
}
