package io.throughline.ingest.collect;

import io.throughline.model.org.SourceConfig;
import io.throughline.source.SourceSystem;
import io.throughline.source.http.DoorLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One run over a source that cannot be read, with the real feeds and the real door. */
final class Troubled {
  private static final DoorLimits LIMITS =
      new DoorLimits(
          8, Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(5), 1 << 20, 1);

  private Troubled() {}

  /** A clock that only moves when somebody sleeps by it, so that no wait costs time. */
  private static final class SleepersClock extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));

    void sleep(Duration duration) {
      now.updateAndGet(at -> at.plus(duration));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** What the sources page said one after the other. */
  static List<String> states(
      String id, String url, String token, Function<Clock, SourceSystem> system)
      throws InterruptedException {
    MemoryLedger ledger = new MemoryLedger();
    SleepersClock clock = new SleepersClock();
    SourceConfig config =
        new SourceConfig(id, id, url, token, null, List.of(), 12, 3600, false, Map.of());
    try (SourceCollector collector =
        new SourceCollector(
            new Connection(config, system.apply(clock)),
            ledger,
            new Doors(clock, clock::sleep, LIMITS))) {
      collector.run();
    }
    return ledger.states();
  }
}
