package io.throughline.source.sonarqube;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SonarQubeAdmissionTest {
  /** Computed with another program: HMAC-SHA256 of the body under the key. */
  private static final String BODY = "The quick brown fox jumps over the lazy dog";

  private static final String KEY = "key";
  private static final String SIGNATURE =
      "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";

  private static Admission admit(String signature, String body, String... secrets) {
    return SonarQubeSystem.create()
        .admit(
            new Webhook(
                signature.isEmpty() ? Map.of() : Map.of("x-sonar-webhook-hmac-sha256", signature),
                body.getBytes(StandardCharsets.UTF_8)),
            new WebhookSecrets(List.of(secrets)));
  }

  @Test
  void aRequestThatIsSignedWithAnyOfTheSecretsIsGenuine() {
    assertThat(admit(SIGNATURE, BODY, KEY)).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(SIGNATURE, BODY, "new", KEY)).isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void aForgedOneIsNot() {
    assertThat(admit(SIGNATURE, BODY + ".", KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE, BODY, "other")).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE.substring(2), BODY, KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit("", BODY, KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE, BODY, " ")).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void noReasonTellsASecret() {
    for (Admission refused : List.of(admit("00", BODY, KEY + "-secret"), admit("", BODY, KEY))) {
      assertThat(((Admission.Refused) refused).reason()).doesNotContain(KEY + "-secret");
    }
  }

  @Test
  void oneAnalysisIsOneDeliveryAndAnotherChangeOfItAnother() {
    String task = "{\"taskId\":\"T\",\"analysedAt\":\"a\",\"changedAt\":\"%s\",\"x\":%d}";
    assertThat(key(task.formatted("a", 1)))
        .as("from the webhook of the project, and from the global one")
        .isEqualTo(key(task.formatted("a", 2)));
    assertThat(key(task.formatted("b", 1))).isNotEqualTo(key(task.formatted("a", 1)));
    assertThat(key("{\"taskId\":\"T\"}")).isNotEqualTo(key("{\"taskId\":\"T\",\"x\":1}"));
    assertThat(key("no JSON")).isNotEqualTo(key("none either"));
  }

  private static String key(String body) {
    Admission admission = admit(sign(body), body, KEY);
    return ((Admission.Accepted) admission).deliveryKey();
  }

  private static String sign(String body) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(
          new javax.crypto.spec.SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return java.util.HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
