package io.throughline.source.gitlab;

import io.throughline.model.PathGlob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many path patterns, sorted so that most paths cost a look-up: whole names, endings, and the rest.
 *
 * @param names whole file names and their reasons
 * @param endings of file names ({@code .min.js}) and their reasons
 * @param others patterns that need a {@link PathGlob}
 */
record PathTable(Map<String, String> names, Map<String, String> endings, List<Rule> others) {
  /** One pattern and what it means. */
  record Rule(String reason, PathGlob glob) {}

  /**
   * Builds a table.
   *
   * @param lines each is a reason and the patterns that have it, between blanks
   */
  static PathTable of(String... lines) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> endings = new LinkedHashMap<>();
    List<Rule> others = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        String word = words[i];
        if (plain(word)) {
          names.putIfAbsent(word, words[0]);
        } else if (word.startsWith("*") && plain(word.substring(1))) {
          endings.putIfAbsent(word.substring(1), words[0]);
        } else {
          others.add(new Rule(words[0], new PathGlob(word)));
        }
      }
    }
    return new PathTable(names, endings, others);
  }

  /** The reason of a pattern that the path matches, or null. */
  @Nullable String find(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String reason = names.get(name);
    if (reason != null) {
      return reason;
    }
    for (var ending : endings.entrySet()) {
      if (name.endsWith(ending.getKey())) {
        return ending.getValue();
      }
    }
    for (Rule rule : others) {
      if (rule.glob.matches(path)) {
        return rule.reason;
      }
    }
    return null;
  }

  private static boolean plain(String word) {
    return word.indexOf('*') < 0 && word.indexOf('?') < 0 && word.indexOf('/') < 0;
  }
}
