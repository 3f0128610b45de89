package io.throughline.warehouse.dimension;

/** Globs as patterns for {@code LIKE ... ESCAPE '!'}, which every engine matches alike. */
final class Glob {
  private Glob() {}

  /** {@code *} stands for any text, {@code ?} for one character; nothing else is special. */
  static String like(String glob) {
    return glob.replace("!", "!!")
        .replace("%", "!%")
        .replace("_", "!_")
        .replace('*', '%')
        .replace('?', '_');
  }
}
