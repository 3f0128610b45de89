package io.throughline.gate.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
    // Logs of pipelines are UTF-8, also where the container says nothing of its language.
    return new CommandLine(new GateCommand())
        .setOut(utf8(System.out))
        .setErr(utf8(System.err))
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

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
