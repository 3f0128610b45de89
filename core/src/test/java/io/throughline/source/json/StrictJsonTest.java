package io.throughline.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{} x",
        "[1,]",
        "NaN",
        "[NaN]",
        "[Infinity]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1e999999999}",
        "[[1e400]]",
        "{'a':1}",
        "/* x */ {}",
        "<html></html>",
        "\"\n\""
      })
  void c11_refusesWhatTwoReadersCouldReadDifferently(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UnmappableException.class);
  }

  @Test
  void c11_refusesWhatCostsMoreThanItSays() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          refused("[".repeat(65) + "]".repeat(65));
          refused("[".repeat(100_000));
          refused("[" + "9".repeat(5_000) + "]");
          refused("[" + "1,".repeat(1_000_001) + "1]");
          refused("\"" + "x".repeat(20 << 20) + "\"");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":null,\"a\":1}",
        "{\"a\":1,\"b\":2,\"a\":null}",
        "{\"a\":{},\"a\":{}}",
        "[{\"b\":[{\"a\":[1],\"a\":[2]}]}]",
        "{\"a\":1,\"\\u0061\":2}"
      })
  void c11_namesTheKeyThatIsThereTwice(String text) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining("the key 'a' is there twice");
  }

  @Test
  void sixtyFourLevelsAreFine() throws UnmappableException {
    assertThat(read("[".repeat(64) + "]".repeat(64)).isArray()).isTrue();
  }

  @Test
  void c08_readsMarkedAndWideTexts() throws UnmappableException {
    assertThat(read("\uFEFF{\"a\":\"é\"}").text("a")).isEqualTo("é");
    assertThat(StrictJson.read("{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_16)).text("a"))
        .isEqualTo("é");
  }

  @Test
  void cleansTextForEveryStore() throws UnmappableException {
    JsonValue value = read("{\"a\":\"x\\u0000y\\ud800z\\ud83d\\ude00\\udc00\"}");
    assertThat(value.text("a")).isEqualTo("xy\uFFFDz\uD83D\uDE00\uFFFD");
  }

  @Test
  void numbersInQuotesAndWholeFloatsAreRead() throws UnmappableException {
    JsonValue value = read("{\"a\":\"12\",\"b\":12.0,\"c\":\"1.5\",\"d\":\"true\",\"e\":-0.0}");
    assertThat(value.integer("a")).isEqualTo(12);
    assertThat(value.integer("b")).isEqualTo(12);
    assertThat(value.decimal("c")).isEqualTo(1.5);
    assertThat(value.flag("d")).isTrue();
    assertThat(value.integer("e")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "\"1.5\"", "\"x\"", "9223372036854775808", "[]", "{}", "true", "null"})
  void noWholeNumberNamesThePlace(String text) {
    assertThatThrownBy(
            () -> read("{\"a/b\":{\"c~d\":" + text + "}}").object("a/b").requiredInteger("c~d"))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/a~1b/c~0d"))
        .hasMessageContaining("a whole number");
  }

  @Test
  void absentAndNullReadTheSame() throws UnmappableException {
    JsonValue value = read("{\"a\":null}");
    assertThat(value.text("a")).isNull();
    assertThat(value.text("b")).isNull();
    assertThat(value.has("a")).isTrue();
    assertThat(value.has("b")).isFalse();
    assertThat(value.objects("b")).isEmpty();
    assertThat(value.optionalObject("a")).isNull();
  }

  @Test
  void reasonsCarryLittleOfThePayload() {
    assertThatThrownBy(() -> read("x".repeat(10_000)))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UnmappableException.class);
  }

  private static JsonValue read(String text) throws UnmappableException {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
