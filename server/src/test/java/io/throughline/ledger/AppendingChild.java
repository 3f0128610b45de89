package io.throughline.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** A process that appends as fast as it can and says what is durable, until it is killed. */
final class AppendingChild {
  private AppendingChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("opening");
    SqliteLedger ledger = SqliteLedger.open(Path.of(arguments[0]), Clock.systemUTC());
    System.out.println("open");
    for (int t = 0; t < 4; t++) {
      Thread.ofPlatform().start(() -> append(ledger));
    }
    Thread.currentThread().join();
  }

  private static void append(SqliteLedger ledger) {
    while (true) {
      String key = UUID.randomUUID().toString();
      ledger.append(LedgerSamples.hook("gitlab", key, key + LedgerSamples.json(1, 2_000))).join();
      synchronized (System.out) {
        System.out.println("stored " + key);
      }
    }
  }
}
