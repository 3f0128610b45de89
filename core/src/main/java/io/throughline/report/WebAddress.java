package io.throughline.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request went, without what makes one request differ from the next: query, fragment, a
 * session in the path, and who asked. All of these may be secrets, and none is kept.
 *
 * @param origin scheme and host with its port, in small letters; empty when the address has none
 * @param path from its first slash on; {@code /} when the address has none
 */
public record WebAddress(String origin, String path) {
  private static final Pattern HTTP = Pattern.compile("(?i)(https?|wss?)://([^/?#]*)");
  private static final Pattern SESSION = Pattern.compile("(?i);jsessionid=[^/]*");

  /**
   * Reads an address.
   *
   * @return empty when it is none of the web
   */
  public static Optional<WebAddress> of(String text) {
    Matcher http = HTTP.matcher(text);
    if (http.lookingAt()) {
      String host = http.group(2);
      String origin = http.group(1) + "://" + host.substring(host.lastIndexOf('@') + 1);
      return Optional.of(
          new WebAddress(origin.toLowerCase(Locale.ROOT), path(text.substring(http.end()))));
    }
    return text.startsWith("/") ? Optional.of(new WebAddress("", path(text))) : Optional.empty();
  }

  private static String path(String rest) {
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
      end++;
    }
    String path = SESSION.matcher(rest.substring(0, end)).replaceAll("");
    return path.isEmpty() ? "/" : path;
  }
}
