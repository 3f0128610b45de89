package io.throughline.source.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JenkinsAdmissionTest {
  private static final WebhookSecrets SECRETS = new WebhookSecrets(List.of("s3cr&t", "former"));
  private static final byte[] BODY = "{\"build\":{}}".getBytes(StandardCharsets.UTF_8);

  private static Admission admit(Map<String, String> headers, String query) {
    return JenkinsAdmission.admit(new Webhook(headers, query, BODY), SECRETS);
  }

  @Test
  void aSecretInAHeaderOrInTheAddressIsBelieved() {
    assertThat(admit(Map.of("x-throughline-token", "s3cr&t"), ""))
        .isInstanceOf(Admission.Accepted.class);
    assertThat(admit(Map.of("authorization", "Bearer former"), ""))
        .isInstanceOf(Admission.Accepted.class);
    assertThat(admit(Map.of(), "a=b&secret=s3cr%26t")).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(Map.of(), "token=former")).isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void whatIsForgedIsRefusedWithoutAWordOfTheSecret() {
    for (Admission no :
        List.of(
            admit(Map.of(), ""),
            admit(Map.of(), "secret="),
            admit(Map.of(), "secret=%zz"),
            admit(Map.of(), "secret=wrong"),
            admit(Map.of(), "xsecret=s3cr%26t"),
            // A header decides where there is one: the address may be known to others.
            admit(Map.of("x-throughline-token", "wrong"), "secret=s3cr%26t"),
            admit(Map.of(), "secret=" + "x".repeat(3_000)))) {
      assertThat(no).isInstanceOf(Admission.Refused.class);
      assertThat(no.toString()).doesNotContain("s3cr", "former");
    }
    assertThat(
            JenkinsAdmission.admit(
                new Webhook(Map.of(), "secret=", BODY), new WebhookSecrets(List.of(" "))))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void neitherTheRequestNorWhatIsKeptTellsTheSecret() {
    Webhook webhook = new Webhook(Map.of("x-throughline-token", "s3cr&t"), "secret=s3cr%26t", BODY);
    assertThat(webhook.toString()).doesNotContain("s3cr");
    assertThat(JenkinsAdmission.admit(webhook, SECRETS).toString()).doesNotContain("s3cr");
  }

  @Test
  void headersOfACloudEventAreKeptAndMakeADelivery() {
    Admission.Accepted plain = (Admission.Accepted) admit(Map.of(), "secret=former");
    Admission.Accepted event =
        (Admission.Accepted)
            admit(
                Map.of("ce-type", "dev.cdevents.pipelinerun.finished.0.2.0", "ce-id", "7"),
                "secret=former");
    assertThat(plain.kind()).isEqualTo("notification");
    assertThat(event.kind()).isEqualTo("cdevent");
    assertThat(event.context()).containsEntry("ce-id", "7");
    assertThat(event.deliveryKey()).isNotEqualTo(plain.deliveryKey());
  }
}
