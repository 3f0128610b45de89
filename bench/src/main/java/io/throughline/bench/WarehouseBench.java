package io.throughline.bench;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.MergeRequestFile;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.model.fact.Versioned;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.warehouse.DuckDbWarehouse;
import io.throughline.warehouse.FactBatch;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures what a batch costs when many merge requests are stored. Each merge request comes as five
 * deliveries: itself, two commits, two files, five events and a hook.
 *
 * <p>Arguments: folder (new), number of merge requests, MB of memory.
 */
public final class WarehouseBench {
  private static final int PROJECTS = 500;
  private static final int PEOPLE = 2_000;
  private static final int DELIVERIES_OF_ONE = 5;
  private static final Instant START = Instant.parse("2022-01-01T00:00:00Z");

  private final DuckDbWarehouse warehouse;
  private long sequence;

  private WarehouseBench(DuckDbWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Fills a warehouse, then measures batches of 1 and of 1,000 deliveries. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int mergeRequests = Integer.parseInt(arguments[1]);
    try (DuckDbWarehouse warehouse =
        DuckDbWarehouse.open(
            new WarehouseSettings(folder, Integer.parseInt(arguments[2]), 2), Clock.systemUTC())) {
      WarehouseBench bench = new WarehouseBench(warehouse);
      bench.people();
      bench.fill(mergeRequests);
      bench.measure("1 new delivery", 1, 40, mergeRequests, true);
      bench.measure("1 delivery of an older one", 1, 40, mergeRequests, false);
      bench.measure("1,000 new deliveries", 1_000, 10, mergeRequests + 100_000, true);
      bench.measure("1,000 deliveries of older ones", 1_000, 10, mergeRequests, false);
    }
  }

  private void people() {
    List<Mapped> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      all.add(one(new Account(id(i), "user" + i, "User " + i, null, false, "active")));
    }
    for (int i = 0; i < PROJECTS; i++) {
      all.add(
          one(
              new Project(
                  id(i), "acme/p" + i, "p" + i, "https://x/p" + i, "main", START, false, false)));
    }
    apply(all);
  }

  private void fill(int mergeRequests) {
    long began = System.nanoTime();
    long lap = began;
    int batch = 1_000 / DELIVERIES_OF_ONE;
    for (int i = 0; i < mergeRequests; i += batch) {
      List<Mapped> all = new ArrayList<>();
      for (int k = i; k < Math.min(mergeRequests, i + batch); k++) {
        all.addAll(deliveries(k));
      }
      apply(all);
      if ((i + batch) % 20_000 == 0) {
        long now = System.nanoTime();
        print(
            "%,d merge requests, %,.0f deliveries/s",
            i + batch, 20_000.0 * DELIVERIES_OF_ONE / ((now - lap) / 1e9));
        lap = now;
      }
    }
    print("filled in %.0f s", (System.nanoTime() - began) / 1e9);
  }

  private void measure(String what, int size, int times, int known, boolean fresh) {
    double[] millis = new double[times];
    for (int t = 0; t < times; t++) {
      List<Mapped> all = new ArrayList<>();
      for (int i = 0; all.size() < size; i++) {
        int number = fresh ? known + t * size + i : Math.floorMod((t * 7919 + i) * 104729, known);
        List<Mapped> told = deliveries(number);
        all.addAll(size == 1 ? List.of(told.get(t % told.size())) : told);
      }
      long began = System.nanoTime();
      apply(all.subList(0, size));
      millis[t] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    print("%s: median %.1f ms, worst %.1f ms", what, millis[times / 2], millis[times - 1]);
  }

  private List<Mapped> deliveries(int n) {
    long mr = id(n);
    Instant created = START.plusSeconds(n * 120L);
    long author = id(n % PEOPLE);
    long reviewer = id((n + 7) % PEOPLE);
    MergeRequest fact =
        new MergeRequest(
            mr,
            id(n % PROJECTS),
            (long) n,
            "Title " + n,
            "https://x/" + n,
            author,
            "feature-" + n,
            "main",
            id(n % PROJECTS),
            "merged",
            false,
            created,
            created.plusSeconds(90_000),
            null,
            author,
            sha(n, 1),
            sha(n, 2),
            null,
            ",bug,",
            n % 50 == 49 ? n - 49L : null,
            null,
            n % 60 == 59 ? sha(n - 500, 2) : null,
            null,
            null,
            null,
            null,
            false);
    return List.of(
        one(fact),
        set(
            MergeRequestCommit.class,
            mr,
            "commits",
            new MergeRequestCommit(mr, sha(n, 3), created, created, null, null, null, null),
            new MergeRequestCommit(mr, sha(n, 1), created, created, null, null, null, null)),
        set(
            MergeRequestFile.class,
            mr,
            "diffs",
            new MergeRequestFile(mr, "src/A" + n + ".java", 10, 3, false, null, false),
            new MergeRequestFile(mr, "src/B" + n + ".java", 4, 0, false, null, false)),
        set(
            ReviewEvent.class,
            mr,
            "discussions",
            event(mr, ReviewEventKind.REVIEW_REQUESTED, author, reviewer, created.plusSeconds(60)),
            event(mr, ReviewEventKind.COMMENT, reviewer, 0, created.plusSeconds(3_600)),
            event(mr, ReviewEventKind.COMMITS_ADDED, author, 0, created.plusSeconds(7_200)),
            event(mr, ReviewEventKind.APPROVAL, reviewer, 0, created.plusSeconds(80_000)),
            event(mr, ReviewEventKind.MERGED, author, 0, created.plusSeconds(90_000))),
        one(fact));
  }

  private static ReviewEvent event(
      long mr, ReviewEventKind kind, long account, long target, Instant at) {
    return new ReviewEvent(
        mr,
        kind + ":" + at,
        kind,
        account,
        null,
        target == 0 ? null : target,
        kind == ReviewEventKind.COMMENT ? "t" : null,
        at);
  }

  private static Mapped one(io.throughline.model.fact.Snapshot snapshot) {
    return new Mapped(List.of(new Versioned(snapshot, START, true)), List.of(), List.of(), null);
  }

  @SafeVarargs
  private static <M extends io.throughline.model.fact.Member> Mapped set(
      Class<M> type, long parent, String feed, M... members) {
    return new Mapped(
        List.of(),
        List.of(new FactSet<>(type, parent, feed, START, true, List.of(members))),
        List.of(),
        null);
  }

  private void apply(List<Mapped> all) {
    List<FactBatch.Entry> entries = new ArrayList<>();
    all.forEach(m -> entries.add(new FactBatch.Entry(++sequence, Channel.POLL, m)));
    warehouse.apply(new FactBatch(entries, sequence));
  }

  private static long id(long external) {
    return FactId.of(1, external);
  }

  private static String sha(long n, int salt) {
    long mixed = (n * 31 + salt) * 0x9E3779B97F4A7C15L;
    return String.format(Locale.ROOT, "%016x%016x%08x", mixed, mixed * 31, (int) mixed);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
