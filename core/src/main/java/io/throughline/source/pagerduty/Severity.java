package io.throughline.source.pagerduty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How bad an incident is, by the name of its priority, which every organisation chooses for itself.
 * Only names with a number in them say it: {@code P1}, {@code SEV-2}, {@code Sev 3}, {@code S4},
 * {@code P1 - Critical}.
 */
final class Severity {
  private static final int WORST = 1;
  private static final Pattern NAME =
      Pattern.compile("(?i)\\s*(?:p|prio|priority|s|sev|severity)[ _-]?([0-5])(?![0-9A-Za-z]).*");

  private Severity() {}

  /** From 1, the worst, to 5; null for a name that does not say. Some count from 0. */
  static @Nullable Integer of(@Nullable String priority) {
    if (priority == null) {
      return null;
    }
    Matcher name = NAME.matcher(priority);
    return name.matches()
        ? Integer.valueOf(Math.max(WORST, Integer.parseInt(name.group(1))))
        : null;
  }
}
