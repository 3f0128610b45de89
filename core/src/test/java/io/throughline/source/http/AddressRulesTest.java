package io.throughline.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules OF_A_NAME = AddressRules.forHost("gitlab.example.com", false);
  private static final AddressRules ALLOWED = AddressRules.forHost("gitlab.example.com", true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "::169.254.169.254"
      })
  void d21_metadata_and_meaningless_addresses_are_refused_whatever_is_configured(String address)
      throws Exception {
    assertThat(ALLOWED.refusal(InetAddress.getByName(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "fc00::1",
        "64:ff9b::7f00:1",
        "::ffff:10.0.0.1",
        "2130706433"
      })
  void d21_the_own_network_is_refused_behind_a_name_unless_the_operator_allows_it(String address)
      throws Exception {
    assertThat(OF_A_NAME.refusal(InetAddress.getByName(address))).isPresent();
    assertThat(ALLOWED.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1", "100.128.0.1"})
  void public_addresses_are_allowed(String address) throws Exception {
    assertThat(OF_A_NAME.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @Test
  void d21_an_address_that_the_operator_wrote_out_is_meant() throws Exception {
    InetAddress own = InetAddress.getByName("10.0.0.7");
    assertThat(AddressRules.forHost("10.0.0.7", false).refusal(own)).isEmpty();
    InetAddress self = InetAddress.getByName("127.0.0.1");
    assertThat(AddressRules.forHost("localhost", false).refusal(self)).isEmpty();
    assertThat(AddressRules.forHost("localhost.", false).refusal(self)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gitlab.example.com",
        "https://user:pw@gitlab.example.com",
        "ftp://x.example",
        "https://x.example?a=b",
        "gitlab.example.com"
      })
  void d21_an_address_that_must_not_be_asked_is_refused_when_it_is_saved(String url) {
    assertThatThrownBy(
            () -> TestDoors.settings(URI.create(url), TestDoors.limits(Duration.ofSeconds(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("url");
  }
}
