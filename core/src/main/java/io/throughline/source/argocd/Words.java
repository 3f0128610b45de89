package io.throughline.source.argocd;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Argo's words ({@code OutOfSync}) are kept: {@code out_of_sync}. */
final class Words {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final Pattern LOGIN = Pattern.compile("//[^/\\s@]*@");
  private static final String WORD = "[A-Za-z]{1,40}";
  private static final int MOST_LETTERS = 1_000;

  private Words() {}

  /** The word in a field; null when there is none. */
  static @Nullable String word(JsonValue parent, String field) throws UnmappableException {
    String text = parent.text(field);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!text.matches(WORD)) {
      throw parent.at(field).unexpected("a word such as Healthy");
    }
    return HUMP.matcher(text).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /**
   * A text for people, cut where it is endless, without the user and password of an address; null
   * when there is none.
   */
  static @Nullable String message(JsonValue parent, String field) throws UnmappableException {
    String text = parent.text(field);
    if (text == null || text.isBlank()) {
      return null;
    }
    String cut = text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "..." : text;
    return LOGIN.matcher(cut).replaceAll("//");
  }

  /** The text of an annotation or else a label of an object's metadata; null when it has none. */
  static @Nullable String mark(JsonValue metadata, String name) throws UnmappableException {
    for (String kind : new String[] {"annotations", "labels"}) {
      JsonValue marks = metadata.optionalObject(kind);
      String text = marks == null ? null : marks.text(name);
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    }
    return null;
  }
}
