package io.throughline.simulator;

import io.throughline.simulator.world.Brightwater;
import io.throughline.simulator.world.CompanyYaml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the product's configuration of this company. */
@Command(
    name = "config",
    description = "Writes the throughline.yaml of this company.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ConfigCommand implements Callable<Integer> {
  @Option(names = "--out", description = "File to write; standard output when left out.")
  @Nullable Path out;

  @Option(names = "--url", description = "Address of the simulator.", required = true)
  String url = "";

  @Option(names = "--months", description = "Length of the recorded history, as in serve.")
  int months = 12;

  @Option(
      names = "--now",
      description = "End of the recorded history, as in serve; default is now.")
  @Nullable Instant now;

  @Option(
      names = "--with-jira",
      description = "Also the boards, the gates, the Jira and its QMetry.")
  boolean withJira;

  @Override
  public Integer call() throws IOException {
    Instant end = now == null ? Instant.now() : now;
    String yaml =
        CompanyYaml.of(
            Brightwater.endingAt(end, months), url, end.atZone(ZoneOffset.UTC).getYear(), withJira);
    if (out == null) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(yaml);
    } else {
      Files.writeString(out, yaml);
    }
    return 0;
  }
}
