package io.throughline.gate.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Text that reports hold, made harmless for a log: what would move the cursor, colour the screen,
 * turn the direction of writing or open a section of a CI system's log is left out.
 */
final class Plain {
  private static final int LONGEST = 300;

  private Plain() {}

  /** One line of at most 300 characters; empty for null. */
  static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && plain.length() < LONGEST; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || c == '\r' || c == '\t') {
        plain.append(' ');
      } else if (isShown(c)) {
        plain.appendCodePoint(c);
      }
    }
    return plain.length() >= LONGEST ? plain + "…" : plain.toString().strip();
  }

  /** What went wrong, in one line. */
  static String of(Throwable failure) {
    String message =
        switch (failure) {
          case NoSuchFileException gone -> "there is no " + gone.getFile();
          case AccessDeniedException closed -> "no right to " + closed.getFile();
          default -> failure.getMessage();
        };
    return of(message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
