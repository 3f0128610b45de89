package io.throughline.source.jira;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A text field as lines in wiki markup: Data Center sends it so, Cloud sends a tree (Atlassian
 * Document Format), of which headings, list items and check boxes are kept.
 */
final class RichText {
  private static final int MAX_DEPTH = 40;

  private RichText() {}

  /** The text; null when the field is empty. */
  static @Nullable String of(JsonValue field) throws UnmappableException {
    if (!field.present()) {
      return null;
    }
    if (!field.isObject()) {
      return field.text();
    }
    StringBuilder text = new StringBuilder();
    node(field, "", 0, text);
    return text.toString();
  }

  private static void node(JsonValue node, String item, int depth, StringBuilder out)
      throws UnmappableException {
    if (depth > MAX_DEPTH) {
      throw new UnmappableException(
          node.pointer(), "a document nested deeper than " + MAX_DEPTH + " levels");
    }
    String type = node.text("type");
    switch (type == null ? "" : type) {
      case "text" -> inline(node, out);
      case "hardBreak" -> out.append('\n');
      case "mention", "emoji", "status", "inlineCard", "date" -> attribute(node, out);
      case "heading" -> block(node, "h3. ", item, depth, out);
      case "paragraph", "codeBlock" -> block(node, item, "", depth, out);
      case "taskItem" -> {
        JsonValue attributes = node.optionalObject("attrs");
        boolean done = attributes != null && "DONE".equals(attributes.text("state"));
        block(node, done ? "* [x] " : "* [ ] ", "", depth, out);
      }
      case "listItem" -> listItem(node, depth, out);
      default -> children(node, "", depth, out);
    }
  }

  private static void inline(JsonValue node, StringBuilder out) throws UnmappableException {
    String text = node.text("text");
    boolean strong = false;
    for (JsonValue mark : node.objects("marks")) {
      strong |= "strong".equals(mark.text("type"));
    }
    if (text != null) {
      out.append(strong && !text.isBlank() ? "*" + text.strip() + "*" : text);
    }
  }

  private static void attribute(JsonValue node, StringBuilder out) throws UnmappableException {
    JsonValue attributes = node.optionalObject("attrs");
    if (attributes != null) {
      String text = attributes.text("text");
      String url = text == null ? attributes.text("url") : text;
      out.append(url == null ? "" : url);
    }
  }

  private static void block(JsonValue node, String mark, String inner, int depth, StringBuilder out)
      throws UnmappableException {
    out.append(mark);
    children(node, inner, depth, out);
    out.append('\n');
  }

  /** The mark of an item stands before its first paragraph only. */
  private static void listItem(JsonValue item, int depth, StringBuilder out)
      throws UnmappableException {
    boolean first = true;
    for (JsonValue child : item.objects("content")) {
      node(child, first ? "* " : "", depth + 1, out);
      first = false;
    }
  }

  private static void children(JsonValue node, String item, int depth, StringBuilder out)
      throws UnmappableException {
    for (JsonValue child : node.objects("content")) {
      node(child, item, depth + 1, out);
    }
  }
}
