package io.throughline.cli;

import io.quarkus.runtime.Quarkus;
import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.wiring.House;
import io.throughline.wiring.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts on an empty folder, asks each page once and stops, so that the JVM can note which classes
 * a start needs. The launcher runs it after a build.
 */
@Command(name = "train", hidden = true, description = "Warms the start-up cache.")
final class TrainCommand implements Callable<Integer> {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/process",
          "/sources",
          "/ageing",
          "/catalogue",
          "/metric/cycle_time",
          "/teams/one",
          "/api/v1/metrics",
          "/api/v1/metrics/cycle_time/readings",
          "/healthz",
          "/readyz");
  private static final String CONFIG =
      """
      organisation: Training
      people: [{ id: ada, name: Ada }]
      services: [{ id: shop }]
      teams: [{ id: one, name: One, members: [ada], services: [shop] }]
      """;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("throughline-train");
    try {
      Organisation organisation = ConfigReader.read("training", CONFIG, Map.of(), folder);
      return Server.run(organisation, 0, house -> Thread.ofPlatform().start(() -> visit(house)));
    } finally {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void visit(House house) {
    int code = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : PATHS) {
        client.send(
            HttpRequest.newBuilder(URI.create(house.address() + path)).build(),
            HttpResponse.BodyHandlers.discarding());
      }
    } catch (IOException e) {
      System.err.println("throughline: training stopped: " + e.getMessage());
      code = 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Quarkus.asyncExit(code);
  }
}
