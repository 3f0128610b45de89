package io.throughline.source.gitlab;

import org.jspecify.annotations.Nullable;

/**
 * The size of one file's unified diff.
 *
 * @param added lines; null when the text is no diff that can be counted
 * @param deleted lines; null when the text is no diff that can be counted
 * @param binary whether Git saw no text in it
 */
record UnifiedDiff(@Nullable Integer added, @Nullable Integer deleted, boolean binary) {
  /** Counts; file headers before the first hunk are no changed lines. */
  static UnifiedDiff of(String text) {
    if (text.isBlank()) {
      return new UnifiedDiff(0, 0, false);
    }
    int added = 0;
    int deleted = 0;
    boolean hunk = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!hunk && line.startsWith("Binary files ") || line.startsWith("GIT binary patch")) {
        return new UnifiedDiff(null, null, true);
      }
      if (line.startsWith("@@ ")) {
        hunk = true;
      } else if (hunk && line.startsWith("+")) {
        added++;
      } else if (hunk && line.startsWith("-")) {
        deleted++;
      }
    }
    return new UnifiedDiff(added, deleted, false);
  }
}
