package io.throughline.gate.cli;

import picocli.CommandLine;

/** Starts the command. */
public final class Main {
  private Main() {}

  /** Judges and leaves with the exit code of the verdict. */
  public static void main(String[] args) {
    System.exit(line().execute(args));
  }

  /** The command line, whose output goes to the standard streams until somebody says otherwise. */
  static CommandLine line() {
    return new CommandLine(new GateCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (e, arguments) -> {
              e.getCommandLine().getErr().println("throughline-gate: " + e.getMessage());
              CommandLine.UnmatchedArgumentException.printSuggestions(
                  e, e.getCommandLine().getErr());
              e.getCommandLine().getErr().println("Try --help.");
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (e, line, result) -> {
              line.getErr().println("throughline-gate: cannot evaluate: " + Plain.of(e));
              return ExitCode.UNREADABLE;
            });
  }
}
