package io.throughline.simulator.production;

import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.production.Hosting.Strategy;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Git and Argo CD keep of one service, in the order in which it came. */
final class Written {
  private final Hosting hosting;
  private final Era era;
  private final List<GitopsCommit> commits = new ArrayList<>();
  private final List<Sync> syncs = new ArrayList<>();
  private final Map<String, Integer> histories = new HashMap<>();
  private final Map<String, Integer> revisions = new HashMap<>();
  // Where the newest image failed to arrive, and has not arrived since.
  private final Set<String> behind = new HashSet<>();

  Written(Hosting hosting, Era era) {
    this.hosting = hosting;
    this.era = era;
  }

  List<GitopsCommit> commits() {
    return List.copyOf(commits);
  }

  List<Sync> syncs() {
    return List.copyOf(syncs);
  }

  /** What Git asks for now; null before the first commit. */
  @Nullable GitopsCommit last() {
    return commits.isEmpty() ? null : commits.getLast();
  }

  GitopsCommit commit(
      @Nullable Artifact from,
      Artifact to,
      int fromReplicas,
      int toReplicas,
      Account author,
      long at,
      String message) {
    long second = at / 1000 * 1000;
    String key = "gitops/" + hosting.project().slug() + "/" + commits.size() + "/" + second;
    String sha = Dice.sha(hosting.project().id(), key + era.start());
    GitopsCommit made =
        new GitopsCommit(sha, hosting, from, to, fromReplicas, toReplicas, author, second, message);
    commits.add(made);
    return made;
  }

  /** The newest commit that asked for an image. */
  GitopsCommit newest(Artifact artifact) {
    return commits.reversed().stream()
        .filter(c -> c.to().equals(artifact))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody asked for " + artifact.image()));
  }

  /**
   * A deployment: in several clusters one after the other, within its own time. Where it fails, it
   * does so in the last of them; a second attempt at the same goes where it is missing.
   */
  void brought(
      GitopsCommit commit,
      Deployment d,
      boolean givenUp,
      @Nullable Artifact before,
      @Nullable Account by) {
    boolean again =
        !syncs.isEmpty() && !behind.isEmpty() && syncs.getLast().commit().to().equals(commit.to());
    List<Place> places =
        again
            ? hosting.places().stream().filter(p -> behind.contains(p.application())).toList()
            : hosting.places();
    behind.clear();
    boolean good = d.outcome().equals("success");
    long step = (d.finishedAt() - d.createdAt()) / 6;
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      long from = d.createdAt() + i * step;
      long to = d.finishedAt() - (places.size() - 1 - i) * step;
      boolean arrives = good || (!givenUp && i + 1 < places.size());
      if (!arrives && !givenUp) {
        behind.add(place.application());
      }
      boolean operated = arrives || givenUp;
      // The second attempt at the same finds its copies running already.
      boolean rolled = !again && hosting.strategy(d.createdAt()) != Strategy.NONE;
      long settled = operated ? to : from + (to - from) * 4 / 5;
      Rollout rollout =
          rolled
              ? RolloutPlan.of(hosting, place, revision(place), commit.to(), givenUp, from, settled)
              : null;
      String message =
          operated
              ? "successfully synced (all tasks run)"
              : d.outcome().equals("canceled")
                  ? "Operation terminated"
                  : "one or more synchronization tasks completed unsuccessfully, reason: Job"
                      + " \"smoke-test\" has failed";
      List<Artifact> running =
          givenUp && before != null ? List.of(before, commit.to()) : List.of(commit.to());
      syncs.add(
          new Sync(
              hosting,
              place,
              Sync.Kind.DEPLOY,
              operated,
              commit,
              running,
              from,
              givenUp ? Math.min(to, from + 8_000) : to,
              by,
              operated ? history(place) : null,
              2,
              message,
              d,
              rollout));
    }
  }

  /** The image before runs again; all pauses are skipped, as those who are in a hurry do. */
  void rolledBack(
      GitopsCommit commit, Artifact to, long from, long end, @Nullable Account by, Deployment bad) {
    for (Place place : hosting.places()) {
      boolean rolled = hosting.strategy(bad.createdAt()) != Strategy.NONE;
      Rollout rollout =
          rolled
              ? new Rollout(
                  revision(place),
                  hosting.strategy(from),
                  to,
                  List.of(),
                  List.of(),
                  null,
                  false,
                  from,
                  end)
              : null;
      syncs.add(sync(place, Sync.Kind.ROLLBACK, commit, from, end, by, history(place), 2, rollout));
    }
  }

  /** The image stays. */
  void touched(
      Sync.Kind kind,
      GitopsCommit commit,
      long from,
      long end,
      @Nullable Account by,
      int resources) {
    for (Place place : hosting.places()) {
      boolean partial = kind == Sync.Kind.SELF_HEAL;
      if (partial && !place.equals(hosting.places().getFirst())) {
        continue;
      }
      Integer number = partial ? null : (Integer) history(place);
      syncs.add(sync(place, kind, commit, from, end, by, number, resources, null));
    }
  }

  private Sync sync(
      Place place,
      Sync.Kind kind,
      GitopsCommit commit,
      long from,
      long end,
      @Nullable Account by,
      @Nullable Integer history,
      int resources,
      @Nullable Rollout rollout) {
    return new Sync(
        hosting,
        place,
        kind,
        true,
        commit,
        List.of(commit.to()),
        from,
        end,
        by,
        history,
        resources,
        kind == Sync.Kind.SELF_HEAL
            ? "successfully synced (no more tasks)"
            : "successfully synced (all tasks run)",
        null,
        rollout);
  }

  private int history(Place place) {
    return histories.merge(place.application(), 1, Integer::sum) - 1;
  }

  private int revision(Place place) {
    return revisions.merge(place.application(), 1, Integer::sum);
  }
}
