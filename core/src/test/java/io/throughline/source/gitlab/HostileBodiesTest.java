package io.throughline.source.gitlab;

import static io.throughline.source.gitlab.Deliveries.CONFIG;
import static io.throughline.source.gitlab.Deliveries.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.UnmappableException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine webhooks whose bodies mean harm or nothing: each gets a reason, none costs much. */
class HostileBodiesTest {
  private static final List<String> KINDS =
      List.of(
          "Push Hook",
          "Tag Push Hook",
          "Merge Request Hook",
          "Note Hook",
          "Pipeline Hook",
          "Job Hook",
          "Deployment Hook",
          "Release Hook",
          "System Hook");

  private static void refused(String kind, byte[] body) {
    assertThatThrownBy(() -> new GitLabMapper().map(hook(kind, body), CONFIG))
        .as(kind)
        .isInstanceOf(UnmappableException.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void c11_whatIsMadeToCostMuchIsRefusedQuickly() {
    List<Supplier<byte[]>> bodies =
        List.of(
            () -> bytes("[".repeat(65) + "]".repeat(65)),
            () -> bytes("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
            () -> bytes("[".repeat(20 << 20)),
            () -> new byte[100 << 20],
            () -> bytes("{\"project_id\":" + "9".repeat(5_000) + "}"),
            () -> bytes("{\"project_id\":1e999999999}"),
            () -> bytes("{\"project_id\":1,\"project_id\":2}"),
            () -> bytes("{\"project_id\":1}{}"),
            () -> bytes("{\"project_id\":NaN}"),
            () ->
                bytes(
                    IntStream.range(0, 1_000_000)
                        .mapToObj(i -> "\"" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}"))));
    for (Supplier<byte[]> body : bodies) {
      byte[] made = body.get();
      long before = cpuNanos();
      refused("Push Hook", made);
      // What a warm server does in 100 ms, a cold one does in ten times that.
      assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "null", "true", "7", "\"text\"", "", " "})
  void c12_whatIsNoObjectAtTheTopIsRefused(String body) {
    KINDS.forEach(kind -> refused(kind, bytes(body)));
  }

  @Test
  void c12_nullWhereAFieldIsExpectedNamesTheField() {
    for (String body : List.of("{}", "{\"object_attributes\":null,\"project\":null}")) {
      for (String kind : List.of("Push Hook", "Merge Request Hook", "Pipeline Hook")) {
        assertThatThrownBy(() -> new GitLabMapper().map(hook(kind, bytes(body)), CONFIG))
            .as(kind)
            .isInstanceOfSatisfying(
                UnmappableException.class, e -> assertThat(e.pointer()).startsWith("/"));
      }
    }
  }

  @Test
  void c08_aFormOrBytesInAnUnknownPackingAreRefusedWithAReason() {
    refused("Push Hook", bytes("payload=%7B%22project_id%22%3A1%7D"));
    refused("Push Hook", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 1, 2});
    refused("Push Hook", bytes("<html><title>Sign in</title></html>"));
  }

  @Test
  void c18_anEventOfAKindThatNobodyKnowsIsIgnoredWithItsName() throws UnmappableException {
    assertThat(new GitLabMapper().map(hook("Vulnerability Hook", bytes("{}")), CONFIG).ignored())
        .contains("Vulnerability Hook");
  }
}
