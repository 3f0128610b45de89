package io.throughline.source.gitlab;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;

/** Ids that come from outside and go into a path. */
final class Ids {
  private Ids() {}

  /** The text, if it is a plain number, so that it can lead nowhere else. */
  static String number(String text) throws SourceException {
    if (!text.matches("[0-9]{1,18}")) {
      throw new SourceException(Remedy.SKIP, "A wish names something that is not an id.");
    }
    return text;
  }
}
