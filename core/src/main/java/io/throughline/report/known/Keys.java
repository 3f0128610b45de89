package io.throughline.report.known;

import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;

/** The names of fields with which a JSON begins. */
final class Keys {
  private static final int DEPTH = 2;

  private final JsonReader json;
  private final Set<String> names = new HashSet<>();

  private Keys(JsonReader json) {
    this.json = json;
  }

  /**
   * All that begin in these bytes, which may end anywhere.
   *
   * @return empty when they are no JSON
   */
  static Set<String> of(byte[] bytes) {
    Set<String> found = Set.of();
    try (JsonReader json = JsonReader.of(new ByteArrayInputStream(bytes))) {
      Keys keys = new Keys(json);
      found = keys.names;
      keys.outermost();
    } catch (ReportException e) {
      // The beginning of a file ends in the middle of a value; what was found until there is told.
      return found;
    }
    return found;
  }

  private void outermost() throws ReportException {
    if (json.isObject()) {
      fields("", DEPTH);
    } else if (json.isArray()) {
      names.add("[]");
      items("[]", DEPTH - 1);
    }
  }

  private void fields(String prefix, int depth) throws ReportException {
    json.fields(
        "the beginning",
        name -> {
          names.add(prefix + name);
          if (depth > 1) {
            if (json.isObject()) {
              fields(prefix + name + ".", depth - 1);
            } else if (json.isArray()) {
              items(prefix + name, depth - 1);
            }
          }
        });
  }

  private void items(String prefix, int depth) throws ReportException {
    boolean[] first = {true};
    json.items(
        "the beginning",
        () -> {
          if (first[0] && json.isObject()) {
            first[0] = false;
            fields(prefix + ".", depth);
          }
        });
  }
}
