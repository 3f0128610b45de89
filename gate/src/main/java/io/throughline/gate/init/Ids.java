package io.throughline.gate.init;

import java.util.regex.Pattern;

/** Ids of services and teams. They end in YAML and in shell, so nothing else is let through. */
final class Ids {
  /** That of {@code $defs/id} in the schema of {@code throughline.yaml}. */
  static final String PATTERN = "^[a-z0-9][a-z0-9._-]{0,62}$";

  private static final Pattern ID = Pattern.compile(PATTERN);
  private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-z0-9]+");
  private static final Pattern DASHES = Pattern.compile("^-+|-+$");

  /** Leaves room in the 63 characters of Kubernetes for what is added in front and behind. */
  private static final int LONGEST_NAME = 40;

  private Ids() {}

  static boolean isId(String text) {
    // A "$" alone would let a line break at the end through.
    return !text.contains("\n") && ID.matcher(text).matches();
  }

  /** A name that Kubernetes and Garden take, which are stricter than an id. */
  static String name(String id) {
    String plain = trimmed(NOT_OF_A_NAME.matcher(id).replaceAll("-"));
    String led = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "s-" + plain : plain;
    return trimmed(led.substring(0, Math.min(LONGEST_NAME, led.length())));
  }

  private static String trimmed(String text) {
    return DASHES.matcher(text).replaceAll("");
  }
}
