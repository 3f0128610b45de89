package io.throughline.metric;

import io.throughline.metric.GateOracleWorld.Commit;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an Argo CD tells of a random world. Service {@code dock} is brought out by it alone, {@code
 * desk} from some day on, while GitLab goes on to tell of the jobs that change Git.
 */
final class GateOracleArgo {
  private static final int SOURCE = 5;
  static final Map<String, Long> APPLICATIONS =
      Map.of("dock", FactId.of(SOURCE, 1), "desk", FactId.of(SOURCE, 2));

  /**
   * One operation.
   *
   * @param sha what the label of the image says of its commit
   */
  record Sync(
      long id,
      String service,
      boolean production,
      boolean succeeded,
      String trigger,
      String images,
      int revision,
      @Nullable String sha,
      Instant at) {}

  private final Random random;
  private final BiFunction<Commit, Random, Instant> moments;
  private final List<Sync> syncs = new ArrayList<>();
  private long number;

  /**
   * @param moments when a commit may arrive
   */
  GateOracleArgo(Random random, BiFunction<Commit, Random, Instant> moments) {
    this.random = random;
    this.moments = moments;
  }

  List<Sync> syncs() {
    return syncs;
  }

  /** Brings out commits of a service, none of them before an instant. */
  void bring(String service, List<Commit> commits, Instant from, Instant last) {
    List<Sync> wanted = new ArrayList<>();
    int index = 0;
    for (Commit commit : commits) {
      index++;
      Instant at = moments.apply(commit, random);
      if (at.isBefore(from) || at.isAfter(last)) {
        continue;
      }
      wanted.add(sync(service, commit, index, at));
      // Something before comes back.
      if (random.nextInt(4) == 0) {
        Commit older = commits.get(random.nextInt(index));
        Instant later = at.plus(Duration.ofMinutes(10 + random.nextInt(4_000)));
        if (!later.isAfter(last)) {
          wanted.add(sync(service, older, commits.indexOf(older) + 1, later));
        }
      }
    }
    wanted.sort((one, other) -> one.at().compareTo(other.at()));
    Set<String> failed = new HashSet<>();
    Set<Instant> taken = new HashSet<>();
    for (Sync sync : wanted) {
      // What failed is not tried again: attempts of one deployment have a test of their own.
      if (failed.contains(sync.images()) || !taken.add(sync.at())) {
        continue;
      }
      if (!sync.succeeded()) {
        failed.add(sync.images());
      }
      syncs.add(sync);
      if (sync.succeeded() && random.nextInt(3) == 0) {
        syncs.add(again(sync, random.nextInt(3)));
      }
    }
  }

  private Sync sync(String service, Commit commit, int index, Instant at) {
    String name = "registry.example/" + service;
    String own =
        commit.image() == null || index % 4 == 0
            ? name + ":t" + index
            : name + "@" + commit.image();
    String beside =
        switch (index % 5) {
          case 0 -> "registry.example/proxy@sha256:" + "f".repeat(64) + " ";
          case 1 -> "registry.example/proxy:1 ";
          default -> "";
        };
    String sha =
        switch (random.nextInt(6)) {
          case 0, 1 -> null;
          case 2 -> commit.sha().toUpperCase(Locale.ROOT);
          default -> commit.sha();
        };
    return new Sync(
        FactId.of(SOURCE, 1_000 + ++number),
        service,
        random.nextInt(7) > 0,
        random.nextInt(6) > 0,
        "sync",
        beside + own,
        index,
        sha,
        at);
  }

  /** The same once more: what somebody changed is put back, or only settings are others. */
  private Sync again(Sync sync, int how) {
    return new Sync(
        FactId.of(SOURCE, 1_000 + ++number),
        sync.service(),
        sync.production(),
        true,
        how == 0 ? "self_heal" : "sync",
        sync.images(),
        how == 2 ? 500 + sync.revision() : sync.revision(),
        sync.sha(),
        sync.at().plusSeconds(20));
  }

  /** Tells all of it. */
  void tell(FactWorld world) {
    APPLICATIONS.forEach(
        (service, id) ->
            world.tell(new Project(id, service, service, null, null, null, null, false, service)));
    for (Sync sync : syncs) {
      world.tell(
          new GitopsSync(
              sync.id(),
              APPLICATIONS.get(sync.service()),
              "cluster",
              null,
              sync.production() ? "production" : "staging",
              sync.succeeded() ? "succeeded" : "failed",
              "%040x".formatted(0xfade0000L + sync.revision()),
              sync.images(),
              sync.sha(),
              true,
              null,
              sync.trigger(),
              sync.at().minusSeconds(5),
              sync.at(),
              0,
              3,
              null,
              "https://argo.example/" + sync.id()));
    }
  }

  /** Since when it tells of a service's production; null where it never does. */
  @Nullable Instant began(String service) {
    return production(service).stream()
        .map(sync -> sync.at().minusSeconds(5))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private List<Sync> production(String service) {
    return syncs.stream()
        .filter(s -> s.service().equals(service) && s.production())
        .sorted((one, other) -> one.at().compareTo(other.at()))
        .toList();
  }

  /** What ran afterwards and had not run just before: the same again is no arrival. */
  List<Sync> arrived(String service) {
    List<Sync> arrived = new ArrayList<>();
    Map<String, String> before = new HashMap<>();
    for (Sync sync : production(service)) {
      boolean same =
          sync.images().equals(before.get("last")) && sync.images().equals(before.get("good"));
      if (sync.succeeded() && !same && !sync.trigger().equals("self_heal")) {
        arrived.add(sync);
      }
      before.put("last", sync.images());
      if (sync.succeeded()) {
        before.put("good", sync.images());
      }
    }
    return arrived;
  }
}
