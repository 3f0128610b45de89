package io.throughline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.ledger.SqliteLedger;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A year of the make-believe company, read over HTTP by the product, each in its own process; and
 * what that took.
 */
final class Demo implements AutoCloseable {
  static final Map<String, String> SECRETS =
      Map.of(
          "THROUGHLINE_DEMO_TOKEN",
          SimulatorProcess.TOKEN,
          "THROUGHLINE_DEMO_HOOK_TOKEN",
          "bench-hook-token");
  private static final double SCALE = 1;

  private final SimulatorProcess company;
  private final Path folder;
  private double seconds;
  private double residentAtEnd;
  private double residentLater;
  private long mergeRequests;
  private long deliveries;

  private Demo(SimulatorProcess company, Path folder) {
    this.company = company;
    this.folder = folder;
  }

  static Demo read(Bed bed, Report report) throws IOException, InterruptedException {
    report.progress().show("starting the make-believe company");
    SimulatorProcess company = SimulatorProcess.start(bed, SCALE);
    Path folder = Files.createDirectories(bed.folder().resolve("demo"));
    Demo demo = new Demo(company, folder);
    try {
      Files.writeString(
          demo.config(),
          company.configuration(false)
              + "\nserver: { data: \""
              + demo.data().toAbsolutePath()
              + "\" }\n");
      demo.readAll(bed, report);
      return demo;
    } catch (IOException | InterruptedException | RuntimeException e) {
      company.close();
      throw e;
    }
  }

  /** As the launcher starts it, which makes the cache of classes once, after a build. */
  private void readAll(Bed bed, Report report) throws IOException, InterruptedException {
    @Nullable Path cache = bed.classCache(report);
    Stopwatch watch = new Stopwatch();
    try (ServerProcess server = start(bed, cache)) {
      while (!whole(server, report, watch)) {
        Thread.sleep(200);
      }
      seconds = watch.seconds() - server.readyMillis() / 1e3;
      residentAtEnd = server.residentMegabytes();
      report.progress().show("letting the server rest");
      Thread.sleep(restSeconds(bed) * 1_000L);
      residentLater = server.residentMegabytes();
    }
    try (SqliteLedger ledger = SqliteLedger.open(data(), Clock.systemUTC());
        Rows rows = Rows.open(WarehouseSettings.in(data()))) {
      deliveries = ledger.head();
      mergeRequests = rows.count("merge_request");
    } catch (SQLException e) {
      throw new IllegalStateException("what was read cannot be counted", e);
    }
  }

  static int restSeconds(Bed bed) {
    return bed.quick() ? 30 : 60;
  }

  private static boolean whole(ServerProcess server, Report report, Stopwatch watch)
      throws IOException, InterruptedException {
    JsonNode source = server.web().json("/api/v1/sources").path("items").path(0);
    JsonNode status = source.path("status");
    long read = 0;
    for (JsonNode feed : status.path("feeds")) {
      read += feed.path("feed").asText().equals("merge_requests") ? feed.path("done").asLong() : 0;
    }
    report
        .progress()
        .show(
            "reading the company's history: %,d merge requests, %.0f s"
                .formatted(read, watch.seconds()));
    return server.hasReadAll();
  }

  ServerProcess start(Bed bed, @Nullable Path cache) throws IOException, InterruptedException {
    return ServerProcess.start(bed, config(), cache, SECRETS);
  }

  SimulatorProcess company() {
    return company;
  }

  Path config() {
    return folder.resolve("throughline.yaml");
  }

  Path data() {
    return folder.resolve("data");
  }

  /** From ready to everything read and projected. */
  double seconds() {
    return seconds;
  }

  double residentAtEnd() {
    return residentAtEnd;
  }

  double residentLater() {
    return residentLater;
  }

  long mergeRequests() {
    return mergeRequests;
  }

  long deliveries() {
    return deliveries;
  }

  @Override
  public void close() {
    company.close();
  }
}
