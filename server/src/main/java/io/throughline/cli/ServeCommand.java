package io.throughline.cli;

import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.wiring.Server;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server on an organisation's own sources. */
@Command(
    name = "serve",
    description = {
      "Starts the server.",
      "It prints the address of its pages, the webhook address of each source, and the token that"
          + " changing anything needs."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "throughline.yaml",
      description = "The organisation and its sources (default: ${DEFAULT-VALUE}).")
  Path config = Path.of("throughline.yaml");

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port of pages and API, instead of the one in the file.")
  @Nullable Integer port;

  @Override
  public Integer call() throws Exception {
    Organisation organisation = ConfigReader.read(config, System.getenv());
    return Server.run(organisation, port, started -> started.greet(System.out));
  }
}
