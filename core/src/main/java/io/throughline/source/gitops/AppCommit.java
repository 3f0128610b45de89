package io.throughline.source.gitops;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commit of an application that the message of a commit names. Pure.
 *
 * <p>What is written for machines wins over an address: {@code Source-Commit: <sha>}, {@code
 * Image-Revision: <sha>}, {@code org.opencontainers.image.revision=<sha>}, then an address that
 * ends with {@code /commit/<sha>}. A message that names two different ones in the same way names
 * none, since it cannot be told which image is meant.
 */
public final class AppCommit {
  private static final int LONGEST = 20_000;
  private static final String SHA = "([0-9a-fA-F]{7,64})(?![0-9a-zA-Z])";
  private static final Pattern TRAILER =
      Pattern.compile(
          "(?im)^[ \\t]{0,8}(?:source-commit|image-revision)[ \\t]{0,8}:[ \\t]{0,8}" + SHA);
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)org\\.opencontainers\\.image\\.revision[\"']?[ \\t]{0,8}[=:][ \\t]{0,8}[\"']?"
              + SHA);
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"]{1,300}?/commit/" + SHA);

  private AppCommit() {}

  /** In lower case; null when the message names none, or more than one. */
  public static @Nullable String in(@Nullable String message) {
    if (message == null) {
      return null;
    }
    // Trailers stand at the end.
    String text =
        message.length() > LONGEST ? message.substring(message.length() - LONGEST) : message;
    for (Pattern pattern : new Pattern[] {TRAILER, LABEL, ADDRESS}) {
      Matcher found = pattern.matcher(text);
      if (found.find()) {
        return only(found).orElse(null);
      }
    }
    return null;
  }

  private static Optional<String> only(Matcher found) {
    String first = found.group(1).toLowerCase(Locale.ROOT);
    while (found.find()) {
      if (!found.group(1).toLowerCase(Locale.ROOT).equals(first)) {
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }
}
