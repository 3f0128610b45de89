package io.throughline.source;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Many pairs of numbers as a short text: steps in base 36. Pure. */
public final class IdPairs {
  private IdPairs() {}

  /** The second numbers by the first. */
  public static SortedMap<Long, Long> parse(String text) {
    SortedMap<Long, Long> pairs = new TreeMap<>();
    long iid = 0;
    long id = 0;
    for (String pair : text.isEmpty() ? new String[0] : text.split(" ")) {
      int colon = pair.indexOf(':');
      iid += colon < 0 ? 1 : Long.parseLong(pair.substring(0, colon), Character.MAX_RADIX);
      id += Long.parseLong(pair.substring(colon + 1), Character.MAX_RADIX);
      pairs.put(iid, id);
    }
    return pairs;
  }

  /** What {@link #parse} reads. */
  public static String format(SortedMap<Long, Long> pairs) {
    StringBuilder text = new StringBuilder();
    long iid = 0;
    long id = 0;
    for (Map.Entry<Long, Long> pair : pairs.entrySet()) {
      text.append(text.isEmpty() ? "" : " ");
      if (pair.getKey() != iid + 1) {
        text.append(Long.toString(pair.getKey() - iid, Character.MAX_RADIX)).append(':');
      }
      text.append(Long.toString(pair.getValue() - id, Character.MAX_RADIX));
      iid = pair.getKey();
      id = pair.getValue();
    }
    return text.toString();
  }
}
