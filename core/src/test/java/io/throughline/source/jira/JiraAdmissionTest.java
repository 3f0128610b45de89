package io.throughline.source.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signed with the example that GitHub publishes for the same header. */
class JiraAdmissionTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  private final JiraAdmission admission = new JiraAdmission();

  private Admission admit(Map<String, String> headers, String body, String... secrets) {
    return admission.admit(
        new Webhook(headers, body.getBytes(StandardCharsets.UTF_8)),
        new WebhookSecrets(List.of(secrets)));
  }

  @Test
  void c01_theRightSignatureIsAcceptedWithAnyConfiguredSecret() {
    assertThat(admit(Map.of("x-hub-signature", SIGNATURE), "Hello, World!", "other", SECRET))
        .isInstanceOfSatisfying(
            Admission.Accepted.class,
            yes -> {
              assertThat(yes.kind()).isEqualTo("unnamed event");
              assertThat(yes.deliveryKey()).hasSize(64);
            });
  }

  @Test
  void c02_anythingElseIsRefused() {
    Map<String, String> signed = Map.of("x-hub-signature", SIGNATURE);
    assertThat(admit(signed, "Hello, World?", SECRET)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(signed, "Hello, World!", "other")).isInstanceOf(Admission.Refused.class);
    assertThat(admit(Map.of("x-hub-signature", "sha256="), "", SECRET))
        .isInstanceOf(Admission.Refused.class);
    assertThat(admit(Map.of(), "{}", SECRET)).isInstanceOf(Admission.Refused.class);
    assertThat(admit(Map.of("x-throughline-token", ""), "{}", ""))
        .isInstanceOf(Admission.Refused.class);
    assertThat(
            admit(
                Map.of("x-hub-signature", "sha1=00", "x-throughline-token", SECRET), "{}", SECRET))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void anUnsignedRequestMayCarryTheSecret() {
    String body = "{\"a\":{\"webhookEvent\":\"no\"},\"webhookEvent\":\"sprint_closed\"}";
    for (Map<String, String> headers :
        List.of(Map.of("x-throughline-token", "s"), Map.of("authorization", "Bearer s"))) {
      assertThat(admit(headers, body, "s"))
          .isInstanceOfSatisfying(
              Admission.Accepted.class, yes -> assertThat(yes.kind()).isEqualTo("sprint_closed"));
    }
    assertThat(admit(Map.of("authorization", "Bearer t"), body, "s"))
        .isInstanceOfSatisfying(
            Admission.Refused.class, no -> assertThat(no.reason()).doesNotContain("Bearer t"));
  }

  @Test
  void aRepeatHasTheSameKey() {
    assertThat(
            admit(
                Map.of("x-throughline-token", "s", "x-atlassian-webhook-identifier", "w-1"),
                "{}",
                "s"))
        .isInstanceOfSatisfying(
            Admission.Accepted.class, yes -> assertThat(yes.deliveryKey()).isEqualTo("w-1"));
  }

  @Test
  void aUserMakesTheTokenBasic() {
    JiraSystem jira = JiraSystem.create();
    assertThat(jira.authentication("t", Map.of()).headers())
        .containsEntry("Authorization", "Bearer t");
    assertThat(jira.authentication("t", Map.of("user", "a@b.io")).headers())
        .containsEntry("Authorization", "Basic YUBiLmlvOnQ=");
  }
}
