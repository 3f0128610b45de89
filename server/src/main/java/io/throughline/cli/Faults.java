package io.throughline.cli;

import io.throughline.api.ListenException;
import io.throughline.config.ConfigException;
import io.throughline.ledger.LedgerException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Tells a person what went wrong: mistakes in a file by line, faults of ours with their trace. */
final class Faults implements CommandLine.IExecutionExceptionHandler {
  private static final int CANNOT = 2;

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    Throwable cause = e;
    while (cause.getCause() != null
        && !(cause instanceof ConfigException)
        && !(cause instanceof ListenException)
        && !(cause instanceof LedgerException)) {
      cause = cause.getCause();
    }
    if (cause instanceof ConfigException config) {
      config.problems().forEach(err::println);
      err.println(
          config.problems().size() == 1
              ? "throughline: one mistake in the configuration; nothing was started."
              : "throughline: "
                  + config.problems().size()
                  + " mistakes in the configuration; nothing was started.");
      return Main.USAGE;
    }
    if (cause instanceof LedgerException
        || cause instanceof ListenException
        || cause instanceof IllegalStateException) {
      err.println("throughline: " + cause.getMessage());
      return CANNOT;
    }
    e.printStackTrace(err);
    return CANNOT;
  }
}
