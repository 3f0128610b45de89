package io.throughline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.wiring.House;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
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
    Optional<RunningServer> running = RunningServer.of(organisation);
    if (running.isPresent()) {
      Optional<JsonNode> taken = running.get().post("/api/v1/rebuild");
      if (taken.isPresent()) {
        System.out.println(
            "  The running server rebuilds; "
                + running.get().address()
                + "/sources shows how far it is.");
        return 0;
      }
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
}
