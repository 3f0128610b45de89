package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Admission;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed with the published example of the Standard Webhooks libraries. */
class GitLabAdmissionTest {
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER_KEY = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final GitLabAdmission admission =
      new GitLabAdmission(InstantSource.fixed(Instant.ofEpochSecond(1614265330)));

  @Test
  void c01_thePublishedVectorIsAccepted() {
    Admission.Accepted accepted = accepted(signed(Map.of(), BODY), KEY);
    assertThat(accepted.kind()).isEqualTo("Push Hook");
    assertThat(accepted.deliveryKey()).isEqualTo(ID);
    assertThat(accepted.stale()).isFalse();
    assertThat(accepted.context()).doesNotContainKeys("x-gitlab-token", "webhook-signature");
  }

  @Test
  void c02_oneChangedCharacterAnywhereIsRefused() {
    refused(signed(Map.of(), BODY.replace('4', '5')), KEY);
    refused(signed(Map.of(), BODY + " "), KEY);
    refused(signed(Map.of(), "\uFEFF" + BODY), KEY);
    refused(signed(Map.of("webhook-id", ID + "x"), BODY), KEY);
    refused(signed(Map.of("webhook-timestamp", "1614265331"), BODY), KEY);
    refused(signed(Map.of("webhook-signature", SIGNATURE.replace('g', 'h')), BODY), KEY);
    refused(signed(Map.of(), BODY), OTHER_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "v1",
        "v1,",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,not base64!",
        "v1,g0hM",
        "v1=g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        // The header twice, joined by the server.
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,AAAA, v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
      })
  void c03_malformedSignaturesAreRefused(String signature) {
    refused(signed(Map.of("webhook-signature", signature), BODY), KEY);
  }

  @Test
  void c03_aHugeSignatureHeaderIsRefused() {
    refused(signed(Map.of("webhook-signature", "v1," + "A".repeat(65_536)), BODY), KEY);
    refused(signed(Map.of("webhook-signature", (SIGNATURE + " ").repeat(40)), BODY), KEY);
  }

  @Test
  void c04_oneRightSignatureOfSeveralIsEnough() {
    String list = "v1,AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= v1a,AAAA " + SIGNATURE;
    accepted(signed(Map.of("webhook-signature", list), BODY), KEY);
  }

  @Test
  void c05_theFormerSecretIsGoodWhileItIsConfigured() {
    accepted(signed(Map.of(), BODY), OTHER_KEY, KEY);
    accepted(plain("old"), "new", "old");
    refused(plain("old"), "new");
  }

  @Test
  void c06_withoutAConfiguredSecretNothingIsAccepted() {
    refused(plain("x"));
    refused(plain(""), "");
    refused(plain(""), " ");
    refused(new Webhook(Map.of("x-gitlab-event", "Push Hook"), new byte[0]), "");
    refused(plain("whsec_"), "whsec_");
  }

  @Test
  void plainTokenMustBeTheSame() {
    accepted(plain("correct horse"), "correct horse");
    refused(plain("correct horsf"), "correct horse");
    refused(plain("correct horse,correct horse"), "correct horse");
    refused(new Webhook(Map.of("x-gitlab-event", "Push Hook"), new byte[0]), "correct horse");
  }

  @Test
  void signingKeyIsNeverAPlainToken() {
    refused(plain(KEY), KEY);
  }

  @Test
  void whileMovingToSigningBothAreGood() {
    accepted(plain("old token"), KEY, "old token");
    accepted(signed(Map.of("x-gitlab-token", "old token"), BODY), KEY, "old token");
    refused(signed(Map.of("x-gitlab-token", "old token"), BODY + " "), KEY, "old token");
    accepted(signed(Map.of("x-gitlab-token", "old token"), BODY), "old token");
  }

  @Test
  void c07_aBodyThatAProxyWroteAnewIsRefusedWithThatHint() {
    Admission answer =
        admission.admit(
            signed(Map.of(), BODY.replace(":", ": ")), new WebhookSecrets(List.of(KEY)));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            no -> assertThat(no.reason()).contains("signature does not match", "proxy"));
  }

  @Test
  void c19_aDayOldIsStaleAndStillAccepted() {
    GitLabAdmission later =
        new GitLabAdmission(InstantSource.fixed(Instant.ofEpochSecond(1614265330 + 86_400)));
    Admission answer = later.admit(signed(Map.of(), BODY), new WebhookSecrets(List.of(KEY)));
    assertThat(answer)
        .isInstanceOfSatisfying(Admission.Accepted.class, a -> assertThat(a.stale()).isTrue());
  }

  @Test
  void c19_aReplayWithAnotherIdempotencyKeyIsTheSameDelivery() {
    assertThat(accepted(signed(Map.of("idempotency-key", "fresh"), BODY), KEY).deliveryKey())
        .isEqualTo(ID);
  }

  @Test
  void deliveryKeyOfPlainRequests() {
    assertThat(key(Map.of("idempotency-key", "abc", "x-gitlab-event-uuid", "u"), "{}"))
        .isEqualTo("abc");
    String shared = key(Map.of("x-gitlab-event-uuid", "u"), "{\"a\":1}");
    assertThat(shared)
        .startsWith("u:")
        .isNotEqualTo(key(Map.of("x-gitlab-event-uuid", "u"), "{\"a\":2}"));
    assertThat(key(Map.of(), "{}")).hasSize(64).isNotEqualTo(key(Map.of(), "{ }"));
    assertThat(key(Map.of("idempotency-key", "k".repeat(5000)), "{}")).hasSize(64);
  }

  @Test
  void d22_reasonsNeverTellASecret() {
    for (Webhook forged :
        List.of(plain("guess"), signed(Map.of("webhook-signature", "v1,AAAA"), BODY))) {
      Admission answer = admission.admit(forged, new WebhookSecrets(List.of(KEY, "topsecret")));
      assertThat(answer).isInstanceOf(Admission.Refused.class);
      assertThat(answer.toString()).doesNotContain("topsecret", "MfKQ9r8G", "guess");
    }
  }

  private String key(Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("x-gitlab-token", "t");
    return accepted(new Webhook(all, body.getBytes(StandardCharsets.UTF_8)), "t").deliveryKey();
  }

  private static Webhook plain(String token) {
    return new Webhook(
        Map.of("x-gitlab-event", "Push Hook", "x-gitlab-token", token),
        BODY.getBytes(StandardCharsets.UTF_8));
  }

  private static Webhook signed(Map<String, String> changed, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-gitlab-event", "Push Hook");
    headers.put("webhook-id", ID);
    headers.put("webhook-timestamp", TIMESTAMP);
    headers.put("webhook-signature", SIGNATURE);
    headers.putAll(changed);
    return new Webhook(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private Admission.Accepted accepted(Webhook webhook, String... secrets) {
    Admission answer = admission.admit(webhook, new WebhookSecrets(List.of(secrets)));
    assertThat(answer).isInstanceOf(Admission.Accepted.class);
    return (Admission.Accepted) answer;
  }

  private void refused(Webhook webhook, String... secrets) {
    assertThat(admission.admit(webhook, new WebhookSecrets(List.of(secrets))))
        .isInstanceOf(Admission.Refused.class);
  }
}
