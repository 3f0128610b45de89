package io.throughline.gate.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void onlyItsOwnPlacesAreFilled() {
    assertThat(
            Template.fill(
                "{{service}} {{ toJson .app }} {{ end }} ${var.service} $1 {{service}}",
                Map.of("service", "a$1\\b")))
        .isEqualTo("a$1\\b {{ toJson .app }} {{ end }} ${var.service} $1 a$1\\b");
  }

  @Test
  void whatIsFilledInIsNotLookedAtAgain() {
    assertThat(Template.fill("{{a}}", Map.of("a", "{{b}}", "b", "c"))).isEqualTo("{{b}}");
  }

  @Test
  void aPlaceWithoutAValueIsADefect() {
    assertThatThrownBy(() -> Template.fill("{{nothing}}", Map.of()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("{{nothing}}");
  }
}
