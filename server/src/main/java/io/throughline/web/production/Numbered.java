package io.throughline.web.production;

import io.throughline.web.PageProblem;

/** The number of a thing in an address. */
final class Numbered {
  private Numbered() {}

  /**
   * Reads it.
   *
   * @throws PageProblem 404 for one that is larger than any number that is given
   */
  static long of(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLarge) {
      throw PageProblem.notFound("Nothing has such a number.");
    }
  }
}
