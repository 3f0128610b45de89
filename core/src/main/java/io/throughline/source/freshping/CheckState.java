package io.throughline.source.freshping;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a check found, in our words; the words of the systems are many. */
enum CheckState {
  UP,
  DOWN,
  PAUSED,
  MAINTENANCE,
  UNKNOWN;

  private static final Map<String, CheckState> WORDS = words();

  private static Map<String, CheckState> words() {
    Map<String, CheckState> words = new HashMap<>();
    // Freshping's own, as its list and its webhooks write them. What is slow is up.
    List.of("av", "available", "gp", "good performance", "dp", "degraded performance")
        .forEach(word -> words.put(word, UP));
    List.of(
            "nr",
            "not responding",
            "re",
            "reporting error",
            "dme",
            "dns record matching failure",
            "sme",
            "string check matching failure",
            "sce",
            "status code check failure")
        .forEach(word -> words.put(word, DOWN));
    List.of("ps", "monitoring paused").forEach(word -> words.put(word, PAUSED));
    // What others mostly write.
    List.of("up", "ok", "online", "resolved", "recovered").forEach(word -> words.put(word, UP));
    List.of("down", "error", "failed", "failing", "offline", "unreachable")
        .forEach(word -> words.put(word, DOWN));
    List.of("paused", "disabled", "stopped").forEach(word -> words.put(word, PAUSED));
    List.of("maintenance", "under maintenance").forEach(word -> words.put(word, MAINTENANCE));
    List.of("unknown", "pending").forEach(word -> words.put(word, UNKNOWN));
    return Map.copyOf(words);
  }

  /** The meaning of a word; empty for one that is not known. */
  static Optional<CheckState> of(String word) {
    String plain = word.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Optional.ofNullable(WORDS.get(plain));
  }

  /** The meaning of a field that must be there and be known: a guess would be a wrong number. */
  static CheckState required(JsonValue parent, String field) throws UnmappableException {
    return of(parent.requiredText(field))
        .orElseThrow(
            () -> parent.at(field).unexpected("a word for up, down, paused or maintenance"));
  }

  /** As the facts write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
