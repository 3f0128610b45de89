package io.throughline.ingest;

import io.throughline.ledger.LedgerSamples;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SqliteLedger;
import io.throughline.source.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Prints how fast the ledger stores and reads and what the projection itself costs; no test. */
final class LedgerThroughput {
  private static final Clock CLOCK = Clock.systemUTC();
  private static int keys;

  private LedgerThroughput() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("ledger-throughput");
    byte[][] bodies = new byte[500][];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] =
          ("account " + i % 97 + " name 1 " + LedgerSamples.json(i, 4_000 + i * 4))
              .getBytes(StandardCharsets.UTF_8);
    }
    try (SqliteLedger ledger = SqliteLedger.open(directory, CLOCK)) {
      append(ledger, bodies, 4_000, 1);
      append(ledger, bodies, 20_000, 16);
      System.out.println("--- warm");
      append(ledger, bodies, 4_000, 1);
      append(ledger, bodies, 20_000, 8);
      append(ledger, bodies, 40_000, 64);
      append(ledger, bodies, 40_000, 1_000);
      read(ledger);
      read(ledger);
      project(ledger);
      project(ledger);
    }
  }

  private static void append(SqliteLedger ledger, byte[][] bodies, int whole, int inFlight) {
    int count = whole / Integer.getInteger("throughline.throughput.divide", 1);
    long begin = System.nanoTime();
    List<CompletableFuture<?>> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(
          ledger.append(
              new NewDelivery(
                  "fake",
                  Channel.WEBHOOK,
                  "line",
                  "key" + keys++,
                  Map.of("x", "y"),
                  CLOCK.instant(),
                  bodies[i % bodies.length])));
      if (open.size() == inFlight) {
        open.forEach(CompletableFuture::join);
        open.clear();
      }
    }
    open.forEach(CompletableFuture::join);
    print("append, " + inFlight + " in flight", count, begin);
  }

  private static void read(SqliteLedger ledger) {
    long begin = System.nanoTime();
    long at = 0;
    int count = 0;
    for (var page = ledger.read(at, 1_000); !page.isEmpty(); page = ledger.read(at, 1_000)) {
      at = page.getLast().sequence();
      count += page.size();
    }
    print("read and unpack", count, begin);
  }

  private static void project(SqliteLedger ledger) throws InterruptedException {
    FakeWarehouse warehouse = new FakeWarehouse();
    Connections connections =
        new Connections(List.of(FakeSystem.connected("fake", 1, new FakeSystem())));
    long begin = System.nanoTime();
    try (Projection projection =
        new Projection(ledger, warehouse, () -> connections, new ChangeFeed(), wish -> {}, CLOCK)) {
      projection.start();
      while (warehouse.position() < ledger.head()) {
        Thread.sleep(5);
      }
      print("project without a real warehouse", (int) ledger.head(), begin);
    }
  }

  private static void print(String what, int count, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%-34s %,8d in %6.2f s = %,9.0f/s%n", what, count, seconds, count / seconds);
  }
}
