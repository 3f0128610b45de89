package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever arrives: the same delivery gives the same facts, and nothing breaks the line. */
class MapperPropertiesTest {
  private static final Map<String, String> SAMPLES = Samples.all();
  private static final List<String> JUNK =
      List.of(
          "null",
          "[]",
          "{}",
          "-1",
          "0",
          "1e308",
          "1e999999999",
          "9223372036854775808",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"2015-02-30T00:00:00Z\"",
          "\"+1000000-01-01T00:00:00Z\"",
          "true",
          "[[[]]]",
          "{\"id\":{}}",
          "\"@\"",
          "NaN",
          "\u202e",
          ",",
          "}",
          "\uFEFF");

  @Test
  void everySampleMeansSomething() throws UnmappableException {
    for (var sample : SAMPLES.entrySet()) {
      Mapped mapped =
          new GitLabMapper().map(delivery(sample.getKey(), sample.getValue()), Deliveries.CONFIG);
      assertThat(mapped.ignored()).as(sample.getKey()).isNull();
    }
  }

  @Property(tries = 2000)
  void c12_mutationsAreMappedOrRefused(@ForAll("mutated") Delivery delivery) {
    assertThat(Deliveries.outcome(delivery)).isNotNull();
  }

  @Property(tries = 300)
  void mappingTwiceGivesTheSame(@ForAll("mutated") Delivery delivery) {
    assertThat(Deliveries.outcome(delivery)).isEqualTo(Deliveries.outcome(delivery));
  }

  @Property(tries = 300)
  void d19_unknownFieldsAreIgnored(@ForAll("kinds") String kind, @ForAll("values") String value)
      throws UnmappableException {
    String sample = SAMPLES.get(kind);
    String more = sample.replace("{", "{\"zz_unknown\":" + value + ",").replace(",}", "}");
    assertThat(new GitLabMapper().map(delivery(kind, more), Deliveries.CONFIG))
        .isEqualTo(new GitLabMapper().map(delivery(kind, sample), Deliveries.CONFIG));
  }

  @Property(tries = 500)
  void c12_bytesAreMappedOrRefused(@ForAll("kinds") String kind, @ForAll byte[] body) {
    assertThat(
            Deliveries.outcome(
                new Delivery(
                    1, "g", channel(kind), kind, Deliveries.CONTEXT, Deliveries.RECEIVED, body)))
        .isNotNull();
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(SAMPLES.keySet());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of("null", "1", "\"x\"", "[1,2]", "{\"id\":9}", "false", "\"\\u0000\"");
  }

  /** A piece of a sample is replaced by junk, or by nothing. */
  @Provide
  Arbitrary<Delivery> mutated() {
    return Combinators.combine(
            Arbitraries.of(SAMPLES.keySet()),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 24),
            Arbitraries.of(JUNK),
            Arbitraries.of(true, false))
        .as(MapperPropertiesTest::mutate);
  }

  private static Delivery mutate(
      String kind, double place, int length, String junk, boolean aValue) {
    String sample = SAMPLES.get(kind);
    int from = (int) (place * (sample.length() - 1));
    int to = Math.min(sample.length(), from + length);
    if (aValue) {
      int colon = sample.indexOf(':', from);
      from = colon < 0 ? from : colon + 1;
      int end = from;
      while (end < sample.length() && ",}]".indexOf(sample.charAt(end)) < 0) {
        end++;
      }
      to = end;
    }
    return delivery(kind, sample.substring(0, from) + junk + sample.substring(to));
  }

  private static Delivery delivery(String kind, String body) {
    return new Delivery(
        1,
        "g",
        channel(kind),
        kind,
        Deliveries.CONTEXT,
        Deliveries.RECEIVED,
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Channel channel(String kind) {
    return kind.endsWith("Hook") ? Channel.WEBHOOK : Channel.POLL;
  }
}
