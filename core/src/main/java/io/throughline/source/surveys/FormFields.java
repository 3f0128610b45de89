package io.throughline.source.surveys;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one answer as a form tool tells it: those of the object by their names, those of
 * objects in it by their path ({@code data.score}), and those of lists of questions ({@code
 * [{"label": ..., "value": ...}]}) by the question. Of two with one name the first counts.
 */
final class FormFields {
  private static final int DEEPEST = 8;
  private static final int LONGEST_NAME = 1_000;
  private static final List<String> LABELS = List.of("label", "question", "title", "name");
  private static final List<String> VALUES = List.of("value", "answer", "number", "text");

  private FormFields() {}

  /** Whether it is a list of whole answers, and not of the questions of one. */
  static boolean holdsAnswers(JsonValue list) throws UnmappableException {
    if (!list.isArray()) {
      return false;
    }
    for (JsonValue item : list.items()) {
      if (item.isObject() && (label(item) == null || value(item) == null)) {
        return true;
      }
    }
    return list.items().isEmpty();
  }

  /**
   * Adds the fields of an answer.
   *
   * @param most no more than these are added
   */
  static void of(JsonValue answer, int most, Map<String, String> fields)
      throws UnmappableException {
    walk(answer, "", 0, most, fields);
  }

  private static void walk(
      JsonValue place, String path, int depth, int most, Map<String, String> fields)
      throws UnmappableException {
    if (depth > DEEPEST || fields.size() >= most) {
      return;
    }
    String scalar = place.scalar();
    if (scalar != null) {
      put(fields, path, scalar);
    } else if (place.isObject()) {
      for (String key : place.keys()) {
        walk(place.at(key), path.isEmpty() ? key : path + "." + key, depth + 1, most, fields);
      }
    } else if (place.isArray()) {
      for (JsonValue item : place.items()) {
        String label = item.isObject() ? label(item) : null;
        String value = item.isObject() ? value(item) : null;
        if (label != null && value != null && fields.size() < most) {
          put(fields, label, value);
        }
      }
    }
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (name.length() <= LONGEST_NAME) {
      fields.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), value);
    }
  }

  private static @Nullable String label(JsonValue field) {
    return first(field, LABELS);
  }

  private static @Nullable String value(JsonValue field) {
    return first(field, VALUES);
  }

  private static @Nullable String first(JsonValue field, List<String> names) {
    for (String name : names) {
      String found = field.at(name).scalar();
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
