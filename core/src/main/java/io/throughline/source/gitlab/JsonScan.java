package io.throughline.source.gitlab;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.WholeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Picks the few fields that paging needs out of a page, without building it up in memory. Pure. */
final class JsonScan {
  /** What {@link Item} reads; a point leads into an object. */
  static final Set<String> USUAL =
      Set.of(
          "id",
          "iid",
          "created_at",
          "updated_at",
          "merged_at",
          "closed_at",
          "status",
          "state",
          "ref",
          "sha",
          "web_url",
          "environment.name");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private JsonScan() {}

  /**
   * The items of a page.
   *
   * @throws SourceException when the page is not a list of things with a number as {@code id}; a
   *     wrong page must never look like an empty one
   */
  static List<Item> list(byte[] body, Set<String> wanted) throws SourceException {
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw wrong("an object where a list belongs", body);
      }
      List<Item> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(item(parser, wanted, body));
      }
      return items;
    } catch (IOException e) {
      throw new SourceException(Remedy.RETRY, "GitLab answered with broken JSON.", e);
    }
  }

  /** Refuses a page that is not a list of objects; a wrong page must never be stored as one. */
  static void requireList(byte[] body) throws SourceException {
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw wrong("an object where a list belongs", body);
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw wrong("something that is not an object", body);
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new SourceException(Remedy.RETRY, "GitLab answered with broken JSON.", e);
    }
  }

  /** One object with a number as {@code id}. */
  static Item object(byte[] body, Set<String> wanted) throws SourceException {
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      parser.nextToken();
      return item(parser, wanted, body);
    } catch (IOException e) {
      throw new SourceException(Remedy.RETRY, "GitLab answered with broken JSON.", e);
    }
  }

  /** Top-level scalars of an object that need not have an id. */
  static Map<String, String> fields(byte[] body, Set<String> wanted) throws SourceException {
    try (JsonParser parser = WholeJson.FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("a list where an object belongs", body);
      }
      return fields(parser, "", wanted);
    } catch (IOException e) {
      throw new SourceException(Remedy.RETRY, "GitLab answered with broken JSON.", e);
    }
  }

  private static Item item(JsonParser parser, Set<String> wanted, byte[] body)
      throws IOException, SourceException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("something that is not an object", body);
    }
    Item item = new Item(fields(parser, "", wanted));
    if (!NUMBER.matcher(item.text("id")).matches()
        || !(item.text("iid").isEmpty() || NUMBER.matcher(item.text("iid")).matches())) {
      throw wrong("a thing without id", body);
    }
    return item;
  }

  private static Map<String, String> fields(JsonParser parser, String above, Set<String> wanted)
      throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = above + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && leadsOn(name, wanted)) {
        fields.putAll(fields(parser, name + ".", wanted));
      } else if (value.isStructStart()) {
        parser.skipChildren();
      } else if (value != JsonToken.VALUE_NULL && wanted.contains(name)) {
        fields.put(name, parser.getText());
      }
    }
    return fields;
  }

  private static boolean leadsOn(String name, Set<String> wanted) {
    for (String each : wanted) {
      if (each.length() > name.length()
          && each.startsWith(name)
          && each.charAt(name.length()) == '.') {
        return true;
      }
    }
    return false;
  }

  private static SourceException wrong(String what, byte[] body) {
    String head = new String(body, 0, Math.min(body.length, 120), StandardCharsets.UTF_8);
    return new SourceException(
        Remedy.RETRY, "GitLab answered with " + what + ": " + head.replaceAll("\\p{Cntrl}", " "));
  }
}
