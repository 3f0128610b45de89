package io.throughline.report.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A piece of a path between two slashes: texts, and between each two of them a template that stands
 * for at least one letter.
 *
 * @param texts one more than there are templates; any may be empty
 */
record PartOfPath(List<String> texts) {
  /** By how much of a piece is text. */
  static final Comparator<PartOfPath> MOST_CONCRETE_FIRST =
      Comparator.comparingInt((PartOfPath part) -> String.join("", part.texts).length())
          .reversed()
          .thenComparing(part -> String.join("{}", part.texts));

  PartOfPath {
    texts = List.copyOf(texts);
  }

  /** Reads a piece as a document writes it: {@code {name}.json}. */
  static PartOfPath of(String piece) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    int open = piece.indexOf('{');
    while (open >= 0) {
      int close = piece.indexOf('}', open);
      if (close < 0) {
        break;
      }
      texts.add(piece.substring(from, open));
      from = close + 1;
      open = piece.indexOf('{', from);
    }
    texts.add(piece.substring(from));
    return new PartOfPath(texts);
  }

  /** Whether it has no template. */
  boolean isConcrete() {
    return texts.size() == 1;
  }

  /** Whether it is a template and nothing else. */
  boolean isTemplate() {
    return texts.size() == 2 && texts.get(0).isEmpty() && texts.get(1).isEmpty();
  }

  /**
   * Whether a piece of a call is one of these. Each text is looked for once, from left to right.
   */
  boolean fits(String piece) {
    String first = texts.getFirst();
    if (isConcrete()) {
      return piece.equals(first);
    }
    if (!piece.startsWith(first)) {
      return false;
    }
    int at = first.length();
    for (String text : texts.subList(1, texts.size() - 1)) {
      int found = piece.indexOf(text, at + 1);
      if (found < 0) {
        return false;
      }
      at = found + text.length();
    }
    String last = texts.getLast();
    return piece.length() - last.length() > at && piece.endsWith(last);
  }
}
