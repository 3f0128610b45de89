package io.throughline.source.json;

/**
 * Text as every store keeps it the same way: without U+0000 (one of them refuses it) and with half
 * surrogate pairs replaced by U+FFFD (they have no UTF-8 form).
 */
final class CleanText {
  private static final char REPLACEMENT = '\uFFFD';

  private CleanText() {}

  /** The cleaned text; the same object when there was nothing to clean. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return rewrite(text);
      }
    }
    return text;
  }

  private static String rewrite(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        continue;
      }
      if (!Character.isSurrogate(c)) {
        clean.append(c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(REPLACEMENT);
      }
    }
    return clean.toString();
  }
}
