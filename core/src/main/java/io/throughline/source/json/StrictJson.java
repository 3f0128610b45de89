package io.throughline.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON that somebody else wrote. Where the format lets two readers see two things (a key
 * twice, text after the end, a number beyond every double), the document is refused: a silent
 * choice would be a wrong number later. Size, depth and number of tokens are capped, so that no
 * document costs more than its length.
 *
 * <p>UTF-8, UTF-16 and UTF-32 are told apart by themselves; a byte order mark is passed over.
 */
public final class StrictJson {
  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TOKENS = 1_000_000;
  private static final int MAX_DIGITS = 200;
  private static final int MAX_TEXT = 16 << 20;
  private static final int MAX_REASON = 200;

  // The reader's own words end in the name of a setting that nobody outside can change.
  private static final Pattern TWICE = Pattern.compile("^Duplicate field '(.{0,100}?)' for ");

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Names that somebody made up would stay in the JVM's table for good.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_BYTES)
                          .maxTokenCount(MAX_TOKENS)
                          .maxNumberLength(MAX_DIGITS)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  /**
   * Reads one document.
   *
   * @throws UnmappableException when it is not exactly one well-formed JSON value within the caps
   */
  public static JsonValue read(byte[] body) throws UnmappableException {
    if (body.length > MAX_BYTES) {
      throw new UnmappableException("", "JSON document is longer than " + MAX_BYTES + " bytes");
    }
    JsonNode node;
    try {
      node = READER.readValue(body);
    } catch (JsonProcessingException e) {
      throw new UnmappableException("", "not the JSON that was expected: " + reason(e));
    } catch (IOException e) {
      throw new UnmappableException("", "bytes that are no text in the announced encoding");
    }
    if (node == null || node.isMissingNode()) {
      throw new UnmappableException("", "empty body where a JSON document was expected");
    }
    JsonValue value = JsonValue.document(node);
    refuseEndlessNumbers(node, value);
    return value;
  }

  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    Matcher twice = TWICE.matcher(message == null ? "" : message);
    if (twice.find()) {
      return "the key '" + twice.group(1) + "' is there twice";
    }
    String words =
        message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    String text = words.length() > MAX_REASON ? words.substring(0, MAX_REASON) + "..." : words;
    return e.getLocation() == null
        ? text
        : text
            + " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  /** {@code 1e999} is legal JSON and becomes infinity, which poisons every mean it gets into. */
  private static void refuseEndlessNumbers(JsonNode node, JsonValue place)
      throws UnmappableException {
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new UnmappableException(place.pointer(), "number beyond the range of a double");
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        if (mayHoldNumbers(node.get(i))) {
          refuseEndlessNumbers(node.get(i), place.item(i));
        }
      }
    } else if (node.isObject()) {
      for (var field : node.properties()) {
        if (mayHoldNumbers(field.getValue())) {
          refuseEndlessNumbers(field.getValue(), place.at(field.getKey()));
        }
      }
    }
  }

  private static boolean mayHoldNumbers(JsonNode node) {
    return node.isContainerNode() || node.isFloatingPointNumber();
  }
}
