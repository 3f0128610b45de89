package io.throughline.simulator.production;

import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When the health of an application became another one.
 *
 * @param status {@code Healthy}, {@code Progressing}, {@code Degraded} or {@code Suspended}
 * @param at epoch milliseconds
 */
public record HealthTurn(String status, long at) {
  private static final String HEALTHY = "Healthy";
  private static final String PROGRESSING = "Progressing";
  private static final String DEGRADED = "Degraded";

  /**
   * The turns of one application, the first one first; no two of the same status follow each other.
   *
   * @param syncs of that application, in order
   */
  static List<HealthTurn> of(List<Sync> syncs, Era era) {
    List<HealthTurn> told = new ArrayList<>();
    for (int i = 0; i < syncs.size(); i++) {
      Sync sync = syncs.get(i);
      long next = i + 1 < syncs.size() ? syncs.get(i + 1).startedAt() : Long.MAX_VALUE;
      during(sync, told, era.dice("health/" + sync.place().application() + sync.startedAt()));
      after(sync, next, told, era);
    }
    told.sort(Comparator.comparingLong(HealthTurn::at));
    List<HealthTurn> out = new ArrayList<>();
    for (HealthTurn turn : told) {
      if (out.isEmpty() || !out.getLast().status().equals(turn.status())) {
        out.add(turn);
      }
    }
    return out;
  }

  private static void during(Sync sync, List<HealthTurn> told, Dice dice) {
    long from = sync.startedAt() + 1_000;
    told.add(new HealthTurn(PROGRESSING, from));
    Rollout rollout = sync.rollout();
    if (rollout != null) {
      for (Rollout.Pause pause : rollout.pauses()) {
        if (pause.forPerson()) {
          told.add(new HealthTurn("Suspended", pause.from()));
          told.add(new HealthTurn(PROGRESSING, pause.to()));
        }
      }
      told.add(new HealthTurn(rollout.aborted() ? DEGRADED : HEALTHY, rollout.endedAt()));
      return;
    }
    // A copy that does not come up at once flaps until it does.
    if (sync.kind() == Sync.Kind.DEPLOY && sync.succeeded() && dice.chance(0.05)) {
      int times = 3 + dice.below(50);
      long every = (sync.finishedAt() - from) / (2L * times + 2);
      for (int i = 1; i <= times && every >= 1_000; i++) {
        told.add(new HealthTurn(DEGRADED, from + (2L * i - 1) * every));
        told.add(new HealthTurn(PROGRESSING, from + 2L * i * every));
      }
    }
    // That a test failed afterwards says nothing of the copies; they are well.
    boolean stopped = !sync.succeeded() && sync.message().startsWith("Operation");
    told.add(new HealthTurn(stopped ? DEGRADED : HEALTHY, sync.finishedAt()));
  }

  private static void after(Sync sync, long next, List<HealthTurn> told, Era era) {
    if (sync.deployment() == null || !Aftermath.arrived(sync.deployment())) {
      return;
    }
    Aftermath after = Aftermath.of(sync.deployment(), era);
    if (after.kind() == Aftermath.Kind.DEGRADED && after.noticedAt() < next) {
      told.add(new HealthTurn(DEGRADED, after.noticedAt()));
      if (after.repairedAt() < next) {
        told.add(new HealthTurn(HEALTHY, after.repairedAt()));
      }
    }
  }
}
