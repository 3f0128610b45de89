package io.throughline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @Test
  void bracketsBelongToTheTextNotToTheHost() {
    ListenAddress six = ListenAddress.of("[::1]:8421");

    assertThat(six).isEqualTo(new ListenAddress("::1", 8421)).hasToString("[::1]:8421");
    assertThat(six.withPort(1)).hasToString("[::1]:1");
    assertThat(ListenAddress.of("Localhost:0")).hasToString("localhost:0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8420", "127.9.9.9:0", "localhost:1", "LOCALHOST:1", "[::1]:1"})
  void loopback(String text) {
    assertThat(ListenAddress.of(text).isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:1",
        "[::]:1",
        "10.0.0.1:1",
        "127.0.0.1.nip.io:1",
        "localhost.evil.example:1",
        "[::ffff:10.0.0.1]:1"
      })
  void notLoopback(String text) {
    assertThat(ListenAddress.of(text).isLoopback()).isFalse();
  }

  @Test
  void everywhere() {
    assertThat(ListenAddress.of("0.0.0.0:1").isEverywhere()).isTrue();
    assertThat(ListenAddress.of("[::]:1").isEverywhere()).isTrue();
    assertThat(ListenAddress.of("[::1]:1").isEverywhere()).isFalse();
    assertThat(ListenAddress.of("10.0.0.0:1").isEverywhere()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8420", ":8420", "host", "host:", "host:65536", "host:-1", "host:x"})
  void whatIsNoAddressSaysWhatWasExpected(String text) {
    assertThatThrownBy(() -> ListenAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected host:port");
  }
}
