package io.throughline.cli;

import io.quarkus.runtime.Quarkus;
import io.throughline.wiring.House;
import io.throughline.wiring.Server;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Reads the history of a small make-believe company, asks each page once and stops, so that the JVM
 * can note which classes are needed and which methods are busy. The launcher runs it after a build.
 */
@Command(name = "train", hidden = true, description = "Warms the start-up cache.")
final class TrainCommand implements Callable<Integer> {
  private static final long LONGEST_MILLIS = 120_000;
  private static final List<String> PATHS =
      List.of(
          "/",
          "/process",
          "/sources",
          "/ageing",
          "/catalogue",
          "/metric/cycle_time",
          "/metric/velocity",
          "/teams/{team}",
          "/teams/{team}/sprints",
          "/health?team={team}",
          "/api/v1/metrics",
          "/api/v1/metrics/cycle_time/readings",
          "/healthz",
          "/readyz");

  @Option(
      names = "--scale",
      defaultValue = "0.05",
      description = "How busy the company is (default: ${DEFAULT-VALUE}).")
  double scale;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("throughline-train");
    try (Company company = Company.start(folder, 1, scale)) {
      return Server.run(
          company.organisation(),
          0,
          house -> Thread.ofPlatform().start(() -> Quarkus.asyncExit(learn(house))));
    } finally {
      Folders.delete(folder);
    }
  }

  /** The exit code. */
  private static int learn(House house) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      long end = System.currentTimeMillis() + LONGEST_MILLIS;
      while (!Backfill.of(house).done()) {
        if (System.currentTimeMillis() > end) {
          System.err.println("throughline: the history was not read in two minutes");
          return 1;
        }
        Thread.sleep(100);
      }
      String team = house.organisation().teams().getLast().id();
      for (String pattern : PATHS) {
        String path = pattern.replace("{team}", team);
        HttpResponse<Void> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(house.address() + path)).build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
          throw new IOException(path + " answered " + answer.statusCode());
        }
      }
      return 0;
    } catch (IOException e) {
      System.err.println("throughline: training stopped: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
