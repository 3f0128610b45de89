package io.throughline.source.gitlab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a unified diff adds and deletes. Pure.
 *
 * @param added null when the diff was cut or is not text
 * @param deleted null when the diff was cut or is not text
 * @param binary git compared bytes, not lines
 */
record HunkCount(@Nullable Integer added, @Nullable Integer deleted, boolean binary) {
  static final HunkCount CUT = new HunkCount(null, null, false);

  private static final Pattern HUNK =
      Pattern.compile("@@ -[0-9]+(?:,([0-9]{1,9}))? \\+[0-9]+(?:,([0-9]{1,9}))? @@.*");

  /**
   * Counts inside the hunks only, as long as their heads say, so that neither file heads ({@code
   * +++ b/x}) nor lines that look like them are miscounted.
   *
   * @param diff with or without file heads; empty for a file whose lines did not change
   */
  static HunkCount of(String diff) {
    int added = 0;
    int deleted = 0;
    long oldLeft = 0;
    long newLeft = 0;
    boolean binary = false;
    for (int from = 0; from < diff.length(); ) {
      int end = diff.indexOf('\n', from);
      end = end < 0 ? diff.length() : end;
      char first = end > from ? diff.charAt(from) : ' ';
      if (oldLeft > 0 || newLeft > 0) {
        if (first == '+') {
          added++;
          newLeft--;
        } else if (first == '-') {
          deleted++;
          oldLeft--;
        } else if (first != '\\') {
          oldLeft--;
          newLeft--;
        }
      } else if (first == '@') {
        Matcher head = HUNK.matcher(diff.substring(from, end));
        if (head.matches()) {
          oldLeft = length(head.group(1));
          newLeft = length(head.group(2));
        }
      } else if (diff.startsWith("Binary files ", from) || diff.startsWith("GIT binary", from)) {
        binary = true;
      }
      from = end + 1;
    }
    if (binary || oldLeft != 0 || newLeft != 0) {
      return new HunkCount(null, null, binary);
    }
    return new HunkCount(added, deleted, false);
  }

  private static long length(@Nullable String count) {
    return count == null ? 1 : Long.parseLong(count);
  }
}
