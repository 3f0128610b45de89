package io.throughline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.api.AdminToken;
import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.wiring.House;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds the warehouse again from the ledger, in a running server or without one. */
@Command(
    name = "rebuild",
    description = {
      "Builds the warehouse again from the ledger.",
      "Nothing that was received is lost by it. A running server does it itself and goes on taking"
          + " webhooks meanwhile."
    },
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "throughline.yaml",
      description = "The configuration of the server (default: ${DEFAULT-VALUE}).")
  Path config = Path.of("throughline.yaml");

  @Override
  public Integer call() throws Exception {
    Organisation organisation = ConfigReader.read(config, System.getenv());
    Path token = AdminToken.file(Path.of(organisation.server().data()));
    if (Files.isReadable(token)
        && asked(organisation.server().listen(), Files.readString(token).strip())) {
      return 0;
    }
    ProgressLine line = ProgressLine.onStandardOutput();
    try (House house = House.open(organisation, Clock.systemUTC())) {
      house.rebuild(
          (done, total) ->
              line.show(
                  "Rebuilding",
                  total == 0 ? 1 : (double) done / total,
                  String.format(Locale.ROOT, "%,d of %,d deliveries", done, total)));
      line.done(String.format(Locale.ROOT, "Rebuilt from %,d deliveries.", house.ledger().head()));
    }
    return 0;
  }

  /** Asks a running server; false when none runs. */
  private static boolean asked(String listen, String token)
      throws IOException, InterruptedException {
    URI base = URI.create("http://" + listen);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(base.resolve("/api/v1/rebuild"))
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 401) {
        throw new IllegalStateException(
            "a server answers at " + listen + ", and it is not the one that uses this data");
      }
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException("the server refused: " + detail(answer.body()));
      }
      System.out.println(
          "  The running server rebuilds; " + base + "/sources shows how far it is.");
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static String detail(String body) throws IOException {
    JsonNode problem = new ObjectMapper().readTree(body);
    return problem.path("detail").asText(body);
  }
}
