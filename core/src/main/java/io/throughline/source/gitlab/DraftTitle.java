package io.throughline.source.gitlab;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The title prefixes by which GitLab has marked drafts, the old ones included. */
final class DraftTitle {
  private static final Pattern PREFIX =
      Pattern.compile(
          "^\\s*(?:\\[draft]|\\(draft\\)|draft:|draft\\s-\\s|\\[wip]|wip:|wip\\s*$)",
          Pattern.CASE_INSENSITIVE);

  private DraftTitle() {}

  /** Whether the title marks a draft; null for no title. */
  static @Nullable Boolean marks(@Nullable String title) {
    return title == null ? null : PREFIX.matcher(title).find();
  }
}
