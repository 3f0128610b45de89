package io.throughline.report.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door for YAML that nobody vouches for. */
class YamlDoorTest {
  private static String tree(String text) throws ReportException {
    return tree(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String tree(byte[] bytes) throws ReportException {
    try (JsonReader yaml = YamlDoor.of(new ByteArrayInputStream(bytes))) {
      String tree = yaml.tree().toString();
      yaml.end();
      return tree;
    }
  }

  @Test
  void aTreeIsTheValue() throws ReportException {
    assertThat(tree("\uFEFF# of pets\na: [1, 2.5, yes, null]\n200: |\n  x\n  y\n"))
        .isEqualTo("{\"a\":[1,2.5,true,null],\"200\":\"x\\ny\\n\"}");
  }

  /** Nine levels of nine aliases each are a billion values, and here nine names. */
  @Test
  void anAliasIsANameAndNoCopy() throws ReportException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int level = 1; level < 10; level++) {
      String aliases = ("*a" + (level - 1) + ", ").repeat(9);
      bomb.append("a%d: &a%d [%s]\n".formatted(level, level, aliases));
    }
    assertThat(tree(bomb.toString())).hasSizeLessThan(1_000).endsWith("\"a8\",\"a8\"]}");
  }

  @Test
  void aTagMakesNothing() throws ReportException {
    assertThat(tree("a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]"))
        .isEqualTo("{\"a\":[[\"http://x\"]]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: 1\nb: [1'|it is no YAML that can be read: while parsing a flow sequence",
        "'a: 1\n---\nb: 2'|something follows its end",
        "''|it ends before its YAML is complete",
        "'a: b: c'|it is no YAML that can be read: mapping values are not allowed here"
      })
  void whatIsNoYamlIsRefused(String text, String message) {
    assertThatThrownBy(() -> tree(text))
        .isInstanceOfSatisfying(
            ReportException.class,
            e -> {
              assertThat(e).hasMessageStartingWith(message);
              assertThat(e.place()).startsWith("line ");
            });
  }

  @Test
  void depthAndLengthHaveTheirBounds() {
    long before = System.nanoTime();
    assertThatThrownBy(() -> tree("[".repeat(100_000))).hasMessageContaining("nesting depth (201)");
    assertThatThrownBy(() -> tree("a: " + "x".repeat(17 << 20)))
        .hasMessageContaining("a line is longer than any that people write");
    assertThatThrownBy(() -> tree(("x".repeat(60_000) + ":\n").repeat(1_200)))
        .isInstanceOf(ReportException.class);
    assertThatThrownBy(() -> tree("a: 1e999999999")).isInstanceOf(ReportException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void whateverItHoldsItIsReadOrRefused() {
    byte[] whole =
        "%YAML 1.1\n---\na: &x {b: [1, 'c', \"d\\u0041\"]}\n? e\n: *x\nf: >-\n  g\n<<: *x\n"
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        tree(damaged);
      } catch (ReportException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2_000, 19_999);
  }
}
