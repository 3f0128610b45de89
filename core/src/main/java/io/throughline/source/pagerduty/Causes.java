package io.throughline.source.pagerduty;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people found out about an incident afterwards, as they write it into custom fields of the
 * incident or, a line each, into its notes: {@code cause: infrastructure}, {@code gate: unit-test},
 * {@code commit: 1a2b3c4}, {@code deployment: https://...}. What is written later counts, and a
 * field before a note. What cannot be read as such is left out: a sentence about the cause is no
 * cause of ours.
 */
final class Causes {
  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_ADDRESS = 500;
  private static final Set<String> CAUSE = Set.of("cause", "root cause", "cause category");
  private static final Set<String> GATE = Set.of("gate", "missed gate", "escaped gate");
  private static final Set<String> COMMIT = Set.of("commit", "cause commit", "root cause commit");
  private static final Set<String> DEPLOYMENT =
      Set.of("deployment", "cause deployment", "root cause deployment");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("change", "change"),
          Map.entry("code", "change"),
          Map.entry("code change", "change"),
          Map.entry("deployment", "change"),
          Map.entry("release", "change"),
          Map.entry("infrastructure", "infrastructure"),
          Map.entry("infra", "infrastructure"),
          Map.entry("third party", "third_party"),
          Map.entry("vendor", "third_party"),
          Map.entry("other", "other"));

  private static final Pattern LINE = Pattern.compile("\\s*[-*]?\\s*([A-Za-z _-]{3,40}?)\\s*:(.*)");
  private static final Pattern SHA = Pattern.compile("(?:.*/)?([0-9a-fA-F]{7,64})/?");
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,79}");

  private @Nullable String cause;
  private @Nullable String sha;
  private @Nullable String deployment;
  private @Nullable String gate;

  /** The cause in our words; null where nothing tells. */
  @Nullable String cause() {
    return cause;
  }

  /** The commit that did it, in small letters; null where nothing tells. */
  @Nullable String sha() {
    return sha;
  }

  /** Address or id of the deployment that did it; null where nothing tells. */
  @Nullable String deployment() {
    return deployment;
  }

  /** Id of the gate that should have caught it; null where nothing tells. */
  @Nullable String gate() {
    return gate;
  }

  /** Reads the lines of a note. */
  void note(@Nullable String text) {
    if (text == null) {
      return;
    }
    text.lines()
        .filter(line -> line.length() <= LONGEST_LINE)
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> put(line.group(1), line.group(2)));
  }

  /** Reads the custom fields of an incident, known by their names or by what people see of them. */
  void fields(JsonValue incident) throws UnmappableException {
    for (JsonValue field : incident.objects("custom_fields")) {
      Optional<String> value = value(field.at("value"));
      if (value.isPresent()) {
        for (String name : new String[] {"display_name", "name"}) {
          String key = field.text(name);
          if (key != null) {
            put(key, value.get());
          }
        }
      }
    }
  }

  /** Empty for what is no single text: a field may hold several values, a number or a flag. */
  private static Optional<String> value(JsonValue value) throws UnmappableException {
    if (value.isArray() && value.items().size() == 1) {
      return value(value.items().getFirst());
    }
    return value.isText() ? Optional.ofNullable(value.text()) : Optional.empty();
  }

  private void put(String name, String text) {
    String key = plain(name);
    String value = text.strip();
    if (CAUSE.contains(key)) {
      String word = WORDS.get(plain(value));
      cause = word == null ? cause : word;
    } else if (GATE.contains(key)) {
      String id = value.toLowerCase(Locale.ROOT);
      gate = ID.matcher(id).matches() ? id : gate;
    } else if (COMMIT.contains(key)) {
      Matcher commit = SHA.matcher(value);
      sha = commit.matches() ? commit.group(1).toLowerCase(Locale.ROOT) : sha;
    } else if (DEPLOYMENT.contains(key) && !value.isEmpty() && value.length() <= LONGEST_ADDRESS) {
      deployment = value;
    }
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]+", " ");
  }
}
