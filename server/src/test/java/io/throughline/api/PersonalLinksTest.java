package io.throughline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.api.PersonalLinks.Key;
import io.throughline.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A personal link says who its bearer is, and nothing else can. */
class PersonalLinksTest {
  private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

  @TempDir Path folder;

  private static InstantSource at(Instant now) {
    return InstantSource.fixed(now);
  }

  @Test
  void aKeyIsGoodForItsPersonUntilItsDayAndOutlivesAStart() {
    Key key;
    try (SqliteLedger ledger = SqliteLedger.open(folder, Clock.fixed(NOW, ZoneOffset.UTC))) {
      key = new PersonalLinks(ledger, at(NOW)).make("ana.örtel");
      assertThat(key.until()).isEqualTo(NOW.plus(Duration.ofDays(90)));
      assertThat(key.toString()).doesNotContain(key.text());
    }
    try (SqliteLedger ledger = SqliteLedger.open(folder, Clock.fixed(NOW, ZoneOffset.UTC))) {
      assertThat(new PersonalLinks(ledger, at(NOW)).person(key.text())).hasValue("ana.örtel");
      assertThat(new PersonalLinks(ledger, at(key.until().minusMillis(1))).person(key.text()))
          .hasValue("ana.örtel");
      assertThat(new PersonalLinks(ledger, at(key.until())).person(key.text())).isEmpty();
    }
  }

  @Test
  void whatWasChangedOrTakenBackIsGoodForNobody() {
    try (SqliteLedger ledger = SqliteLedger.open(folder, Clock.fixed(NOW, ZoneOffset.UTC))) {
      PersonalLinks links = new PersonalLinks(ledger, at(NOW));
      String key = links.make("ana").text();
      String[] parts = key.split("\\.");
      String bob = Base64.getUrlEncoder().withoutPadding().encodeToString("bob".getBytes());
      assertThat(links.person(bob + "." + parts[1] + "." + parts[2])).isEmpty();
      assertThat(links.person(parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2]))
          .isEmpty();
      assertThat(links.person(parts[0] + "." + parts[1] + ".")).isEmpty();
      assertThat(links.person(key + ".")).isEmpty();
      assertThat(links.person("")).isEmpty();
      assertThat(links.person("x".repeat(2_000_000))).isEmpty();
      assertThat(links.person(key)).hasValue("ana");
      links.takeBack();
      assertThat(links.person(key)).isEmpty();
      assertThat(links.person(links.make("ana").text())).hasValue("ana");
    }
  }
}
