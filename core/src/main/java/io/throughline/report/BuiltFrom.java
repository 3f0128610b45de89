package io.throughline.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commit that a report says it is of; hardly any tool does.
 *
 * @param commit in lower case; it may be shortened
 */
public record BuiltFrom(String commit) implements Detail {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,64}");

  /** What a text says; empty when it names no commit of git. */
  public static Optional<BuiltFrom> of(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return SHA.matcher(lower).matches() ? Optional.of(new BuiltFrom(lower)) : Optional.empty();
  }

  /** Whether two names may be of the same commit: one may be the beginning of the other. */
  public boolean isOf(String other) {
    String lower = other.toLowerCase(Locale.ROOT);
    return lower.startsWith(commit) || commit.startsWith(lower);
  }
}
