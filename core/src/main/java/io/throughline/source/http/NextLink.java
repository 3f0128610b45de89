package io.throughline.source.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code Link} header of RFC 8288 as far as paging needs it. */
public final class NextLink {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern NEXT = Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?[^\";,]*\\bnext\\b");

  private NextLink() {}

  /** The address of the next page, if the answer names one. */
  public static Optional<String> of(HttpDoor.Page page) {
    String header = page.headers().get("link");
    if (header == null) {
      return Optional.empty();
    }
    Matcher links = LINK.matcher(header);
    while (links.find()) {
      if (NEXT.matcher(links.group(2)).find()) {
        return Optional.of(links.group(1));
      }
    }
    return Optional.empty();
  }
}
