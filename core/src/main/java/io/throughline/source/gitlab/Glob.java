package io.throughline.source.gitlab;

import java.util.regex.Pattern;

/**
 * A path pattern: {@code *} within a folder, {@code **} over folders, {@code ?} one character. A
 * pattern without a slash means the file's name in any folder, one that ends with a slash all that
 * lies below.
 */
final class Glob {
  private final Pattern pattern;

  Glob(String glob) {
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
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
