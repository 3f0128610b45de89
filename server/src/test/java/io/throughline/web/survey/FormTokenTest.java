package io.throughline.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormTokenTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final String BROWSER = FormToken.browser(null);

  private final FormToken token = new FormToken("secret".getBytes(StandardCharsets.UTF_8));

  @Test
  void aFormHoldsInTheBrowserThatItWasShownIn() {
    String signed = token.sign("csat", BROWSER, NOW);
    assertThat(token.holds("csat", BROWSER, signed, NOW)).isTrue();
    assertThat(token.holds("csat", BROWSER, signed, NOW.plus(FormToken.VALID))).isTrue();
  }

  @Test
  void itHoldsNowhereElseAndNotForLong() {
    String signed = token.sign("csat", BROWSER, NOW);
    assertThat(token.holds("pmf", BROWSER, signed, NOW)).isFalse();
    assertThat(token.holds("csat", FormToken.browser(null), signed, NOW)).isFalse();
    assertThat(token.holds("csat", null, signed, NOW)).isFalse();
    assertThat(token.holds("csat", BROWSER, null, NOW)).isFalse();
    assertThat(token.holds("csat", BROWSER, signed + "x", NOW)).isFalse();
    assertThat(token.holds("csat", BROWSER, "9" + signed, NOW)).isFalse();
    Instant later = NOW.plus(FormToken.VALID).plus(Duration.ofSeconds(1));
    assertThat(token.holds("csat", BROWSER, signed, later)).isFalse();
    assertThat(token.holds("csat", BROWSER, signed, NOW.minusSeconds(5))).isFalse();
    FormToken other = new FormToken("other".getBytes(StandardCharsets.UTF_8));
    assertThat(other.holds("csat", BROWSER, signed, NOW)).isFalse();
  }

  @Test
  void aBrowserKeepsItsTokenUnlessItIsNoneOfOurs() {
    assertThat(FormToken.browser(BROWSER)).isEqualTo(BROWSER);
    assertThat(FormToken.browser("x\r\nSet-Cookie: a=b")).matches("[A-Za-z0-9_-]{24}");
    assertThat(FormToken.browser(null)).isNotEqualTo(BROWSER);
  }
}
