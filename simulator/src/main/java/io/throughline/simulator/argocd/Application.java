package io.throughline.simulator.argocd;

import io.throughline.simulator.production.Artifact;
import io.throughline.simulator.production.GitopsCommit;
import io.throughline.simulator.production.HealthTurn;
import io.throughline.simulator.production.Hosting;
import io.throughline.simulator.production.Hosting.Place;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.production.Rollout;
import io.throughline.simulator.production.Sync;
import io.throughline.simulator.world.Dice;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An application as it is at a moment.
 *
 * @param syncs those that began, the first one first
 * @param health turns up to the moment
 * @param wanted the service's newest commit of the GitOps repository; null before the first
 * @param head the repository's newest commit; null before the first
 */
record Application(
    Hosting hosting,
    Place place,
    List<Sync> syncs,
    List<HealthTurn> health,
    @Nullable GitopsCommit wanted,
    @Nullable GitopsCommit head,
    long now) {
  private static final long REFRESH = 180_000;
  private static final int KEPT = 10;

  /** All applications that exist at a moment, in the order of their names. */
  static List<Application> all(Production production, long now) {
    List<GitopsCommit> commits = production.commits(now);
    return production.hostings().stream()
        .filter(hosting -> hosting.argoFrom() <= now)
        .flatMap(
            hosting -> hosting.places().stream().map(place -> of(production, commits, place, now)))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  private static Application of(
      Production production, List<GitopsCommit> commits, Place place, long now) {
    Hosting hosting =
        production.hostings().stream()
            .filter(one -> one.places().contains(place))
            .findFirst()
            .orElseThrow();
    return new Application(
        hosting,
        place,
        production.syncs(hosting, place, now),
        production.health(hosting, place, now),
        commits.reversed().stream()
            .filter(commit -> commit.hosting().equals(hosting))
            .findFirst()
            .orElse(null),
        commits.isEmpty() ? null : commits.getLast(),
        now);
  }

  String name() {
    return place.application();
  }

  /** Where its objects are in the cluster. */
  String namespace() {
    return hosting.project().slug();
  }

  /** The last operation, going on or ended; null before the first. */
  @Nullable Sync operation() {
    return syncs.isEmpty() ? null : syncs.getLast();
  }

  /** What the history keeps: the last ten that went well. */
  List<Sync> history() {
    List<Sync> done =
        syncs.stream().filter(s -> s.history() != null && s.finishedAt() <= now).toList();
    return done.subList(Math.max(0, done.size() - KEPT), done.size());
  }

  /** The rollout that is the last one to have begun; null without a Rollout. */
  @Nullable Rollout rollout() {
    return syncs.reversed().stream()
        .map(Sync::rollout)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** All rollouts that began, the first one first. */
  List<Rollout> rollouts() {
    return syncs.stream().map(Sync::rollout).filter(Objects::nonNull).toList();
  }

  /** What runs, each image once and in order; old and new together while one takes over. */
  List<String> images() {
    TreeSet<String> images = new TreeSet<>();
    for (int i = syncs.size() - 1; i >= 0; i--) {
      Sync sync = syncs.get(i);
      sync.running().stream().map(Artifact::image).forEach(images::add);
      if (sync.settledAt() <= now) {
        break;
      }
    }
    return List.copyOf(images);
  }

  String health(boolean orMissing) {
    return health.isEmpty() ? orMissing ? "Missing" : "Unknown" : health.getLast().status();
  }

  boolean inSync() {
    Sync last = operation();
    return wanted == null || (last != null && last.commit().equals(wanted));
  }

  /** When anything of it became another, epoch milliseconds. */
  long changedAt() {
    long at = hosting.argoFrom();
    for (Sync sync : syncs.subList(Math.max(0, syncs.size() - 2), syncs.size())) {
      at = latest(at, sync.startedAt(), sync.finishedAt(), sync.settledAt());
    }
    Rollout rollout = rollout();
    if (rollout != null) {
      at = latest(at, rollout.startedAt(), rollout.endedAt());
      for (Rollout.Pause pause : rollout.pauses()) {
        at = latest(at, pause.from(), pause.to());
      }
    }
    at = health.isEmpty() ? at : latest(at, health.getLast().at());
    return wanted == null ? at : latest(at, wanted.at());
  }

  private long latest(long at, long... others) {
    long found = at;
    for (long other : others) {
      found = other <= now ? Math.max(found, other) : found;
    }
    return found;
  }

  /** When Argo CD looked last: every three minutes, and when something happened. */
  long reconciledAt() {
    return Math.max(changedAt(), now / REFRESH * REFRESH);
  }

  /** The id that Kubernetes gave to an object. */
  static String uid(String what) {
    String sha = Dice.sha(0, "uid/" + what);
    return "%s-%s-4%s-8%s-%s"
        .formatted(
            sha.substring(0, 8),
            sha.substring(8, 12),
            sha.substring(12, 15),
            sha.substring(15, 18),
            sha.substring(18, 30));
  }
}
