package io.throughline.source.zephyr;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Zephyr's numbers of statuses mean to us; test cases and runs tell only these. It goes with
 * every page as part of its context.
 *
 * @param words {@code draft} or a result in small letters, by the number of a status
 */
record Statuses(Map<String, String> words) {
  Statuses {
    words = Map.copyOf(words);
  }

  /** What {@link StatusesFeed} found out. */
  static Statuses of(FeedRun run) throws SourceException {
    return parse(
        run.cursorOf(StatusesFeed.ID, "")
            .orElseThrow(
                () ->
                    new SourceException(
                        Remedy.RETRY, "It is not known yet which statuses this Zephyr has.")));
  }

  /** The meaning of a text that {@link #format} wrote. */
  static Statuses parse(String text) {
    Map<String, String> words = new TreeMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",")) {
      int equals = pair.indexOf('=');
      words.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new Statuses(words);
  }

  String format() {
    return new TreeMap<>(words)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
  }
}
