package io.throughline.simulator.newrelic;

import io.throughline.simulator.http.Refused;

/** Where the next page of a list begins. */
final class Cursor {
  private static final String START = "next-";

  private Cursor() {}

  static String of(int row) {
    return START + row;
  }

  /** The row that a cursor stands for; the first for empty text. */
  static int parse(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches(START + "[0-9]{1,8}")) {
      throw new Refused(200, "Invalid cursor");
    }
    return Integer.parseInt(text.substring(START.length()));
  }
}
