package io.throughline.model;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A path pattern: {@code *} within a folder, {@code **} over folders, {@code ?} one character. A
 * pattern without a slash means the file's name in any folder, one that ends with a slash all that
 * lies below.
 */
public final class PathGlob {
  private static final Pattern WILD = Pattern.compile("[*?]+/?");

  private final Pattern pattern;
  // Its longest stretch without wildcards: nearly every path is told apart by looking for that.
  private final String literal;

  public PathGlob(String glob) {
    String whole = glob.endsWith("/") ? glob + "**" : glob;
    String anchored = whole.contains("/") ? whole : "**/" + whole;
    StringBuilder regex = new StringBuilder();
    int i = anchored.startsWith("/") ? 1 : 0;
    while (i < anchored.length()) {
      if (anchored.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (anchored.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char c = anchored.charAt(i++);
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
    }
    literal =
        WILD.splitAsStream(anchored.substring(anchored.startsWith("/") ? 1 : 0))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Whether a path, with slashes, is of it. */
  public boolean matches(String path) {
    return path.contains(literal) && pattern.matcher(path).matches();
  }
}
