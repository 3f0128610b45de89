package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTitleTest {
  @ParameterizedTest
  @CsvSource({
    "Draft: x, true",
    "draft: x, true",
    "[Draft] x, true",
    "(draft) x, true",
    "Draft - x, true",
    "WIP: x, true",
    "[wip] x, true",
    "WIP, true",
    "WIP x, false",
    "Drafting the plan, false",
    "Fix Draft: x, false",
    "Wipe the cache, false"
  })
  void prefixesOfAllVersions(String title, boolean draft) {
    assertThat(DraftTitle.marks(title)).isEqualTo(draft);
  }

  @Test
  void noTitleSaysNothing() {
    assertThat(DraftTitle.marks(null)).isNull();
  }
}
