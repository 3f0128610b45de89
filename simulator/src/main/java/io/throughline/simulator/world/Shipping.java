package io.throughline.simulator.world;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries merged changes to staging and production, or into a release. */
final class Shipping {
  private final long seed;
  private final Witness witness;
  private final Account butler;
  private long deployments = 880_000;
  private long releases = 5_000;

  Shipping(long seed, Account butler, Witness witness) {
    this.seed = seed;
    this.butler = butler;
    this.witness = witness;
  }

  /** Deploys what waits; answers when to try again after a failure, or null when all is well. */
  @Nullable Long deploy(ProjectHistory history, long at, boolean live) {
    List<MergeRequest> waiting = mergedBy(history.awaitingProduction, at);
    if (waiting.isEmpty()) {
      return null;
    }
    Dice dice = Dice.of(seed, history.project().slug() + "/deploy/" + at);
    stage(history, at, live, waiting);
    long begins = at + (live ? 9_000 : 300_000);
    long ends = begins + (live ? 12_000 : 180_000 + dice.below(420_000));
    double luck = dice.unit();
    String outcome = luck < 0.035 ? "failed" : luck < 0.045 ? "canceled" : "success";
    boolean good = outcome.equals("success");
    add(history, "production", outcome, begins, ends, waiting, good ? waiting : List.of());
    if (good) {
      history.awaitingProduction.removeAll(waiting);
      return null;
    }
    return at + (live ? 60_000 : 2_700_000);
  }

  private void stage(ProjectHistory history, long at, boolean live, List<MergeRequest> waiting) {
    List<MergeRequest> fresh = mergedBy(history.awaitingStaging, at);
    history.awaitingStaging.removeAll(fresh);
    add(history, "staging", "success", at, at + (live ? 6_000 : 200_000), waiting, fresh);
  }

  private void add(
      ProjectHistory history,
      String environment,
      String outcome,
      long begins,
      long ends,
      List<MergeRequest> waiting,
      List<MergeRequest> carried) {
    MergeRequest newest = waiting.getLast();
    Event.Merged merge = newest.merge();
    if (merge == null) {
      throw new IllegalStateException("only merged changes are deployed");
    }
    Deployment deployment =
        new Deployment(
            deployments++,
            history.deployments().size() + 1,
            history.project(),
            environment,
            merge.mergeSha(),
            "Merge branch '" + newest.sourceBranch() + "' into 'main'",
            newest.id() * 64 + 60,
            outcome,
            begins,
            ends,
            butler,
            List.copyOf(carried));
    history.add(deployment);
    witness.deployed(deployment);
  }

  /** Tags what waits, if anything does. */
  void release(ProjectHistory history, long at) {
    List<MergeRequest> waiting = mergedBy(history.awaitingProduction, at);
    if (waiting.isEmpty()) {
      return;
    }
    Event.Merged merge = waiting.getLast().merge();
    List<Release> before = history.releases();
    String previous = before.isEmpty() ? "0".repeat(40) : before.getLast().sha();
    Release release =
        new Release(
            releases++,
            history.project(),
            "v2." + before.size() + ".0",
            merge == null ? previous : merge.mergeSha(),
            previous,
            at,
            butler,
            List.copyOf(waiting));
    history.add(release);
    history.awaitingProduction.removeAll(waiting);
    history.awaitingStaging.removeAll(waiting);
    witness.released(release);
  }

  private static List<MergeRequest> mergedBy(List<MergeRequest> waiting, long at) {
    return waiting.stream()
        .filter(mr -> mergedAt(mr) <= at)
        .sorted(Comparator.comparingLong(Shipping::mergedAt))
        .toList();
  }

  private static long mergedAt(MergeRequest mr) {
    Event.Merged merge = mr.merge();
    return merge == null ? Long.MAX_VALUE : merge.at();
  }
}
