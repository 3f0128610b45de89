package io.throughline.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was brought to production of one service, read the slow way: one event after the other, with
 * what runs in each place in mind. Every image is told, and every sync says what it changed.
 */
final class DeploymentOracle {
  record Sync(
      long id,
      int app,
      int artifact,
      int revision,
      String phase,
      String trigger,
      int resources,
      Instant at) {}

  record Rollout(
      int artifact, Instant at, @Nullable Instant completed, @Nullable Instant aborted) {}

  record Health(int app, String status, Instant at) {}

  record Merge(int artifact, Instant at, boolean hotfix, @Nullable Integer reverts) {}

  record Outage(Instant at, @Nullable Instant resolved, boolean counts) {}

  /** All that happened. */
  record World(
      List<Sync> syncs,
      List<Rollout> rollouts,
      List<Health> health,
      List<Merge> merges,
      List<Outage> outages) {}

  /** One deployment; what is open is null. */
  static final class Deployed {
    final String key;
    final int artifact;
    final List<Sync> syncs = new ArrayList<>();
    boolean config;
    boolean back;
    String status = "";
    boolean reached;
    @Nullable Instant ended;
    @Nullable Instant degraded;
    @Nullable Instant well;
    @Nullable Integer changes;
    @Nullable String failedBy;
    @Nullable Instant restored;
    final Set<Integer> carried = new HashSet<>();

    Deployed(String key, int artifact) {
      this.key = key;
      this.artifact = artifact;
    }

    Instant started() {
      return syncs.getFirst().at();
    }

    String kind() {
      return config ? "config" : back ? "rollback" : "change";
    }

    @Override
    public String toString() {
      return started() + " " + kind() + " " + artifact + " " + status + " " + failedBy + " " + ended
          + " " + changes + " " + restored;
    }
  }

  /** A place: what it has had, and when each artifact came first. */
  private static final class Place {
    final Map<Integer, Integer> first = new HashMap<>();
    @Nullable Sync last;
    @Nullable Sync good;
    int step;
    String ran = "";
  }

  private final World world;
  private final List<Deployed> all = new ArrayList<>();
  private final Map<Sync, Deployed> of = new LinkedHashMap<>();

  DeploymentOracle(World world) {
    this.world = world;
    group();
    all.forEach(this::end);
    all.sort(Comparator.comparing(Deployed::started));
    carry();
    fail();
  }

  List<Deployed> deployed() {
    return all;
  }

  private void group() {
    Map<Integer, Place> places = new TreeMap<>();
    Map<String, Instant> lastOfKey = new HashMap<>();
    Map<String, Map<Integer, Integer>> turns = new HashMap<>();
    Map<String, Deployed> open = new HashMap<>();
    for (Sync sync : world.syncs().stream().sorted(Comparator.comparing(Sync::at)).toList()) {
      Place place = places.computeIfAbsent(sync.app(), a -> new Place());
      place.step++;
      place.first.putIfAbsent(sync.artifact(), place.step);
      String kind = kind(place, sync);
      if (!kind.equals("none")) {
        String key = sync.artifact() + (kind.equals("config") ? "@" + sync.revision() : "");
        Instant before = lastOfKey.put(key, sync.at());
        if (before == null || sync.at().isAfter(before.plus(Duration.ofHours(4)))) {
          turns.put(key, new HashMap<>());
          open.keySet().removeIf(k -> k.startsWith(key + "#"));
        }
        int begins = place.ran.equals(key) ? 0 : 1;
        int turn = turns.get(key).merge(sync.app(), begins, Integer::sum);
        place.ran = key;
        Deployed deployed =
            open.computeIfAbsent(
                key + "#" + Math.max(1, turn), k -> added(new Deployed(key, sync.artifact())));
        deployed.syncs.add(sync);
        deployed.config = kind.equals("config");
        deployed.back |= kind.equals("rollback");
        of.put(sync, deployed);
      }
      place.last = sync;
      place.good = sync.phase().equals("succeeded") ? sync : place.good;
    }
  }

