package io.throughline.bench;

import io.throughline.ledger.Appended;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SqliteLedger;
import io.throughline.source.Channel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** How fast deliveries become durable, alone and when many come at once. */
final class LedgerBench implements Bench {
  private static final int BODY = 4_000;
  private static final int SPREAD = 2_000;
  private static final int IN_FLIGHT = 512;
  private static final int WARM_UP = 200;

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String title() {
    return "Appends to the ledger, each answered after it is on the disk";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Path folder = bed.folder().resolve("ledger");
    Samples force = bed.machine().forceMillis();
    String disk =
        "force alone: p50 %s, p99 %s ms"
            .formatted(Report.number(force.median()), Report.number(force.at(0.99)));
    try (SqliteLedger ledger = SqliteLedger.open(folder, Clock.systemUTC())) {
      Feeder feeder = new Feeder(ledger);
      for (int i = 0; i < WARM_UP; i++) {
        feeder.next().join();
      }
      int single = bed.quick() ? 500 : 2_000;
      double[] millis = new double[single];
      Stopwatch all = new Stopwatch();
      for (int i = 0; i < single; i++) {
        Stopwatch watch = new Stopwatch();
        feeder.next().join();
        millis[i] = watch.millis();
      }
      double rate = single / all.seconds();
      report.add(Result.of(name(), "one append, one by one", "ms", Samples.of(millis), disk));
      report.add(Result.one(name(), "appends, one by one", "/s", rate, single, disk));
      int many = bed.quick() ? 20_000 : 100_000;
      manyAtOnce(feeder, WARM_UP * 10);
      report.progress().show("appending with " + IN_FLIGHT + " in flight");
      report.add(
          Result.one(
              name(),
              "appends, " + IN_FLIGHT + " in flight",
              "/s",
              manyAtOnce(feeder, many),
              many,
              disk));
    } finally {
      Folders.delete(folder);
    }
  }

  private static double manyAtOnce(Feeder feeder, int count) throws InterruptedException {
    Semaphore window = new Semaphore(IN_FLIGHT);
    List<CompletableFuture<Appended>> all = new ArrayList<>();
    Stopwatch watch = new Stopwatch();
    for (int i = 0; i < count; i++) {
      window.acquire();
      all.add(feeder.next().whenComplete((done, failure) -> window.release()));
    }
    // A failed append fails the measurement.
    all.forEach(CompletableFuture::join);
    return count / watch.seconds();
  }

  /** Appends bodies of 4 to 6 KB, each another one. */
  private static final class Feeder {
    private final SqliteLedger ledger;
    private long number;

    Feeder(SqliteLedger ledger) {
      this.ledger = ledger;
    }

    CompletableFuture<Appended> next() {
      number++;
      byte[] body = Payloads.mergeRequest(number, BODY + (int) (number * 7919 % SPREAD));
      return ledger.append(
          new NewDelivery(
              "gitlab",
              Channel.POLL,
              "merge_request",
              "key-" + number,
              Map.of("project", "7"),
              Instant.now(),
              body));
    }
  }
}
