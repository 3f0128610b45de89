package io.throughline.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "SHOP-12 add a basket            | ,SHOP-12,",
        "[SHOP-12] and (PAY_2-7): both   | ,SHOP-12,PAY_2-7,",
        "see https://jira/browse/SHOP-12 | ,SHOP-12,",
        "SHOP-12, SHOP-12 again          | ,SHOP-12,",
        "Encode as UTF-8                 | ,UTF-8,",
        "shop-12 in small letters        | ''",
        "XSHOP-12x and SHOP-012          | ''",
        "A-1 has too short a project     | ''",
        "-                               | -"
      })
  void findsKeysInProse(String text, String keys) {
    assertThat(TicketKeys.inText(text)).isEqualTo(keys);
  }

  @ParameterizedTest
  @CsvSource({
    "feature/shop-12-basket, ',SHOP-12,'",
    "fix-SHOP-12, ',SHOP-12,'",
    "ada_shop-12_basket, ',SHOP-12,'",
    "release/2026-11, ''",
    "main, ''"
  })
  void findsKeysInBranches(String branch, String keys) {
    assertThat(TicketKeys.inBranch(branch)).isEqualTo(keys);
  }

  @Test
  void aTextThatNamesVeryManyIsCut() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 50; i++) {
      text.append("SHOP-").append(i).append(' ');
    }
    assertThat(TicketKeys.inText(text.toString()).split(",")).hasSize(21);
  }
}
