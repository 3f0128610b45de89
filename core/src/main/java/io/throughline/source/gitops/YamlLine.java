package io.throughline.source.gitops;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line {@code key: value} of a YAML file in block style, as far as it can be told from the line
 * alone. A diff shows pieces of a file, so nothing that needs the whole file is used.
 *
 * @param column where the key stands; what is nested stands further right
 * @param item whether the line begins an entry of a list
 * @param value the scalar without quotes and comment; empty text for a key that only leads on
 */
record YamlLine(int column, boolean item, String key, String value) {
  private static final int LONGEST = 1_000;

  private static final Pattern SHAPE =
      Pattern.compile("( *)((?:- +)*)([\"']?)([A-Za-z0-9_./-]{1,100})\\3:(?:[ \\t]+(.*))?");

  static Optional<YamlLine> parse(String line) {
    String text = line.stripTrailing();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.empty();
    }
    String value = shape.group(5) == null ? "" : scalar(shape.group(5));
    int column = shape.group(1).length() + shape.group(2).length();
    return Optional.of(new YamlLine(column, !shape.group(2).isEmpty(), shape.group(4), value));
  }

  /** The value as it would stand after the key; an anchor before it is no part of it. */
  private static String scalar(String rest) {
    String text = rest.strip();
    if (text.startsWith("&")) {
      int blank = text.indexOf(' ');
      text = blank < 0 ? "" : text.substring(blank).strip();
    }
    if (text.startsWith("\"") || text.startsWith("'")) {
      int end = text.indexOf(text.charAt(0), 1);
      return end < 0 ? "" : text.substring(1, end);
    }
    // A comment, an alias, a block or a collection: what it holds is not on this line.
    if (text.isEmpty() || "#*|>{[!".indexOf(text.charAt(0)) >= 0) {
      return "";
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }
}
