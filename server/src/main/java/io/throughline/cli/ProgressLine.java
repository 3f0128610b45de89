package io.throughline.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * One line that shows how far long work has come. On a terminal it changes in place; elsewhere a
 * line is printed at each tenth.
 */
final class ProgressLine {
  private static final int WIDTH = 30;
  private static final int TENTH = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final long startedAt = System.nanoTime();
  private int lastTenth = -1;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A line for standard output as this process finds it. */
  static ProgressLine onStandardOutput() {
    // The launcher knows whether it stands on a terminal; a Java program cannot tell before JDK 22.
    return new ProgressLine(System.out, Boolean.getBoolean("throughline.terminal"));
  }

  /**
   * Shows the state.
   *
   * @param share 0 to 1
   */
  void show(String what, double share, String detail) {
    double bounded = Math.max(0, Math.min(1, share));
    int percent = (int) Math.floor(bounded * 100);
    if (!terminal) {
      if (percent / TENTH > lastTenth) {
        lastTenth = percent / TENTH;
        out.printf(Locale.ROOT, "  %s %d %%  %s%n", what, percent, detail);
      }
      return;
    }
    int filled = (int) Math.round(bounded * WIDTH);
    out.printf(
        Locale.ROOT,
        "\r\033[K  %s  %s%s %3d %%  %s%s",
        what,
        "█".repeat(filled),
        "░".repeat(WIDTH - filled),
        percent,
        detail,
        remaining(bounded));
    out.flush();
  }

  /** Ends the line with a last word. */
  void done(String text) {
    if (terminal) {
      out.print("\r\033[K");
    }
    out.println("  " + text);
  }

  private String remaining(double share) {
    if (share < 0.05 || share >= 1) {
      return "";
    }
    double elapsed = (System.nanoTime() - startedAt) / 1e9;
    Duration left = Duration.ofSeconds(Math.round(elapsed / share * (1 - share)));
    return left.toMinutes() > 0
        ? "  " + left.toMinutes() + " min left"
        : "  " + left.toSeconds() + " s left";
  }
}
