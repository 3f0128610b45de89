package io.throughline.source.confluence;

import io.throughline.model.fact.WikiPageLink;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that a page in storage format links to: by the Jira macro for one issue, by a link or
 * a smart link to an issue's address. The parser knows no document types and loads nothing.
 */
final class StorageLinks {
  /** A page that links to more tickets is a list of them. */
  private static final int MOST = 1_000;

  private static final int LONGEST_URL = 2_000;
  private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]{1,30}-[1-9][0-9]{0,9}");
  private static final Pattern BROWSE =
      Pattern.compile("/browse/([A-Za-z][A-Za-z0-9_]{1,30}-[1-9][0-9]{0,9})/?$");
  private static final Pattern SELECTED =
      Pattern.compile("(?:^|&)selectedIssue=([A-Za-z][A-Za-z0-9_]{1,30}-[1-9][0-9]{0,9})(?:&|$)");

  private StorageLinks() {}

  /** The links, each once, in the order of the page. */
  static List<WikiPageLink> of(long page, String storage) {
    Map<String, WikiPageLink> links = new LinkedHashMap<>();
    Document document = Parser.xmlParser().parseInput(storage, "");
    for (Element element : document.getAllElements()) {
      WikiPageLink link =
          switch (element.normalName()) {
            case "ac:structured-macro", "ac:macro" -> macro(page, element);
            case "a" -> address(page, element.attr("href"));
            case "ri:url" -> address(page, element.attr("ri:value"));
            default -> null;
          };
      if (link != null && links.size() < MOST) {
        links.putIfAbsent(link.key(), link);
      }
    }
    return List.copyOf(links.values());
  }

  /** The macro shows one issue when it has a key; a query is a list and no link. */
  private static @Nullable WikiPageLink macro(long page, Element macro) {
    if (!macro.attr("ac:name").equals("jira")) {
      return null;
    }
    for (Element parameter : macro.children()) {
      if (parameter.normalName().equals("ac:parameter")
          && parameter.attr("ac:name").equals("key")) {
        String key = parameter.text().strip().toUpperCase(Locale.ROOT);
        return KEY.matcher(key).matches() ? new WikiPageLink(page, key, key, null) : null;
      }
    }
    return null;
  }

  private static @Nullable WikiPageLink address(long page, String text) {
    URI address = uri(text.strip());
    if (address == null
        || address.getHost() == null
        || address.getRawPath() == null
        || !("https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme()))) {
      return null;
    }
    String query = address.getRawQuery();
    Matcher browse = BROWSE.matcher(address.getRawPath());
    Matcher selected = SELECTED.matcher(query == null ? "" : query);
    Matcher found = browse.find() ? browse : selected.find() ? selected : null;
    if (found == null) {
      return null;
    }
    String key = found.group(1).toUpperCase(Locale.ROOT);
    return new WikiPageLink(page, key + " " + address, key, address.toString());
  }

  /** An address that is none was typed by somebody and leads nowhere. */
  private static @Nullable URI uri(String text) {
    if (text.length() > LONGEST_URL) {
      return null;
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
