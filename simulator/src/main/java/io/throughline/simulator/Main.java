package io.throughline.simulator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulator's command line. */
@Command(
    name = "throughline-simulator",
    description = "A make-believe company behind GitLab's real REST API and webhooks.",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    subcommands = {ServeCommand.class, ConfigCommand.class})
public final class Main {
  private Main() {}

  /** Runs a command and leaves with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
