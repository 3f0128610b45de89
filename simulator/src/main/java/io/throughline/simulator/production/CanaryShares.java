package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which share of a service's requests canaries answer, from when to when. */
final class CanaryShares {
  /** Share of its requests that a canary fails besides, if it is given up. */
  private static final double FAILING = 0.06;

  /**
   * A stretch with one weight in one place. Times are epoch milliseconds.
   *
   * @param share of all requests of the service, 0 to 1
   */
  private record Share(long from, long to, double share, boolean bad) {}

  /**
   * What holds at a moment.
   *
   * @param canary share of the requests that canaries answer
   * @param failing share of all requests that fail because of them
   */
  record Moment(double canary, double failing) {}

  private static final Moment NONE = new Moment(0, 0);

  private final List<Share> shares;
  private final long longest;

  private CanaryShares(List<Share> shares) {
    this.shares = List.copyOf(shares);
    this.longest = shares.stream().mapToLong(s -> s.to() - s.from()).max().orElse(0);
  }

  static CanaryShares none() {
    return new CanaryShares(List.of());
  }

  /** Those of a service's operations. */
  static CanaryShares of(Hosting hosting, List<Sync> syncs) {
    List<Share> out = new ArrayList<>();
    for (Sync sync : syncs) {
      Rollout rollout = sync.rollout();
      if (rollout != null && rollout.strategy() == Strategy.CANARY) {
        add(out, rollout, hosting.places().size());
      }
    }
    out.sort(Comparator.comparingLong(Share::from));
    return new CanaryShares(out);
  }

  /** A version that has all of the traffic, or was given up, is no canary any more. */
  private static void add(List<Share> out, Rollout rollout, int places) {
    List<Rollout.Step> weights = rollout.steps().stream().filter(s -> s.weight() != null).toList();
    for (int i = 0; i < weights.size(); i++) {
      long from = weights.get(i).reachedAt();
      long next = i + 1 < weights.size() ? weights.get(i + 1).reachedAt() : Long.MAX_VALUE;
      long to = Math.min(next, rollout.endedAt());
      Integer weight = weights.get(i).weight();
      if (weight != null && from < to) {
        out.add(new Share(from, to, weight / 100.0 / places, rollout.aborted()));
      }
    }
  }

  Moment at(long at) {
    int low = 0;
    int high = shares.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (shares.get(middle).from() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double canary = 0;
    double failing = 0;
    for (int i = low - 1; i >= 0 && shares.get(i).from() + longest > at; i--) {
      Share share = shares.get(i);
      if (at < share.to()) {
        canary += share.share();
        failing += share.bad() ? share.share() * FAILING : 0;
      }
    }
    return canary == 0 ? NONE : new Moment(canary, failing);
  }
}
