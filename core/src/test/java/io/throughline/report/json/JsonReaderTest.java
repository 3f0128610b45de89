package io.throughline.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.ReportException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door for JSON that nobody vouches for. */
class JsonReaderTest {
  private static JsonReader of(String text) throws ReportException {
    return JsonReader.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode tree(String text) throws ReportException {
    try (JsonReader json = of(text)) {
      JsonNode tree = json.tree();
      json.end();
      return tree;
    }
  }

  /** What a handler leaves is passed over, be it small or deep. */
  @Test
  void whatIsNotTakenIsPassedOver() throws ReportException {
    List<String> seen = new ArrayList<>();
    try (JsonReader json =
        of("\uFEFF{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":[[],\"x\",null],\"e\":\"f\"}")) {
      json.fields(
          "it",
          name -> {
            seen.add(name);
            if (name.equals("d")) {
              json.items("d", () -> seen.add(json.isNull() ? "null" : json.isArray() ? "[]" : "?"));
            } else if (name.equals("e")) {
              seen.add(json.text("e"));
            }
          });
      json.end();
    }
    assertThat(seen).containsExactly("a", "d", "[]", "?", "null", "e", "f");
  }

  @Test
  void aTreeIsTheValue() throws ReportException {
    assertThat(tree("{\"a\":[1,2.5,true,null,\"x\"]}").toString())
        .isEqualTo("{\"a\":[1,2.5,true,null,\"x\"]}");
  }

  @Test
  void ofAnObjectOnlySomeFieldsMayBeTaken() throws ReportException {
    try (JsonReader json = of("[{\"a\":[1],\"b\":{\"a\":2},\"c\":null,\"a\":3},4]")) {
      List<String> seen = new ArrayList<>();
      json.items(
          "it",
          () -> seen.add(json.isObject() ? json.tree("it", Set.of("a", "c")).toString() : "4"));
      json.end();
      assertThat(seen).containsExactly("{\"a\":3,\"c\":null}", "4");
    }
    String half = "[" + "0,".repeat(300_000) + "0]";
    try (JsonReader json = of("{\"a\":" + half + ",\"b\":" + half + "}")) {
      assertThatThrownBy(() -> json.tree("it", Set.of("a", "b")))
          .hasMessage("one entry holds more values than any that a tool writes");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1|line 1, column 7: it ends before its JSON is complete",
        "``|line 1, column 1: it ends before its JSON is complete",
        "{} {}|line 1, column 4: something follows its end",
        "{\"a\":nul}|line 1, column 6: it is no JSON that can be read: Unrecognized token 'nul': was"
            + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
      })
  void whatIsNoJsonIsRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> tree(text)).isInstanceOf(ReportException.class).hasToString(message);
  }

  @Test
  void anotherKindOfValueIsRefusedByName() throws ReportException {
    try (JsonReader json = of("[{\"a\":7}]")) {
      assertThatThrownBy(() -> json.fields("the report", name -> {}))
          .hasToString("line 1, column 1: the report is an array, where an object belongs");
      json.items(
          "it",
          () ->
              json.fields(
                  "it",
                  name ->
                      assertThatThrownBy(() -> json.text("a"))
                          .hasToString("line 1, column 7: a is 7, where a text belongs")));
    }
  }

  @Test
  void depthAndLengthAndNumbersHaveTheirBounds() {
    assertThatThrownBy(() -> tree("[".repeat(100_000)))
        .hasMessageStartingWith("it is no JSON that can be read: Document nesting depth (201)");
    assertThatThrownBy(() -> tree("9".repeat(1_000)))
        .hasMessageStartingWith("it is no JSON that can be read: Number value length");
    assertThatThrownBy(() -> tree("\"" + "x".repeat(17 << 20) + "\""))
        .hasMessageStartingWith("it is no JSON that can be read: String value length");
    assertThatThrownBy(() -> tree("[" + "0,".repeat(500_000) + "0]"))
        .hasMessage("one entry holds more values than any that a tool writes");
    assertThatThrownBy(() -> tree("[" + ("\"" + "x".repeat(9 << 20) + "\",").repeat(2) + "0]"))
        .hasMessage("one entry holds more text than any that a tool writes");
    assertThatThrownBy(() -> tree("1e999999999")).isInstanceOf(ReportException.class);
  }

  /** A number with a vast exponent is small in the file and vast once somebody writes it out. */
  @Test
  void aVastExponentIsRefused() {
    assertThatThrownBy(() -> tree("[1e400000]"))
        .hasMessage("it holds a number that no tool writes");
  }
}
