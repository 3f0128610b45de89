package io.throughline.source.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.GitopsApplication;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.HealthChange;
import io.throughline.model.fact.Project;
import io.throughline.source.Admission;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the template of the starter kit sends. */
final class ArgoCdHookTest {
  /** As the template writes it for an application that was synced twice. */
  static final String BODY =
      """
      {
        "kind": "argocd.application", "version": 1,
        "name": "checkout", "namespace": "argocd", "uid": "0b7f",
        "controllerNamespace": "argocd", "argocdUrl": "https://argocd.acme.io/",
        "labels": {"throughline.io/service": "checkout", "throughline.io/environment": "production"},
        "project": "shop",
        "destination": {"name": "prod-eu", "namespace": "checkout"},
        "health": {"status": "Healthy", "lastTransitionTime": "2026-11-20T11:58:40Z"},
        "reconciledAt": "2026-11-20T11:58:41Z",
        "sync": {"status": "Synced", "revision": "bbbb", "revisions": null},
        "operation": {
          "phase": "Succeeded", "message": "successfully synced",
          "startedAt": "2026-11-20T11:58:00Z", "finishedAt": "2026-11-20T11:58:20Z"
        },
        "history": [
          {"id": 3, "revision": "aaaa", "revisions": null,
           "deployStartedAt": "2026-11-18T09:00:00Z", "deployedAt": "2026-11-18T09:00:20Z"},
          {"id": 4, "revision": "bbbb", "revisions": null,
           "deployStartedAt": "2026-11-20T11:58:00Z", "deployedAt": "2026-11-20T11:58:20Z"}
        ],
        "images": ["acme/shop:2.0.0"]
      }
      """;

  private static final String SECRET = "hook-secret-1";

  @Test
  void itTellsOfTheSameSyncsAsTheApi() throws Exception {
    Mapped mapped = ArgoSamples.hook(BODY);
    Mapped polled = ArgoSamples.application(ArgoSamples.yaml(ArgoSamples.APPLICATION));
    assertThat(ArgoSamples.syncs(mapped))
        .extracting(GitopsSync::id)
        .isEqualTo(ArgoSamples.syncs(polled).stream().map(GitopsSync::id).toList());
    GitopsSync sync = ArgoSamples.syncs(mapped).getLast();
    assertThat(sync.phase()).isEqualTo("succeeded");
    assertThat(sync.cluster()).isEqualTo("prod-eu");
    assertThat(sync.tier()).isEqualTo("production");
    assertThat(sync.automated()).as("who began it is not sent").isNull();
    assertThat(sync.retries()).isNull();
    assertThat(sync.resources()).isNull();
    assertThat(sync.trigger()).isNull();
    assertThat(sync.webUrl()).isEqualTo("https://argocd.acme.io/applications/argocd/checkout");
  }

  @Test
  void itTellsOfTheApplicationAndWishesForAllOfIt() throws Exception {
    Mapped mapped = ArgoSamples.hook(BODY);
    Project project = ArgoSamples.only(mapped, Project.class);
    assertThat(project.path()).isEqualTo("checkout");
    assertThat(project.service()).isEqualTo("checkout");
    assertThat(ArgoSamples.members(mapped, HealthChange.class))
        .extracting(HealthChange::at)
        .containsExactly(Instant.parse("2026-11-20T11:58:40Z"));
    assertThat(ArgoSamples.snapshots(mapped, GitopsApplication.class))
        .as("it would hide what the API tells")
        .isEmpty();
    assertThat(mapped.refreshes())
        .containsExactly(
            new Refresh("applications", "argocd", "checkout"),
            new Refresh("rollouts", "argocd", "checkout"));
  }

  @Test
  void aTemplateFromBeforeTellsNoPath() throws Exception {
    String before =
        BODY.replace(
            "\"controllerNamespace\": \"argocd\", \"argocdUrl\": \"https://argocd.acme.io/\",", "");
    Mapped mapped = ArgoSamples.hook(before);
    assertThat(ArgoSamples.only(mapped, Project.class).path()).isNull();
    assertThat(ArgoSamples.syncs(mapped).getLast().webUrl()).isNull();
    assertThat(ArgoSamples.hook(before)).isEqualTo(mapped);
  }

