package io.throughline.bench;

import java.io.PrintStream;

/** One line that says what is being done; silent where there is no terminal to change it on. */
final class Progress {
  private final PrintStream out;
  private final boolean terminal;
  private boolean shown;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(String text) {
    if (terminal) {
      out.print("\r\033[K  … " + text);
      out.flush();
      shown = true;
    }
  }

  /** Takes the line away before something lasting is printed. */
  void clear() {
    if (shown) {
      out.print("\r\033[K");
      shown = false;
    }
  }
}
