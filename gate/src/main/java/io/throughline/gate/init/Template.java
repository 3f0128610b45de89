package io.throughline.gate.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in a template: {@code {{service}}}. Argo CD's own templates look nearly the same; theirs
 * have a blank or a dot after the braces, and are left alone.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Template() {}

  /**
   * The text of a template that ships.
   *
   * @param resource beside this class
   */
  static String filled(String resource, Map<String, String> values) {
    try (InputStream stream =
        Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource)) {
      return fill(new String(stream.readAllBytes(), StandardCharsets.UTF_8), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is filled in is not looked at again. */
  static String fill(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(values.get(place.group(1)), place.group())));
  }
}
