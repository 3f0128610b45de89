package io.throughline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is odd about a report; the first few are kept, since a report may be nothing but odd. */
public final class Notes {
  private static final int MOST = 20;
  private static final int LONGEST_PIECE = 80;

  private final List<String> all = new ArrayList<>();

  /**
   * Notes something.
   *
   * @param format with its arguments, numbers as in English
   */
  public void add(String format, Object... arguments) {
    if (all.size() < MOST) {
      all.add(String.format(Locale.ROOT, format, arguments));
    } else if (all.size() == MOST) {
      all.add("and more of this kind");
    }
  }

  /** All that are kept. */
  public List<String> all() {
    return List.copyOf(all);
  }

  /** The beginning of a text that a report holds, short enough for a line of a log. */
  public static String piece(String text) {
    return text.length() > LONGEST_PIECE ? text.substring(0, LONGEST_PIECE) + "…" : text;
  }
}
