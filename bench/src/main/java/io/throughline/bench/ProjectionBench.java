package io.throughline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.config.ConfigReader;
import io.throughline.ledger.Ledger;
import io.throughline.model.org.Organisation;
import io.throughline.source.Delivery;
import io.throughline.wiring.House;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How fast recorded deliveries become facts, beside how fast their JSON can be parsed at all. */
final class ProjectionBench implements Bench {
  private static final int BATCH = 1_000;
  private static final double GOAL = 5_000;

  /** The size of the deliveries that the promise is about; those of the company differ. */
  private static final double PROMISED_BYTES = 4_096;

  /**
   * @param bytes of all bodies; @param seconds that parsing them takes, one thread, warm
   */
  private record Parsed(long n, long bytes, double seconds) {}

  @Override
  public String name() {
    return "projection";
  }

  @Override
  public String title() {
    return "Projection of the recorded deliveries into an empty warehouse";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Demo demo = bed.demo(report);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(Demo.SECRETS);
    Organisation organisation = ConfigReader.read(demo.config(), environment);
    int times = bed.quick() ? 2 : 4;
    double[] rates = new double[times - 1];
    Parsed parsed;
    try (House house = House.open(organisation, Clock.systemUTC())) {
      report.progress().show("parsing alone");
      parse(house.ledger());
      parsed = parse(house.ledger());
    }
    double cold = 0;
    for (int i = 0; i < times; i++) {
      // A house projects from its opening on, and can only be opened again, not started again.
      try (House house = House.open(organisation, Clock.systemUTC())) {
        Stopwatch watch = new Stopwatch();
        house.rebuild(
            (done, total) ->
                report.progress().show("projecting %,d of %,d".formatted(done, total)));
        double rate = parsed.n() / watch.seconds();
        if (i == 0) {
          cold = rate;
        } else {
          rates[i - 1] = rate;
        }
      }
    }
    double kilobytes = parsed.bytes() / 1e3 / parsed.n();
    report.add(
        Result.one(
            name(),
            "deliveries, first run of a process",
            "/s",
            cold,
            1,
            "%,d deliveries of %.1f kB in the mean".formatted(parsed.n(), kilobytes)));
    Samples warm = Samples.of(rates);
    double bytesPerSecond = parsed.bytes() / (parsed.n() / warm.median());
    report.add(
        Result.one(
            name(),
            "deliveries, warm",
            "/s",
            warm.median(),
            warm.n(),
            "parsing their JSON alone: %,.0f/s, %.2f s in all"
                .formatted(parsed.n() / parsed.seconds(), parsed.seconds())));
    report.add(
        Result.one(
                name(),
                "the same, counted in deliveries of 4 KB",
                "/s",
                bytesPerSecond / PROMISED_BYTES,
                warm.n(),
                "%.1f MB/s; parsing alone: %.0f MB/s"
                    .formatted(bytesPerSecond / 1e6, parsed.bytes() / 1e6 / parsed.seconds()))
            .against(Goal.atLeast(GOAL)));
  }

  /** Reads all deliveries in batches; only the parsing is timed. */
  private static Parsed parse(Ledger ledger) throws IOException {
    ObjectMapper json = new ObjectMapper();
    long n = 0;
    long bytes = 0;
    double seconds = 0;
    long after = 0;
    List<Delivery> batch = ledger.read(after, BATCH);
    while (!batch.isEmpty()) {
      Stopwatch watch = new Stopwatch();
      for (Delivery delivery : batch) {
        bytes += json.readTree(delivery.body()).isMissingNode() ? 0 : delivery.body().length;
      }
      seconds += watch.seconds();
      n += batch.size();
      after = batch.getLast().sequence();
      batch = ledger.read(after, BATCH);
    }
    return new Parsed(n, bytes, seconds);
  }
}
