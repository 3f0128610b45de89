package io.throughline.source.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges whether an answer with a good status is whole JSON. Pure. */
public final class WholeJson {
  /** The one configured factory for what sources send: bounded depth, lengths and numbers. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxNumberLength(1_000)
                  .maxStringLength(64 * 1024 * 1024)
                  .build())
          .build();

  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
  private static final int HEAD = 4096;

  private WholeJson() {}

  /**
   * What is wrong with a body, for a person to read, or empty.
   *
   * @param contentType as it came; empty text when there was none
   */
  public static Optional<String> fault(String contentType, byte[] body) {
    String type = contentType.toLowerCase(Locale.ROOT);
    int first = firstByte(body);
    if (type.contains("html") || (first < body.length && body[first] == '<')) {
      return Optional.of(
          "The source answered with a web page"
              + title(body)
              + " instead of JSON: is the address right, is it under maintenance?");
    }
    if (!type.contains("json")) {
      return Optional.of(
          "The source answered with "
              + (type.isEmpty() ? "no content type" : type)
              + " instead of JSON");
    }
    if (type.contains("charset=") && !type.matches(".*charset=\"?(utf-?8|us-ascii).*")) {
      return Optional.of("The source answered with " + type + "; JSON is UTF-8");
    }
    return incomplete(body, first);
  }

  private static int firstByte(byte[] body) {
    int first = 0;
    while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
      first++;
    }
    return first;
  }

  private static String title(byte[] body) {
    String head = new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.UTF_8);
    Matcher title = TITLE.matcher(head);
    return title.find() ? " (" + title.group(1).strip() + ")" : "";
  }

  private static Optional<String> incomplete(byte[] body, int first) {
    if (first == body.length) {
      return Optional.of("The source answered with nothing");
    }
    if (body[first] != '{' && body[first] != '[') {
      return Optional.of("The source answered with something that is neither object nor list");
    }
    try (JsonParser parser = FACTORY.createParser(body, first, body.length - first)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.nextToken() != null) {
        return Optional.of("The source answered with more than one JSON value");
      }
      return Optional.empty();
    } catch (StreamConstraintsException e) {
      return Optional.of(
          "The source answered with JSON that is nested deeper, or has longer numbers or texts, than"
              + " any that is read ("
              + body.length
              + " bytes)");
    } catch (IOException e) {
      return Optional.of("The source answered with broken or cut JSON (" + body.length + " bytes)");
    }
  }
}
