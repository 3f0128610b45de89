package io.throughline.source.http;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of texts that people or logs will see. */
public final class Redaction {
  private static final String MASK = "***";
  private static final int SHORTEST_SECRET = 4;
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)((?:private_token|access_token|job_token|refresh_token|token|secret|password|api_?key)"
              + "\"?\\s*(?:=|:|%3D)\\s*\"?)[^&\\s\"',;]+");
  private static final Pattern USER_INFO = Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/\\s@]+@");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^ ]]+");

  private final List<String> secrets;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * Masks the values of these headers, with and without their scheme ({@code Bearer}, {@code Token
   * token=}).
   */
  public static Redaction of(HttpDoor.Authentication authentication) {
    return new Redaction(
        authentication.headers().values().stream()
            .flatMap(
                value ->
                    Stream.of(
                        value,
                        value.substring(value.lastIndexOf(' ') + 1),
                        value.substring(value.lastIndexOf('=') + 1)))
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text without secrets and without control characters. */
  public String clean(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, MASK);
    }
    clean = PARAMETER.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(MASK));
    clean = USER_INFO.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "@");
    return CONTROL.matcher(clean).replaceAll(" ");
  }

  /** The first characters of a clean text. */
  public String clean(String text, int longest) {
    String clean = clean(text).strip();
    return clean.length() <= longest ? clean : clean.substring(0, longest) + "…";
  }
}
