package io.throughline.wiring;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Makes being told to stop an orderly end with exit code 0. Left to itself the JVM ends with 143
 * after a SIGTERM, which a supervisor takes for a crash.
 */
final class StopSignals {
  private StopSignals() {}

  /** From now on the first TERM or INT stops the server, and a second one ends it at once. */
  static void heed() {
    for (String name : List.of("TERM", "INT")) {
      Signal.handle(
          new Signal(name),
          signal -> {
            Signal.handle(signal, SignalHandler.SIG_DFL);
            Quarkus.asyncExit(0);
          });
    }
  }
}
