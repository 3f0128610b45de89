package io.throughline.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class PagerDutyAdmissionTest {
  /** Computed with another program: HMAC-SHA256 of the body under the key. */
  private static final String BODY = "The quick brown fox jumps over the lazy dog";

  private static final String KEY = "key";
  private static final String SIGNATURE =
      "v1=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
  private static final String OTHER = "v1=" + "0".repeat(64);

  private static Admission admit(String signature, String body, String... secrets) {
    return PagerDutySystem.create()
        .admit(
            new Webhook(
                signature.isEmpty() ? Map.of() : Map.of("x-pagerduty-signature", signature),
                body.getBytes(StandardCharsets.UTF_8)),
            new WebhookSecrets(List.of(secrets)));
  }

  @Test
  void aRequestThatIsSignedWithAnyOfTheSecretsIsGenuine() {
    assertThat(admit(SIGNATURE, BODY, KEY)).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(SIGNATURE, BODY, "new", KEY)).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(OTHER + "," + SIGNATURE, BODY, KEY))
        .as("the sender rotates its secret")
        .isInstanceOf(Admission.Accepted.class);
    assertThat(admit("v2=abc, " + SIGNATURE, BODY, KEY))
        .as("a version to come beside ours")
        .isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void aForgedOneIsNot() {
    assertThat(admit(SIGNATURE, BODY + ".", KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE, BODY, "other")).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE.substring(3), BODY, KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE.replace("v1", "v2"), BODY, KEY))
        .isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE.substring(0, 20), BODY, KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit((OTHER + ",").repeat(16) + SIGNATURE, BODY, KEY))
        .as("nobody has so many secrets")
        .isInstanceOf(Admission.Refused.class);
    assertThat(admit("", BODY, KEY)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(SIGNATURE, BODY, " ")).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void noReasonTellsASecret() {
    for (Admission refused : List.of(admit("v1=00", BODY, KEY + "-secret"), admit("", BODY, KEY))) {
      assertThat(((Admission.Refused) refused).reason()).doesNotContain(KEY + "-secret");
    }
    assertThat(((Admission.Refused) admit("", BODY, KEY)).reason()).contains("v3");
  }

  @Test
  void oneEventIsOneDelivery() throws Exception {
    String event =
        "{\"a\":[{\"id\":\"X\"}],\"event\":{\"data\":{\"id\":\"Y\"},\"id\":\"%s\"},\"n\":%d}";
    assertThat(key(event.formatted("E1", 1))).isEqualTo(key(event.formatted("E1", 2)));
    assertThat(key(event.formatted("E1", 1))).isNotEqualTo(key(event.formatted("E2", 1)));
    assertThat(key("{\"event\":{\"x\":1}}")).isNotEqualTo(key("{\"event\":{\"x\":2}}"));
    assertThat(key("no JSON")).isNotEqualTo(key("none either"));
  }

  private static String key(String body) throws GeneralSecurityException {
    return ((Admission.Accepted) admit(sign(body, KEY), body, KEY)).deliveryKey();
  }

  private static String sign(String body, String key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "v1=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
