package io.throughline.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Reads JSON that nobody vouches for, value by value, in bounded memory. It stands on a value at
 * all times; whoever takes a value takes all of it, and what is not taken is passed over. YAML is
 * read so as well, through the door of its own package.
 */
public final class JsonReader implements AutoCloseable {
  private static final int MOST_DEPTH = 200;
  private static final int MOST_TEXT = 16 * 1024 * 1024;
  private static final int MOST_NAME = 64 * 1024;
  private static final int MOST_NUMBER = 400;

  /** What a value that is taken as a whole may hold, in values and in characters. */
  private static final int MOST_VALUES = 500_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxStringLength(MOST_TEXT)
                  .maxNameLength(MOST_NAME)
                  .maxNumberLength(MOST_NUMBER)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private final String language;
  private boolean taken;

  private JsonReader(JsonParser parser, String language) {
    this.parser = parser;
    this.language = language;
  }

  /** Takes a field of an object. */
  @FunctionalInterface
  public interface Field {
    /**
     * @param name of the field; the reader stands on its value
     */
    void take(String name) throws ReportException;
  }

  /** Takes an item of an array, on which the reader stands. */
  @FunctionalInterface
  public interface Item {
    void take() throws ReportException;
  }

  /**
   * Starts on the outermost value.
   *
   * @param input UTF-8, with or without a mark of the byte order; closed by the caller
   */
  public static JsonReader of(InputStream input) throws ReportException {
    try {
      return of(FACTORY.createParser(input), "JSON");
    } catch (IOException e) {
      throw new ReportException("", "it cannot be read: " + e.getMessage());
    }
  }

  /**
   * Starts on the outermost value of what another language holds.
   *
   * @param parser with bounds of its own
   * @param language for the refusal
   */
  public static JsonReader of(JsonParser parser, String language) throws ReportException {
    JsonReader reader = new JsonReader(parser, language);
    reader.next();
    return reader;
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** Whether the value is an array. */
  public boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether the value is {@code null}. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /**
   * Takes the object, field by field.
   *
   * @param what it is, for the refusal of anything else: {@code "a result"}
   */
  public void fields(String what, Field field) throws ReportException {
    if (!isObject()) {
      throw expected(what, "an object");
    }
    while (next() != JsonToken.END_OBJECT) {
      String name = name();
      next();
      taken = false;
      field.take(name);
      if (!taken) {
        skip();
      }
    }
    taken = true;
  }

  /**
   * Takes the array, item by item.
   *
   * @param what it is, for the refusal of anything else
   */
  public void items(String what, Item item) throws ReportException {
    if (!isArray()) {
      throw expected(what, "an array");
    }
    while (next() != JsonToken.END_ARRAY) {
      taken = false;
      item.take();
      if (!taken) {
        skip();
      }
    }
    taken = true;
  }

  /** Passes over the value. */
  public void skip() throws ReportException {
    int depth = 0;
    while (true) {
      JsonToken token = parser.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      if (depth == 0) {
        taken = true;
        return;
      }
      next();
    }
  }

  /**
   * Takes a text.
   *
   * @param what it is, for the refusal of anything else
   */
  public String text(String what) throws ReportException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw expected(what, "a text");
    }
    return string();
  }

  /** Takes the value as a whole, when it is no larger than any single entry that tools write. */
  public JsonNode tree() throws ReportException {
    JsonNode tree = tree(new int[] {MOST_VALUES, MOST_TEXT});
    taken = true;
    return tree;
  }

  /**
   * Takes of an object these fields, each as a whole, when together they are no larger than any
   * single entry that tools write; of a field that is told twice the later one.
   *
   * @param what it is, for the refusal of anything else
   */
  public ObjectNode tree(String what, Set<String> names) throws ReportException {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    int[] room = {MOST_VALUES, MOST_TEXT};
    fields(
        what,
        name -> {
          if (names.contains(name)) {
            tree.set(name, tree(room));
            taken = true;
          }
        });
    return tree;
  }

  private JsonNode tree(int[] room) throws ReportException {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (--room[0] < 0) {
      throw at("one entry holds more values than any that a tool writes");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = make.objectNode();
        while (next() != JsonToken.END_OBJECT) {
          String name = name();
          count(name, room);
          next();
          object.set(name, tree(room));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = make.arrayNode();
        while (next() != JsonToken.END_ARRAY) {
          array.add(tree(room));
        }
        yield array;
      }
      case VALUE_STRING -> {
        String text = string();
        count(text, room);
        yield make.textNode(text);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> make.numberNode(decimal());
      case VALUE_TRUE -> make.booleanNode(true);
      case VALUE_FALSE -> make.booleanNode(false);
      default -> make.nullNode();
    };
  }

  private void count(String text, int[] room) throws ReportException {
    room[1] -= text.length();
    if (room[1] < 0) {
      throw at("one entry holds more text than any that a tool writes");
    }
  }

  /** Sees that nothing follows the outermost value, which has been taken. */
  public void end() throws ReportException {
    try {
      if (parser.nextToken() != null) {
        throw at("something follows its end");
      }
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** {@code line 3, column 7}. */
  public String place() {
    return place(parser.currentTokenLocation());
  }

  /** That something at this place is not as it should be. */
  public ReportException at(String message) {
    return new ReportException(place(), message);
  }

  @Override
  public void close() throws ReportException {
    try {
      parser.close();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private ReportException expected(String what, String kind) throws ReportException {
    String found =
        switch (parser.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "\"" + Notes.piece(string()) + "\"";
          case VALUE_NULL -> "null";
          default -> Notes.piece(string());
        };
    return at(what + " is " + found + ", where " + kind + " belongs");
  }

  /** The next token; at the end of the file before the end of a value it is refused. */
  private JsonToken next() throws ReportException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new ReportException(place(parser.currentLocation()), ends());
      }
      return token;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private String name() throws ReportException {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private String string() throws ReportException {
    try {
      String text = parser.getText();
      taken = true;
      return text;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private BigDecimal decimal() throws ReportException {
    try {
      BigDecimal number = parser.getDecimalValue();
      if (Math.abs((long) number.scale()) > MOST_NUMBER) {
        throw at("it holds a number that no tool writes");
      }
      return number;
    } catch (IOException | NumberFormatException e) {
      throw at("it holds a number that no tool writes");
    }
  }

  private ReportException refused(IOException e) {
    JsonLocation location =
        e instanceof JsonProcessingException j && j.getLocation() != null
            ? j.getLocation()
            : parser.currentLocation();
    String message =
        e instanceof JsonProcessingException j
            ? String.valueOf(j.getOriginalMessage())
            : String.valueOf(e.getMessage());
    if (e instanceof JsonEOFException) {
      return new ReportException(place(location), ends());
    }
    int end = message.indexOf('\n');
    return new ReportException(
        place(location),
        "it is no "
            + language
            + " that can be read: "
            + cut(end < 0 ? message : message.substring(0, end)));
  }

  private String ends() {
    return "it ends before its " + language + " is complete";
  }

  private static String place(JsonLocation location) {
    return location.getLineNr() < 1
        ? "line 1, column 1"
        : "line " + location.getLineNr() + ", column " + Math.max(1, location.getColumnNr());
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
