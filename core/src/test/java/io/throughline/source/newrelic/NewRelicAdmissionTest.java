package io.throughline.source.newrelic;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NewRelicAdmissionTest {
  private static final String SECRET = "tl-secret-of-the-hook";
  private static final String BODY =
      "{\"id\":\"i\",\"state\":\"CREATED\",\"updatedAt\":%d,\"title\":\"%s\"}";

  private static Admission admit(Map<String, String> headers, String body, String... secrets) {
    return NewRelicSystem.create()
        .admit(
            new Webhook(headers, body.getBytes(StandardCharsets.UTF_8)),
            new WebhookSecrets(List.of(secrets)));
  }

  @Test
  void theSecretMayStandInAHeaderOfItsOwnOrAsABearer() {
    assertThat(admit(Map.of("x-throughline-token", SECRET), "{}", SECRET))
        .isInstanceOf(Admission.Accepted.class);
    assertThat(admit(Map.of("authorization", "Bearer " + SECRET), "{}", "new", SECRET))
        .isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void aForgedOneIsRefusedInWordsThatTellNoSecret() {
    for (Admission refused :
        List.of(
            admit(Map.of(), "{}", SECRET),
            admit(Map.of("x-throughline-token", SECRET + "x"), "{}", SECRET),
            admit(Map.of("authorization", "Basic " + SECRET), "{}", SECRET),
            admit(Map.of("x-throughline-token", " "), "{}", " "),
            admit(Map.of("x-throughline-token", SECRET), "{}"))) {
      assertThat(refused).isInstanceOf(Admission.Refused.class);
      assertThat(((Admission.Refused) refused).reason()).doesNotContain(SECRET);
    }
  }

  @Test
  void oneStateOfAnIssueIsOneDelivery() {
    assertThat(key(BODY.formatted(1, "a"))).isEqualTo(key(BODY.formatted(1, "b")));
    assertThat(key(BODY.formatted(1, "a"))).isNotEqualTo(key(BODY.formatted(2, "a")));
    assertThat(key("{\"id\":\"i\"}")).isNotEqualTo(key("{\"id\":\"i\",\"x\":1}"));
    assertThat(key("<html>a")).isNotEqualTo(key("<html>b"));
  }

  private static String key(String body) {
    return ((Admission.Accepted) admit(Map.of("x-throughline-token", SECRET), body, SECRET))
        .deliveryKey();
  }

  @Test
  void theKeyIsNeverPrinted() {
    assertThat(NewRelicSystem.create().authentication("NRAK-1", Map.of()))
        .hasToString("Authentication[hidden]")
        .satisfies(a -> assertThat(a.headers()).containsEntry("API-Key", "NRAK-1"));
  }
}
