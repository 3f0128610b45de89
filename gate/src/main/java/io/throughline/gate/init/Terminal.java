package io.throughline.gate.init;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** The person at the terminal, when there is one. */
final class Terminal implements Questions {
  private final Console console;

  private Terminal(Console console) {
    this.console = console;
  }

  /** Null in a pipeline, where a question would wait for ever. */
  static @Nullable Questions attached() {
    Console console = System.console();
    return console != null && isTerminal(console) ? new Terminal(console) : null;
  }

  /** Java 21 has a console only at a terminal; later ones may have it anywhere, and can tell. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a public method can be called", e);
    }
  }

  @Override
  public @Nullable String ask(String question) {
    return console.readLine("%s", question);
  }
}
