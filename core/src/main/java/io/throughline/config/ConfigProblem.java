package io.throughline.config;

/**
 * One mistake in a configuration.
 *
 * @param file as it was named by whoever started the program
 * @param line from 1 on; 0 when the whole file is meant
 * @param where the place in words of the file: {@code teams[2].members[0]}
 * @param message what is wrong and what was expected
 */
public record ConfigProblem(String file, int line, String where, String message) {
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + (where.isEmpty() ? "" : where + ": ") + message;
  }
}
