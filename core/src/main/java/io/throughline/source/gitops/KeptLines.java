package io.throughline.source.gitops;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a diff down to what names images and versions, so that nothing else of what an organisation
 * runs, and no secret that stands in its files, is ever stored here. Of other lines the key is kept
 * where there is one, since it tells what belongs together.
 */
final class KeptLines {
  private static final int LONGEST_VALUE = 500;

  /** Keys whose values are kept, in lower case, beside all that end with {@code image}. */
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "newname",
          "newtag",
          "digest",
          "registry",
          "repository",
          "tag",
          "imagetag",
          "image_tag",
          "chart",
          "version",
          "appversion",
          "targetrevision");

  private static final Pattern HUNK =
      Pattern.compile(
          "(@@ -[0-9]{1,9}(?:,[0-9]{1,9})? \\+[0-9]{1,9}(?:,[0-9]{1,9})? @@).*", Pattern.DOTALL);

  private KeptLines() {}

  /** The diff with the same hunks and lines, each cut down. */
  static String of(String diff) {
    StringBuilder kept = new StringBuilder();
    boolean hunk = false;
    for (String line : (Iterable<String>) diff.lines()::iterator) {
      Matcher head = HUNK.matcher(line);
      if (head.matches()) {
        hunk = true;
        kept.append(head.group(1)).append('\n');
      } else if (hunk && !line.isEmpty() && " +-".indexOf(line.charAt(0)) >= 0) {
        kept.append(line.charAt(0)).append(line(line.substring(1))).append('\n');
      }
    }
    return kept.toString();
  }

  private static String line(String text) {
    if (text.startsWith("---")) {
      return "---";
    }
    Optional<YamlLine> yaml = YamlLine.parse(text);
    if (yaml.isEmpty()) {
      return "";
    }
    YamlLine line = yaml.get();
    String indent = text.substring(0, line.column());
    boolean wanted =
        isWanted(line.key()) && !line.value().isEmpty() && line.value().length() <= LONGEST_VALUE;
    return indent + line.key() + ":" + (wanted ? " '" + unquotable(line.value()) + "'" : "");
  }

  static boolean isWanted(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return KEYS.contains(lower) || lower.endsWith("image");
  }

  /** No image and no version has an apostrophe. */
  private static String unquotable(String value) {
    return value.indexOf('\'') < 0 ? value : "";
  }
}
