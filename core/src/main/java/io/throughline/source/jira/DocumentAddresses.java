package io.throughline.source.jira;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in a text field that may lead to a document: a page of a Confluence, or a file in a Git
 * repository. Whether they do is for the warehouse to find out; other addresses are not kept.
 */
final class DocumentAddresses {
  private static final int MAX_DEPTH = 40;
  private static final int MOST = 50;
  private static final int LONGEST = 2_000;
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s|\\[\\]()<>\"'{}]+");
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "/pages/[0-9]|[?&]pageId=[0-9]|/display/[^/]+/|/(?:wiki/)?x/[A-Za-z0-9_-]+$|/-/blob/");

  private DocumentAddresses() {}

  /** Each once, in the order of the field, without what follows a full stop or a comma. */
  static Set<String> of(JsonValue field) throws UnmappableException {
    if (!field.isObject()) {
      return of(field.present() ? field.text() : null);
    }
    StringBuilder text = new StringBuilder();
    node(field, 0, text);
    return of(text.toString());
  }

  /** As {@link #of(JsonValue)}, in wiki markup or plain text. */
  static Set<String> of(@Nullable String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher address = ADDRESS.matcher(text == null ? "" : text);
    while (address.find() && found.size() < MOST) {
      String url = address.group().replaceFirst("[.,;:!]+$", "");
      if (url.length() <= LONGEST && DOCUMENT.matcher(url).find()) {
        found.add(url);
      }
    }
    return found;
  }

  /** Texts, the targets of links, and cards; each followed by a space. */
  private static void node(JsonValue node, int depth, StringBuilder out)
      throws UnmappableException {
    if (depth > MAX_DEPTH) {
      throw new UnmappableException(
          node.pointer(), "a document nested deeper than " + MAX_DEPTH + " levels");
    }
    String text = node.text("text");
    out.append(text == null ? "" : text).append(' ');
    attribute(node, "url", out);
    for (JsonValue mark : node.objects("marks")) {
      attribute(mark, "href", out);
    }
    for (JsonValue child : node.objects("content")) {
      node(child, depth + 1, out);
    }
  }

  private static void attribute(JsonValue node, String name, StringBuilder out)
      throws UnmappableException {
    JsonValue attributes = node.optionalObject("attrs");
    String value = attributes == null ? null : attributes.text(name);
    out.append(value == null ? "" : value).append(' ');
  }
}