  private Deployed added(Deployed deployed) {
    all.add(deployed);
    return deployed;
  }

  private static String kind(Place place, Sync sync) {
    boolean asGood = place.good != null && place.good.artifact() == sync.artifact();
    boolean asLast = place.last != null && place.last.artifact() == sync.artifact();
    if (sync.trigger().equals("self_heal")) {
      return "none";
    }
    boolean otherRevision = place.good != null && place.good.revision() != sync.revision();
    if (sync.phase().equals("failed") && (asGood || sync.resources() == 0)) {
      return sync.resources() > 0 && otherRevision ? "config" : "none";
    }
    if (asGood && asLast) {
      return otherRevision ? "config" : "none";
    }
    Sync against = place.last != null && !asLast ? place.last : place.good;
    int own = Objects.requireNonNull(place.first.get(sync.artifact()));
    boolean older =
        against != null
            && own < place.step
            && own < Objects.requireNonNull(place.first.get(against.artifact()));
    return older ? "rollback" : "change";
  }

  /** When something that is no change of settings came to the place after this deployment. */
  private @Nullable Instant next(Deployed deployed, int app) {
    Sync first = deployed.syncs.stream().filter(s -> s.app() == app).findFirst().orElseThrow();
    return of.entrySet().stream()
        .filter(e -> e.getKey().app() == app && e.getKey().at().isAfter(first.at()))
        .filter(e -> e.getValue() != deployed && !e.getValue().config)
        .map(e -> e.getKey().at())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private void end(Deployed deployed) {
    Map<Integer, Sync> lasts = new TreeMap<>();
    Map<Integer, Sync> firsts = new TreeMap<>();
    deployed.syncs.forEach(s -> lasts.put(s.app(), s));
    deployed.syncs.forEach(s -> firsts.putIfAbsent(s.app(), s));
    Set<String> words = new HashSet<>();
    Instant end = null;
    List<Instant> wells = new ArrayList<>();
    int troubled = 0;
    for (Sync last : lasts.values()) {
      Instant next = next(deployed, last.app());
      Instant from = firsts.get(last.app()).at();
      List<Rollout> rollouts =
          last.app() == 1 && !deployed.config
              ? world.rollouts().stream()
                  .filter(r -> r.artifact() == deployed.artifact && within(r.at(), from, next))
                  .toList()
              : List.of();
      String word = last.phase().equals("failed") ? "failed" : "succeeded";
      Instant at = last.at();
      Instant healthy = null;
      if (rollouts.stream().anyMatch(r -> r.aborted() != null)) {
        word = "aborted";
        at =
            rollouts.stream()
                .map(Rollout::aborted)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
      } else if (word.equals("succeeded")) {
        if (rollouts.stream().anyMatch(r -> r.completed() == null)) {
          word = "in_progress";
          at = null;
        } else if (!rollouts.isEmpty()) {
          healthy =
              rollouts.stream()
                  .map(Rollout::completed)
                  .max(Comparator.naturalOrder())
                  .orElseThrow();
        } else {
          healthy = healthy(last, next);
        }
        at = healthy == null ? at : healthy;
        if (next != null && (at == null || at.isAfter(next))) {
          word = "superseded";
          at = next;
        }
      }
      words.add(word);
      end = at == null ? end : end == null || at.isAfter(end) ? at : end;
      if (word.equals("succeeded") && !deployed.config) {
        Instant ended = at;
        boolean never = healthy == null;
        Instant bad =
            world.health().stream()
                .filter(h -> h.app() == last.app() && h.status().equals("degraded"))
                .map(Health::at)
                .filter(t -> t.isAfter(ended) || never && !t.isBefore(last.at()))
                .filter(
                    t ->
                        !t.isAfter(ended.plus(Duration.ofMinutes(60)))
                            && within(t, last.at(), next))
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (bad != null) {
          troubled++;
          deployed.degraded =
              deployed.degraded == null || bad.isBefore(deployed.degraded)
                  ? bad
                  : deployed.degraded;
          world.health().stream()
              .filter(h -> h.app() == last.app() && h.status().equals("healthy"))
              .map(Health::at)
              .filter(t -> t.isAfter(bad) && within(t, bad, next))
              .min(Comparator.naturalOrder())
              .ifPresent(wells::add);
        }
      }
    }
    deployed.well =
        troubled > 0 && wells.size() == troubled
            ? wells.stream().max(Comparator.naturalOrder()).orElseThrow()
            : null;
    deployed.status =
        List.of("aborted", "failed", "in_progress", "superseded", "succeeded").stream()
            .filter(words::contains)
            .findFirst()
            .orElseThrow();
    deployed.ended = deployed.status.equals("in_progress") ? null : end;
    deployed.reached = deployed.status.equals("succeeded");
  }

  private static boolean within(Instant at, Instant from, @Nullable Instant to) {
    return !at.isBefore(from) && (to == null || at.isBefore(to));
  }

  private @Nullable Instant healthy(Sync sync, @Nullable Instant next) {
    boolean began = false;
    for (Health health :
        world.health().stream().sorted(Comparator.comparing(Health::at)).toList()) {
      if (health.app() == sync.app() && within(health.at(), sync.at(), next)) {
        if (health.status().equals("healthy") && health.at().isAfter(sync.at())) {
          return health.at();
        }
        if (!began && health.at().isAfter(sync.at().plus(Duration.ofMinutes(1)))) {
          return null;
        }
        began = true;
      }
    }
    return null;
  }

  private void carry() {
    List<Deployed> ran =
        all.stream()
            .filter(d -> d.reached)
            .sorted(
                Comparator.comparing((Deployed d) -> Objects.requireNonNull(d.ended))
                    .thenComparing(d -> d.syncs.getFirst().id()))
            .toList();
    Set<Integer> there = new HashSet<>();
    Instant furthest = null;
    Instant began = null;
    for (Deployed deployed : ran) {
      Merge own = merge(deployed.artifact);
      if (own != null) {
        Instant after = furthest != null ? furthest : deployed.config ? null : began;
        for (Merge merge : world.merges()) {
          boolean since =
              after != null && merge.at().isAfter(after) && !merge.at().isAfter(own.at());
          if ((since || merge == own)
              && !merge.at().isAfter(Objects.requireNonNull(deployed.ended))
              && there.add(merge.artifact())) {
            deployed.carried.add(merge.artifact());
          }
        }
        deployed.changes = deployed.carried.size();
        furthest = furthest == null || own.at().isAfter(furthest) ? own.at() : furthest;
      }
      began = deployed.config ? began : deployed.started();
    }
  }

  private @Nullable Merge merge(int artifact) {
    return world.merges().stream().filter(m -> m.artifact() == artifact).findFirst().orElse(null);
  }

  private void fail() {
    Map<Deployed, Instant> taken = new HashMap<>();
    Map<Deployed, Instant> mended = new HashMap<>();
    Map<Deployed, List<Outage>> blamed = new HashMap<>();
    for (Deployed by : all) {
      if (by.reached && by.back) {
        before(by)
            .ifPresent(
                d -> taken.merge(d, Objects.requireNonNull(by.ended), DeploymentOracle::first));
      }
      for (int artifact : by.carried) {
        Merge merge = Objects.requireNonNull(merge(artifact));
        all.stream()
            .filter(d -> d != by && merge.reverts() != null && d.carried.contains(merge.reverts()))
            .forEach(d -> fix(mended, d, by));
      }
      if (by.carried.stream().anyMatch(a -> Objects.requireNonNull(merge(a)).hotfix())) {
        all.stream()
            .filter(
                d -> d.kind().equals("change") && d.ended != null && !d.status.equals("superseded"))
            .filter(d -> d.ended.isBefore(by.ended) && d.started().isBefore(by.started()))
            .max(
                Comparator.comparing((Deployed d) -> Objects.requireNonNull(d.ended))
                    .thenComparing(d -> d.syncs.getFirst().id()))
            .ifPresent(d -> fix(mended, d, by));
      }
    }
    for (Outage outage : world.outages()) {
      if (outage.counts()) {
        all.stream()
            .filter(d -> !d.config && d.ended != null && !d.ended.isAfter(outage.at()))
            .filter(d -> !d.ended.isBefore(outage.at().minus(Duration.ofHours(24))))
            .max(
                Comparator.comparing((Deployed d) -> Objects.requireNonNull(d.ended))
                    .thenComparing(d -> d.syncs.getFirst().id()))
            .ifPresent(d -> blamed.computeIfAbsent(d, x -> new ArrayList<>()).add(outage));
      }
    }
    Map<Deployed, String> cameTo = new HashMap<>();
    all.forEach(d -> cameTo.put(d, d.status));
    for (Deployed d : all) {
      String own = Objects.requireNonNull(cameTo.get(d));
      boolean itself = own.equals("failed") || own.equals("aborted");
      if (d.config) {
        d.failedBy = own.equals("failed") ? "failed" : null;
        continue;
      }
      d.failedBy =
          itself
              ? own
              : d.degraded != null
                  ? "degraded"
                  : taken.containsKey(d)
                      ? "rolled_back"
                      : mended.containsKey(d)
                          ? "hotfix"
                          : blamed.containsKey(d) ? "incident" : null;
      List<@Nullable Instant> ways = new ArrayList<>();
      ways.add(taken.get(d));
      ways.add(mended.get(d));
      ways.add(d.well);
      List<Outage> outages = blamed.getOrDefault(d, List.of());
      if (!outages.isEmpty() && outages.stream().allMatch(o -> o.resolved() != null)) {
        ways.add(
            outages.stream().map(Outage::resolved).max(Comparator.naturalOrder()).orElseThrow());
      }
      if (own.equals("aborted")) {
        ways.add(d.ended);
      }
      if (own.equals("failed") || d.degraded != null) {
        ways.add(
            all.stream()
                .filter(n -> !n.config && n.reached && n.started().isAfter(d.started()))
                .map(n -> Objects.requireNonNull(n.ended))
                .filter(t -> t.isAfter(d.ended))
                .min(Comparator.naturalOrder())
                .orElse(null));
      }
      d.restored =
          d.failedBy == null
              ? null
              : ways.stream()
                  .filter(Objects::nonNull)
                  .filter(t -> !t.isBefore(d.ended))
                  .min(Comparator.naturalOrder())
                  .orElse(null);
    }
    for (Deployed d : all) {
      if (!d.config && !d.status.equals("failed") && !d.status.equals("aborted")) {
        d.status = taken.containsKey(d) ? "rolled_back" : d.degraded != null ? "failed" : d.status;
      }
    }
  }

  /** What had come to the places of a rollback before it, the latest of them. */
  private Optional<Deployed> before(Deployed back) {
    return back.syncs.stream()
        .map(Sync::app)
        .distinct()
        .flatMap(
            app -> {
              Instant first =
                  back.syncs.stream().filter(s -> s.app() == app).findFirst().orElseThrow().at();
              return all.stream()
                  .filter(d -> !d.config && d.artifact != back.artifact)
                  .flatMap(
                      d ->
                          d.syncs.stream()
                              .filter(s -> s.app() == app)
                              .limit(1)
                              .map(s -> Map.entry(s.at(), d)))
                  .filter(e -> e.getKey().isBefore(first));
            })
        .max(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  private static void fix(Map<Deployed, Instant> mended, Deployed original, Deployed by) {
    Instant ended = Objects.requireNonNull(original.ended);
    Instant fixed = Objects.requireNonNull(by.ended);
    if (fixed.isAfter(ended) && !fixed.isAfter(ended.plus(Duration.ofDays(7)))) {
      mended.merge(original, fixed, DeploymentOracle::first);
    }
  }

  private static Instant first(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
