package io.throughline.gate.init;

import org.jspecify.annotations.Nullable;

/** Somebody who can be asked. */
interface Questions {
  /**
   * Asks for one line.
   *
   * @return what was said; null when nothing more will be
   */
  @Nullable String ask(String question);
}
