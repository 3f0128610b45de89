package io.throughline.source.freshping;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class FreshpingAdmissionTest {
  private static final String SECRET = "a-long-secret";
  private static final Map<String, String> HEADER = Map.of("x-throughline-token", SECRET);
  private static final String BARE = "{'monitor_friendly_name':'a','alert_type':'1'}";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  private final FreshpingSystem system = FreshpingSystem.create(now::get);

  private Admission admit(Map<String, String> headers, String query, String body) {
    byte[] bytes = FreshpingSamples.quoted(body).getBytes(StandardCharsets.UTF_8);
    return system.admit(
        new Webhook(headers, query, bytes), new WebhookSecrets(List.of("former", SECRET)));
  }

  private String key(String body) {
    return ((Admission.Accepted) admit(HEADER, "", body)).deliveryKey();
  }

  @Test
  void theSecretMayStandInTheAddressOrInAHeader() {
    assertThat(admit(Map.of(), "secret=" + SECRET, "{}")).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(Map.of(), "secret=former", "{}")).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(HEADER, "", "{}")).isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void aForgedOneIsRefusedAndNoReasonTellsTheSecret() {
    for (Admission refused :
        List.of(
            admit(Map.of(), "", "{}"),
            admit(Map.of(), "secret=wrong", "{}"),
            admit(Map.of("x-throughline-token", "wrong"), "secret=" + SECRET, "{}"),
            system.admit(new Webhook(HEADER, new byte[0]), new WebhookSecrets(List.of(" "))))) {
      assertThat(refused).isInstanceOf(Admission.Refused.class);
      assertThat(((Admission.Refused) refused).reason()).doesNotContain(SECRET);
    }
  }

  @Test
  void oneEventOfFreshpingIsOneDelivery() {
    String event = FreshpingSamples.event(9, "Available", "2026-11-20T10:00:00+00:00");
    assertThat(key(event)).isEqualTo("event/9").isEqualTo(key(event.replace("Shop", "Shop ")));
    assertThat(key(event.replace(":9,", ":10,"))).isEqualTo("event/10");
  }

  @Test
  void aBodyWithATimeIsTheSameWheneverItComes() {
    String timed = "{'check':'a','state':'up','at':'2026-11-20T10:00:00Z'}";
    String first = key(timed);
    now.set(now.get().plusSeconds(60));
    assertThat(key(timed)).isEqualTo(first);
  }

  @Test
  void aBodyWithoutATimeMayComeAgainAndMeanAnotherOutage() {
    String first = key(BARE);
    assertThat(key(BARE)).isEqualTo(first);
    now.set(now.get().plusSeconds(60));
    assertThat(key(BARE)).isNotEqualTo(first);
    assertThat(key("no JSON")).isNotBlank();
    assertThat(key("{'webhook_event_id':{'a':1}}")).isNotBlank();
  }

  @Test
  void theKeyIsTheUserAndTheSubdomainThePassword() {
    assertThat(signed("key:acme", Map.of())).isEqualTo("key:acme");
    assertThat(signed("key", Map.of("user", "acme"))).isEqualTo("key:acme");
    assertThat(system.authentication("key:acme", Map.of()).toString()).doesNotContain("key");
  }

  private String signed(String token, Map<String, String> settings) {
    HttpDoor.Authentication authentication = system.authentication(token, settings);
    String value = authentication.headers().getOrDefault("Authorization", "");
    assertThat(value).startsWith("Basic ");
    return new String(Base64.getDecoder().decode(value.substring(6)), StandardCharsets.UTF_8);
  }
}
