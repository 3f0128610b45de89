package io.throughline.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the server's jar; the launcher at the root of the repository starts it. */
@QuarkusMain
@Command(
    name = "throughline",
    description = "Shows, per team, how work flows from idea to production.",
    mixinStandardHelpOptions = true,
    version = "Throughline 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      RebuildCommand.class,
      LinkCommand.class,
      TrainCommand.class
    })
public final class Main {
  /** The exit code for a configuration or a use that is wrong. */
  static final int USAGE = 64;

  private Main() {}

  /** Runs a command and leaves with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler(new Faults())
            .setParameterExceptionHandler(
                (e, arguments) -> {
                  e.getCommandLine().getErr().println("throughline: " + e.getMessage());
                  CommandLine.UnmatchedArgumentException.printSuggestions(
                      e, e.getCommandLine().getErr());
                  e.getCommandLine().getErr().println("Try --help.");
                  return USAGE;
                })
            .execute(args));
  }
}
