package io.throughline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an address is kept. */
class WebAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://A.example/B|https://a.example|/B",
        "https://user:secret@a.example:8443/b?secret#secret|https://a.example:8443|/b",
        "https://a.example?secret|https://a.example|/",
        "http://a.example/b;JSESSIONID=secret/c;v=1|http://a.example|/b/c;v=1",
        "wss://a.example/b|wss://a.example|/b",
        "/b?secret|''|/b"
      })
  void whereARequestWentWithoutItsSecrets(String text, String origin, String path) {
    assertThat(WebAddress.of(text)).contains(new WebAddress(origin, path));
  }

  @ParameterizedTest
  @CsvSource({"data:text/plain;x", "about:blank", "a.example/b", "''", "ftp://a/b"})
  void whatIsNoAddressOfTheWeb(String text) {
    assertThat(WebAddress.of(text)).isEmpty();
  }
}
