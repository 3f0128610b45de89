package io.throughline.metric;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the condition of a row that any of several metrics wants. Where all of them are asked,
 * most of their conditions are another one with something added, and the engine would plan and try
 * each.
 */
final class Conditions {
  private static final Pattern AND = Pattern.compile("(?i)\\bAND\\b");

  /** Words beside which an {@code AND} may join something else than two whole conditions. */
  private static final Pattern OTHER = Pattern.compile("(?i)\\b(or|between|case)\\b");

  private Conditions() {}

  /** SQL that is true where one of the conditions is. */
  static String any(Collection<String> conditions) {
    Map<String, Set<String>> parts = new LinkedHashMap<>();
    conditions.forEach(condition -> parts.put(condition, parts(condition)));
    Set<Set<String>> wider = new LinkedHashSet<>();
    for (Set<String> own : parts.values()) {
      // Of two that ask for the same the first is kept.
      if (wider.stream().noneMatch(own::containsAll)) {
        wider.removeIf(other -> other.containsAll(own));
        wider.add(own);
      }
    }
    return wider.stream()
        .map(own -> own.isEmpty() ? "TRUE" : "(" + String.join(" AND ", own) + ")")
        .collect(Collectors.joining(" OR "));
  }

  /** What has to be true at once; a part is a condition in the words of the text. */
  private static Set<String> parts(String condition) {
    String text = bare(condition.strip());
    String flat = Selection.flat(text);
    if (OTHER.matcher(flat).find()) {
      return Set.of("(" + text + ")");
    }
    Set<String> parts = new LinkedHashSet<>();
    Matcher and = AND.matcher(flat);
    int from = 0;
    boolean several = false;
    while (and.find()) {
      parts.addAll(parts(text.substring(from, and.start())));
      from = and.end();
      several = true;
    }
    if (several) {
      parts.addAll(parts(text.substring(from)));
    } else if (!text.equalsIgnoreCase("TRUE")) {
      parts.add(text);
    }
    return parts;
  }

  /** A text without the parentheses around all of it. */
  private static String bare(String text) {
    String flat = Selection.flat(text);
    int depth = 0;
    for (int i = 0; i < flat.length(); i++) {
      depth += flat.charAt(i) == '(' ? 1 : flat.charAt(i) == ')' ? -1 : 0;
      if (depth == 0 && (i < flat.length() - 1 || i == 0)) {
        return text;
      }
    }
    return text.isEmpty() ? text : bare(text.substring(1, text.length() - 1).strip());
  }
}