  @Test
  void whatNeverRanHasNoOperation() throws Exception {
    String bare =
        """
        {"kind": "argocd.application", "version": 1, "name": "new", "namespace": "argocd",
         "labels": null, "destination": null, "health": {"status": "Missing"}, "operation": null,
         "history": [], "images": null}
        """;
    assertThat(ArgoSamples.syncs(ArgoSamples.hook(bare))).isEmpty();
  }

  @Test
  void foreignBodiesAreRefusedByTheField() {
    assertRefused("{\"text\": \"checkout was deployed\"}", "/kind");
    assertRefused(BODY.replace("argocd.application", "argocd.app"), "/kind");
    assertRefused(BODY.replace("\"version\": 1", "\"version\": 2"), "/version");
    assertRefused(BODY.replace("\"version\": 1", "\"version\": null"), "/version");
    assertRefused(BODY.replace("\"name\": \"checkout\", ", ""), "/name");
    assertRefused(
        BODY.replace("\"namespace\": \"argocd\"", "\"namespace\": \"../x\""), "/namespace");
    assertRefused(
        BODY.replace("\"startedAt\": \"2026-11-20T11:58:00Z\", ", ""), "/operation/startedAt");
  }

  private static void assertRefused(String body, String pointer) {
    assertThatThrownBy(() -> ArgoSamples.hook(body))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
  }

  private static Admission admit(Map<String, String> headers, String body, String... secrets) {
    return ArgoCdSystem.create()
        .admit(
            new Webhook(headers, body.getBytes(StandardCharsets.UTF_8)),
            new WebhookSecrets(List.of(secrets)));
  }

  private static String key(String body) {
    Admission admission = admit(Map.of("x-throughline-token", SECRET), body, SECRET);
    return ((Admission.Accepted) admission).deliveryKey();
  }

  @Test
  void onlyWhatShowsOneOfTheSecretsIsGenuine() {
    Map<String, String> right = Map.of("x-throughline-token", SECRET);
    assertThat(admit(right, BODY, SECRET)).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(right, BODY, "new", SECRET)).isInstanceOf(Admission.Accepted.class);
    assertThat(admit(Map.of("authorization", "Bearer " + SECRET), BODY, SECRET))
        .isInstanceOf(Admission.Accepted.class);
    List<Admission> refused =
        List.of(
            admit(right, BODY, "other-secret"),
            admit(right, BODY, " "),
            admit(right, BODY),
            admit(Map.of("x-throughline-token", SECRET + "x"), BODY, SECRET),
            admit(Map.of(), BODY, SECRET));
    for (Admission one : refused) {
      assertThat(one)
          .isInstanceOfSatisfying(
              Admission.Refused.class,
              no -> assertThat(no.reason()).doesNotContain(SECRET, "other-secret"));
    }
  }

  /** A body that means nothing is taken in all the same: Argo CD does not try a 4xx again. */
  @Test
  void whatCannotBeReadIsStillTakenIn() {
    assertThat(key("no JSON")).isNotEqualTo(key("none either"));
    assertThat(key("{\"text\": 1}")).isNotEqualTo(key("{\"text\": 2}"));
  }

  @Test
  void oneStateOfOneOperationIsOneDelivery() {
    assertThat(key(BODY)).isEqualTo(key(BODY.replace("successfully synced", "again")));
    assertThat(key(BODY)).isNotEqualTo(key(BODY.replace("Healthy", "Degraded")));
    assertThat(key(BODY)).isNotEqualTo(key(BODY.replace("\"Succeeded\"", "\"Failed\"")));
    assertThat(key(BODY))
        .as("a rollback has the revision of before")
        .isNotEqualTo(key(BODY.replace("11:58:00Z\", \"finishedAt", "11:57:00Z\", \"finishedAt")));
    assertThat(key(BODY)).isNotEqualTo(key(BODY.replace("11:58:40Z", "11:59:40Z")));
  }
}
