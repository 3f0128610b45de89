package io.throughline.simulator.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tree} parameter: {@code jobs[name,builds[number]{0,10}]} names what is wanted of an
 * answer, and which items of a list.
 */
final class Tree {
  /**
   * What is wanted of one field.
   *
   * @param below of its objects; null for what Jenkins tells of itself
   * @param from first item of a list
   * @param to after the last item
   */
  private record Wanted(@Nullable Map<String, Wanted> below, int from, int to) {}

  private final String text;
  private int at;

  private Tree(String text) {
    this.text = text;
  }

  /**
   * The part of an answer that a tree names.
   *
   * @throws Refused when it cannot be read
   */
  static JsonNode of(String tree, JsonNode whole) {
    Tree parser = new Tree(tree);
    Map<String, Wanted> wanted = parser.list();
    if (parser.at < tree.length()) {
      throw parser.broken();
    }
    return cut(whole, wanted);
  }

  private Map<String, Wanted> list() {
    Map<String, Wanted> fields = new LinkedHashMap<>();
    do {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      if (at == start) {
        throw broken();
      }
      fields.put(text.substring(start, at), wanted());
    } while (took(','));
    return fields;
  }

  private Wanted wanted() {
    Map<String, Wanted> below = null;
    if (took('[')) {
      below = list();
      must(']');
    }
    int from = 0;
    int to = Integer.MAX_VALUE;
    if (took('{')) {
      from = number(0);
      if (took(',')) {
        to = number(Integer.MAX_VALUE);
      } else {
        to = from + 1;
      }
      must('}');
    }
    return new Wanted(below, from, to);
  }

  private int number(int otherwise) {
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at == start ? otherwise : Integer.parseInt(text.substring(start, at));
  }

  private boolean took(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void must(char c) {
    if (!took(c)) {
      throw broken();
    }
  }

  private Refused broken() {
    return new Refused(400, "The tree is broken at " + at);
  }

  private static JsonNode cut(JsonNode node, Map<String, Wanted> wanted) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    // The class of a thing is told with it, asked for or not.
    if (node.has("_class")) {
      out.set("_class", node.get("_class"));
    }
    wanted.forEach(
        (name, how) -> {
          JsonNode value = node.get(name);
          if (value != null) {
            out.set(name, value(value, how));
          }
        });
    return out;
  }

  private static JsonNode value(JsonNode value, Wanted how) {
    if (!value.isArray()) {
      return how.below() == null ? value : cut(value, how.below());
    }
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (int i = how.from(); i < Math.min(how.to(), value.size()); i++) {
      out.add(how.below() == null ? value.get(i) : cut(value.get(i), how.below()));
    }
    return out;
  }
}
