package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.config.GatesReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Test
  void anIdIsWhatTheSchemaCallsOne() throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(GatesReader.class.getResourceAsStream("throughline.schema.json"))) {
      assertThat(new ObjectMapper().readTree(schema).at("/$defs/id/pattern").asText())
          .isEqualTo(Ids.PATTERN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "A",
        "-a",
        ".a",
        "../x",
        "a b",
        "a\n",
        "a\nb",
        "a\"b",
        "a'b",
        "a;b",
        "a$b",
        "$(id)",
        "`id`",
        "a#b",
        "a:b",
        "{{team}}",
        "ä",
        "a\u0000",
        "a/b",
        "a\u202Eb",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void whatCouldMeanSomethingElseIsNoId(String text) {
    assertThat(Ids.isId(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "checkout, checkout",
    "shop.checkout_api, shop-checkout-api",
    "4.2, s-4-2",
    "a--b__c.., a-b-c",
    "0, s-0",
    "a23456789012345678901234567890123456789.1, a23456789012345678901234567890123456789",
  })
  void aNameIsOneOfKubernetes(String id, String name) {
    assertThat(Ids.isId(id)).isTrue();
    assertThat(Ids.name(id)).isEqualTo(name).matches("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");
  }
}
