package io.throughline.source.gitlab;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a project's changes have been read: the newest {@code updated_at} by GitLab's clock, and
 * which things of the overlap before it were read in which version. The overlap catches what GitLab
 * commits late; the memory keeps the overlap from being read twice.
 *
 * @param at {@link Instant#MIN} before anything was read
 * @param seen version ({@code updated_at} as text) by id
 */
record Watermark(Instant at, Map<Long, String> seen) {
  static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final int MOST_SEEN = 20_000;
  private static final Watermark NONE = new Watermark(Instant.MIN, Map.of());

  Watermark {
    seen = Map.copyOf(seen);
  }

  /** Reads a saved cursor; empty text for none. */
  static Watermark parse(String cursor) {
    if (cursor.isEmpty()) {
      return NONE;
    }
    List<String> lines = cursor.lines().toList();
    Map<Long, String> seen = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int blank = line.indexOf(' ');
      seen.put(Long.valueOf(line.substring(0, blank)), line.substring(blank + 1));
    }
    return new Watermark(Instant.parse(lines.getFirst()), seen);
  }

  String format() {
    return at
        + seen.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> "\n" + e.getKey() + " " + e.getValue())
            .collect(Collectors.joining());
  }

  /** From when on to ask for changes. */
  Instant from(Instant since) {
    return at.equals(Instant.MIN) ? since : at.minus(OVERLAP);
  }

  /** Whether this version of the thing has been read. */
  boolean knows(Item item) {
    String version = seen.get(item.id());
    return version != null && !version.isEmpty() && version.equals(item.text("updated_at"));
  }

  /**
   * After these items were stored with all their details.
   *
   * @param ceiling GitLab's own time: an item from the future must not carry the mark past changes
   *     that are still to come
   */
  Watermark with(List<Item> items, Instant ceiling) {
    Instant newest = at;
    Map<Long, String> more = new HashMap<>(seen);
    for (Item item : items) {
      Instant updated = item.updatedAt().orElse(Instant.MIN);
      more.put(item.id(), item.text("updated_at"));
      Instant capped = updated.isAfter(ceiling) ? ceiling : updated;
      newest = capped.isAfter(newest) ? capped : newest;
    }
    return new Watermark(newest, overlap(more, newest));
  }

  /** The same with a later mark. */
  Watermark advanced(Instant newest) {
    return newest.isAfter(at) ? new Watermark(newest, overlap(seen, newest)) : this;
  }

  private static Map<Long, String> overlap(Map<Long, String> seen, Instant newest) {
    if (newest.equals(Instant.MIN)) {
      return seen;
    }
    Instant from = newest.minus(OVERLAP);
    Map<Long, String> kept = new HashMap<>();
    seen.entrySet().stream()
        .filter(e -> isSince(e.getValue(), from))
        .sorted(Map.Entry.<Long, String>comparingByValue().reversed())
        .limit(MOST_SEEN)
        .forEach(e -> kept.put(e.getKey(), e.getValue()));
    return kept;
  }

  private static boolean isSince(String version, Instant from) {
    return new Item(Map.of("updated_at", version))
        .updatedAt()
        .map(updated -> !updated.isBefore(from))
        .orElse(false);
  }
}
