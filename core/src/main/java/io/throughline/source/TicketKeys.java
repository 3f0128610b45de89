package io.throughline.source;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What looks like the key of a ticket ({@code SHOP-12}) in the texts that people write about a
 * change. {@code UTF-8} looks like one, too: whether there is such a ticket is asked where tickets
 * are known.
 */
public final class TicketKeys {
  /** People name a few; a text that names more is a list of something else. */
  private static final int MOST = 20;

  private static final int MAX_TEXT = 20_000;

  private static final Pattern IN_TEXT =
      Pattern.compile("(?<![A-Za-z0-9_])([A-Z][A-Z0-9_]{1,29}-[1-9][0-9]{0,8})(?![A-Za-z0-9_])");
  private static final Pattern IN_BRANCH =
      Pattern.compile("(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9]{1,29}-[1-9][0-9]{0,8})(?![A-Za-z0-9])");

  private TicketKeys() {}

  /**
   * Keys in prose, which people write in capitals.
   *
   * @return each once, comma-separated with a comma at both ends; empty when there is none, null
   *     when the text is null
   */
  public static @Nullable String inText(@Nullable String text) {
    return in(IN_TEXT, text);
  }

  /**
   * Keys in the name of a branch, which many write in small letters; answers as {@link #inText}.
   */
  public static @Nullable String inBranch(@Nullable String branch) {
    return in(IN_BRANCH, branch);
  }

  private static @Nullable String in(Pattern pattern, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher found = pattern.matcher(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    Set<String> keys = new LinkedHashSet<>();
    while (keys.size() < MOST && found.find()) {
      keys.add(found.group(1).toUpperCase(Locale.ROOT));
    }
    return keys.isEmpty() ? "" : "," + String.join(",", keys) + ",";
  }
}
