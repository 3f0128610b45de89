package io.throughline.source.argocd;

import static io.throughline.source.argocd.ArgoSamples.APPLICATION;
import static io.throughline.source.argocd.ArgoSamples.application;
import static io.throughline.source.argocd.ArgoSamples.at;
import static io.throughline.source.argocd.ArgoSamples.members;
import static io.throughline.source.argocd.ArgoSamples.only;
import static io.throughline.source.argocd.ArgoSamples.parse;
import static io.throughline.source.argocd.ArgoSamples.syncs;
import static io.throughline.source.argocd.ArgoSamples.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.fact.GitopsApplication;
import io.throughline.model.fact.GitopsSync;
import io.throughline.model.fact.HealthChange;
import io.throughline.model.fact.Project;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ArgoCdMapperTest {
  private ObjectNode app = ArgoSamples.JSON.createObjectNode();

  @BeforeEach
  void sample() throws Exception {
    app = yaml(APPLICATION);
  }

  private ObjectNode status() {
    return at(app, "/status");
  }

  private ArrayNode history() {
    return (ArrayNode) app.at("/status/history");
  }

  private void operation(String yaml) throws Exception {
    status().set("operationState", parse(yaml));
  }

  private GitopsSync last() throws Exception {
    return syncs(application(app)).getLast();
  }

  @Test
  void anApplicationIsAProjectOfItsService() throws Exception {
    Project project = only(application(app), Project.class);
    assertThat(project.path()).isEqualTo("checkout");
    assertThat(project.service()).isEqualTo("checkout");
    assertThat(project.createdAt()).isEqualTo(Instant.parse("2026-01-05T08:00:00Z"));
    at(app, "/metadata").put("namespace", "team-a");
    assertThat(only(application(app), Project.class).path()).isEqualTo("team-a/checkout");
  }

  /** As Argo CD builds its links: by namespace and name, whichever namespace it is. */
  @Test
  void itsPageIsAtTheAddressThatIsAsked() throws Exception {
    Mapped listed = ArgoSamples.listedBy("https://argocd.acme.io/cd", app, Map.of());
    String page = "https://argocd.acme.io/cd/applications/argocd/checkout";
    assertThat(only(listed, Project.class).webUrl()).isEqualTo(page);
    assertThat(syncs(listed)).isNotEmpty().allMatch(sync -> page.equals(sync.webUrl()));
    for (String none : List.of("", "https://me:secret@argocd.acme.io", "argocd.acme.io")) {
      Mapped bare = ArgoSamples.listedBy(none, app, Map.of());
      assertThat(only(bare, Project.class).webUrl()).as(none).isNull();
      assertThat(syncs(bare)).allMatch(sync -> sync.webUrl() == null);
    }
  }

  @Test
  void itIsToldHowItIsKept() throws Exception {
    GitopsApplication kept =
        only(application(app, "sync_windows", "true"), GitopsApplication.class);
    assertThat(kept.repository()).isEqualTo("https://gitlab.acme.io/acme/gitops.git");
    assertThat(kept.path()).isEqualTo("checkout");
    assertThat(kept.automated()).isTrue();
    assertThat(kept.selfHeal()).isTrue();
    assertThat(kept.syncStatus()).isEqualTo("synced");
    assertThat(kept.healthStatus()).isEqualTo("healthy");
    assertThat(kept.strategy()).as("none of its resources is a Rollout").isEqualTo("none");
    assertThat(kept.analysed()).isFalse();
    assertThat(kept.syncWindows()).isTrue();
    assertThat(kept.windows()).as("which they are was not told").isNull();
    String windows = "deny\t0 16 * * 5\t62h\tUTC\tfalse";
    kept = only(application(app, "windows", windows), GitopsApplication.class);
    assertThat(kept.windows()).isEqualTo(windows);
    assertThat(kept.seenAt()).isEqualTo(ArgoSamples.SEEN);
  }

  @Test
  void whatNobodyLookedAtIsNotTold() throws Exception {
    status().remove("resources");
    status().put("sync", (String) null);
    at(app, "/spec").remove("syncPolicy");
    GitopsApplication kept = only(application(app), GitopsApplication.class);
    assertThat(kept.strategy()).isNull();
    assertThat(kept.analysed()).isNull();
    assertThat(kept.syncWindows()).isNull();
    assertThat(kept.syncStatus()).isNull();
    assertThat(kept.automated()).isFalse();
    status().set("resources", parse("[{ group: argoproj.io, kind: Rollout, name: x }]"));
    assertThat(only(application(app), GitopsApplication.class).strategy()).isNull();
    Mapped looked = application(app, "strategy", "canary", "analysed", "true");
    assertThat(only(looked, GitopsApplication.class).strategy()).isEqualTo("canary");
    assertThat(only(looked, GitopsApplication.class).analysed()).isTrue();
  }

  @Test
  void automationThatIsSwitchedOffIsNone() throws Exception {
    at(app, "/spec/syncPolicy/automated").put("enabled", false);
    GitopsApplication kept = only(application(app), GitopsApplication.class);
    assertThat(kept.automated()).isFalse();
    assertThat(kept.selfHeal()).isFalse();
  }

  @Test
  void ofSeveralSourcesTheFirstOneIsTold() throws Exception {
    at(app, "/spec").remove("source");
    at(app, "/spec").set("sources", parse("[{ repoURL: 'https://a/x', chart: c }, { path: p }]"));
    ((ObjectNode) history().get(1)).remove("revision");
    ((ObjectNode) history().get(1)).set("revisions", parse("[1.4.2, bbbb]"));
    at(app, "/status/operationState/syncResult").remove("revision");
    at(app, "/status/operationState/syncResult").set("revisions", parse("['1.4.2', bbbb]"));
    assertThat(only(application(app), GitopsApplication.class).repository())
        .isEqualTo("https://a/x");
  }

  @Test
  void theTwoTellingsOfOneSyncAreOne() throws Exception {
    List<GitopsSync> all = syncs(application(app));
    assertThat(all).hasSize(2);
    GitopsSync sync = all.getLast();
    assertThat(sync.phase()).isEqualTo("succeeded");
    assertThat(sync.revision()).isEqualTo("bbbb");
    assertThat(sync.cluster()).isEqualTo("prod-eu");
    assertThat(sync.environment()).isEqualTo("production");
    assertThat(sync.tier()).isEqualTo("production");
    assertThat(sync.images()).isEqualTo("acme/proxy:1.0 acme/shop:2.0.0");
    assertThat(sync.automated()).isTrue();
    assertThat(sync.startedBy()).isNull();
    assertThat(sync.trigger()).isEqualTo("sync");
    assertThat(sync.startedAt()).isEqualTo(Instant.parse("2026-11-20T11:58:00Z"));
    assertThat(sync.finishedAt()).isEqualTo(Instant.parse("2026-11-20T11:58:20Z"));
    assertThat(sync.retries()).isZero();
    assertThat(sync.resources()).as("one was unchanged").isEqualTo(1);
    assertThat(all.getFirst().images()).as("what ran then is not known").isNull();
    assertThat(all.getFirst().trigger()).isNull();
    status().remove("operationState");
    assertThat(last().id()).as("later, from the history alone").isEqualTo(sync.id());
    status().remove("history");
    operation("{ phase: Running, startedAt: '2026-11-20T11:58:00Z', operation: { sync: {} } }");
    assertThat(last().id()).as("earlier, while it ran").isEqualTo(sync.id());
    assertThat(last().phase()).isEqualTo("running");
    assertThat(last().images()).isNull();
    assertThat(last().resources()).isNull();
  }

  @Test
  void aFailedSyncIsToldByTheOperationAlone() throws Exception {
    operation(
        """
        phase: Failed
        message: one or more objects of https://bot:s3cret@gitlab.acme.io/x failed to apply
        startedAt: "2026-11-20T11:59:00Z"
        finishedAt: "2026-11-20T11:59:05Z"
        retryCount: 5
        operation: { initiatedBy: { username: jo }, sync: { revision: CCCC } }
        syncResult: { revision: cccc, resources: [ { status: SyncFailed, message: invalid } ] }
        """);
    List<GitopsSync> all = syncs(application(app));
    assertThat(all)
        .extracting(GitopsSync::phase)
        .containsExactly("succeeded", "succeeded", "failed");
    GitopsSync failed = all.getLast();
    assertThat(failed.revision()).isEqualTo("cccc");
    assertThat(failed.startedBy()).isEqualTo("jo");
    assertThat(failed.automated()).isFalse();
    assertThat(failed.retries()).isEqualTo(5);
    assertThat(failed.resources()).as("nothing was changed").isZero();
    assertThat(failed.message())
        .contains("https://gitlab.acme.io/x failed")
        .doesNotContain("s3cret");
  }

  @Test
  void whatOnlyTriedIsNoSync() throws Exception {
    operation(
        """
        { phase: Succeeded, startedAt: "2026-11-20T11:59:00Z", finishedAt: "2026-11-20T11:59:01Z",
          operation: { sync: { dryRun: true, revision: cccc } } }
        """);
    assertThat(syncs(application(app))).hasSize(2);
  }

  @Test
  void whatWasAppliedByTheServerDoesNotSayWhetherItChanged() throws Exception {
    ((ObjectNode) app.at("/status/operationState/syncResult/resources/0"))
        .put("message", "deployment.apps/checkout serverside-applied");
    assertThat(last().resources()).isNull();
  }

  /** N19. */
  @Test
  void theSameAgainByTheControllerIsSelfHealing() throws Exception {
    ((ObjectNode) history().get(0)).put("revision", "bbbb");
    assertThat(last().trigger()).isEqualTo("self_heal");
    ((ObjectNode) history().get(1)).set("source", parse("{ helm: { parameters: [ 2 ] } }"));
    ((ObjectNode) history().get(0)).set("source", parse("{ helm: { parameters: [ 1 ] } }"));
    assertThat(last().trigger()).as("another parameter").isEqualTo("sync");
    at(app, "/status/operationState/operation/sync").put("autoHealAttemptsCount", 1);
    assertThat(last().trigger()).isEqualTo("self_heal");
  }

  @Test
  void theSameAgainByAPersonIsASync() throws Exception {
    ((ObjectNode) history().get(0)).put("revision", "bbbb");
    at(app, "/status/operationState/operation").set("initiatedBy", parse("{ username: jo }"));
    assertThat(last().trigger()).isEqualTo("sync");
  }

  @Test
  void goingBackToARevisionIsARollback() throws Exception {
    history().removeAll();
    history()
        .addAll(
            (ArrayNode)
                parse(
                    """
                    [ { id: 7, revision: aaaa, deployStartedAt: "2026-11-20T11:58:00Z",
                        deployedAt: "2026-11-20T11:58:20Z" },
                      { id: 6, revision: bbbb, deployStartedAt: "2026-11-19T09:00:00Z",
                        deployedAt: "2026-11-19T09:00:20Z" },
                      { id: 5, revision: aaaa, deployedAt: "2026-11-18T09:00:20Z" } ]
                    """));
    assertThat(syncs(application(app)))
        .extracting(GitopsSync::trigger)
        .as("in the order of their numbers")
        .containsExactly(null, null, "rollback");
    operation(
        """
        { phase: Running, startedAt: "2026-11-20T11:59:00Z",
          operation: { initiatedBy: { username: jo }, sync: { revision: bbbb } } }
        """);
    assertThat(last().trigger()).isEqualTo("rollback");
  }

  /** Before version 1.5 the history does not tell when a sync began. */
  @Test
  void anOldHistoryIsToldApartByWhenSyncsEnded() throws Exception {
    history().forEach(row -> ((ObjectNode) row).remove("deployStartedAt"));
    List<GitopsSync> all = syncs(application(app));
    assertThat(all).hasSize(2);
    assertThat(all.getLast().startedAt()).isEqualTo(Instant.parse("2026-11-20T11:58:00Z"));
    assertThat(all.getFirst().startedAt()).isNull();
    long id = all.getLast().id();
    status().remove("operationState");
    assertThat(last().id()).isEqualTo(id);
    operation("{ phase: Running, startedAt: '2026-11-20T11:59:00Z', operation: { sync: {} } }");
    assertThat(syncs(application(app))).as("it would have two ids").hasSize(2);
    operation(
        """
        { phase: Error, startedAt: "2026-11-20T11:59:00Z", finishedAt: "2026-11-20T11:59:09Z",
          operation: { sync: {} } }
        """);
    assertThat(syncs(application(app))).hasSize(3);
  }

  /** C23. */
  @Test
  void healthThatFlapsIsOneSyncAndManyChanges() throws Exception {
    Set<Long> ids = new HashSet<>();
    Set<String> changes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Instant at = Instant.parse("2026-11-20T11:58:30Z").plusSeconds(i);
      at(app, "/status/health")
          .put("status", i % 2 == 0 ? "Healthy" : "Degraded")
          .put("lastTransitionTime", at.toString());
      Mapped mapped = application(app, "taken_at", at.toString());
      syncs(mapped).forEach(sync -> ids.add(sync.id()));
      members(mapped, HealthChange.class).forEach(change -> changes.add(change.key()));
    }
    assertThat(ids).as("and the one before").hasSize(2);
    assertThat(changes).hasSize(100);
  }

  @Test
  void whereHealthHasNoTimeItChangedWhenItWasSeenOtherwise() throws Exception {
    at(app, "/status/health").remove("lastTransitionTime");
    assertThat(members(application(app), HealthChange.class))
        .extracting(HealthChange::at)
        .containsExactly(ArgoSamples.SEEN);
    assertThat(members(application(app, "health_before", "degraded"), HealthChange.class))
        .extracting(HealthChange::status)
        .containsExactly("healthy");
    assertThat(members(application(app, "health_before", "healthy"), HealthChange.class)).isEmpty();
  }

  @Test
  void imagesAreToldOnlyWhereTheySayWhatTheSyncBrought() throws Exception {
    ObjectNode health = at(app, "/status/health");
    health.put("status", "Progressing");
    assertThat(last().images()).as("in the middle of a change").isNull();
    health.put("status", "Degraded");
    assertThat(last().images()).isEqualTo("acme/proxy:1.0 acme/shop:2.0.0");
    at(app, "/status/summary").set("images", parse("['acme/shop:1.0', 'acme/shop:2.0']"));
    assertThat(last().images()).as("the old and the new").isNull();
    health.put("status", "Healthy");
    assertThat(last().images()).isEqualTo("acme/shop:1.0 acme/shop:2.0");
    status().put("reconciledAt", "2026-11-20T11:58:10Z");
    assertThat(last().images()).as("nobody looked since the sync").isNull();
  }

  @Test
  void afterAnAbortedRolloutTheOldVersionAloneIsNoImageOfTheSync() throws Exception {
    status().set("resources", parse("[{ group: argoproj.io, kind: Rollout, name: x }]"));
    at(app, "/status/health").put("status", "Degraded");
    assertThat(last().images()).isNull();
  }

  @Test
  void anImageWithoutAVersionStaysAsItIs() throws Exception {
    at(app, "/status/summary").set("images", parse("[nginx, 'acme/x:latest', nginx]"));
    assertThat(last().images()).isEqualTo("acme/x:latest nginx");
    at(app, "/status/summary").remove("images");
    assertThat(last().images()).as("it runs nothing").isEmpty();
    status().remove("summary");
    assertThat(last().images()).as("it is not told").isNull();
  }

  @Test
  void theCommitOfTheApplicationIsRead() throws Exception {
    at(app, "/metadata/annotations").put("org.opencontainers.image.revision", "ABC1");
    assertThat(last().appSha()).isEqualTo("abc1");
    at(app, "/status/operationState/operation")
        .set("info", parse("[{ name: org.opencontainers.image.revision, value: DEF2 }]"));
    assertThat(last().appSha()).as("who asked for it says so").isEqualTo("def2");
    at(app, "/status/operationState/operation").remove("info");
    at(app, "/metadata/annotations").remove("org.opencontainers.image.revision");
    at(app, "/spec")
        .set("info", parse("[{ name: org.opencontainers.image.revision, value: aaa3 }]"));
    assertThat(last().appSha()).isEqualTo("aaa3");
    at(app, "/status/health").put("status", "Progressing");
    assertThat(last().appSha()).as("it may be the next one's").isNull();
  }

  private static final String PLACE =
      """
      { metadata: { name: %s, namespace: argocd }, spec: { destination: { name: %s, namespace: %s } },
        status: { history: [ { revision: a, deployedAt: "2026-11-18T09:00:20Z" } ] } }
      """;

  private static String tier(String name, String cluster, String namespace, String... globs)
      throws Exception {
    byte[] body =
        ArgoSamples.JSON.writeValueAsBytes(parse(PLACE.formatted(name, cluster, namespace)));
    Map<String, String> context = ArgoSamples.context(Map.of());
    return syncs(ArgoSamples.map(Channel.POLL, "application", context, body, List.of(globs)))
        .getFirst()
        .tier();
  }

  @Test
  void productionIsKnownByNamesWhereNothingSaysSo() throws Exception {
    assertThat(tier("checkout", "prod-eu", "shop")).isEqualTo("production");
    assertThat(tier("checkout", "eu", "production")).isEqualTo("production");
    assertThat(tier("checkout-live", "eu", "shop")).isEqualTo("production");
    assertThat(tier("product-catalog", "eu", "products")).isNull();
    assertThat(tier("checkout", "pre-prod", "shop")).isNull();
    assertThat(tier("live-chat", "dev", "chat")).isNull();
    assertThat(tier("checkout", "blue", "shop", "blue*")).isEqualTo("production");
    assertThat(tier("checkout", "prod-eu", "shop", "blue*")).as("the setting says it all").isNull();
  }

  @Test
  void whatALabelSaysOfThePlaceWins() throws Exception {
    Map<String, String> tiers =
        Map.of(
            "staging", "staging",
            "qa", "testing",
            "dev-2", "development",
            "live", "production",
            "non-prod", "other",
            "canteen", "other");
    for (Map.Entry<String, String> one : tiers.entrySet()) {
      at(app, "/metadata/annotations").put("throughline.io/environment", one.getKey());
      assertThat(last().environment()).isEqualTo(one.getKey());
      assertThat(last().tier()).as(one.getKey()).isEqualTo(one.getValue());
    }
  }

  @Test
  void theSameIsMappedToTheSameAndUnknownFieldsAreIgnored() throws Exception {
    Mapped first = application(app);
    assertThat(application(app)).isEqualTo(first);
    app.put("future", 1);
    status().set("future", parse("{ a: [ 1 ] }"));
    ((ObjectNode) history().get(0)).put("future", true);
    assertThat(application(app)).isEqualTo(first);
  }

  @Test
  void whatIsNotThereYetIsNotInvented() throws Exception {
    app.remove("status");
    Mapped mapped = application(app);
    assertThat(syncs(mapped)).isEmpty();
    assertThat(only(mapped, GitopsApplication.class).healthStatus()).isNull();
    assertThat(only(mapped, Project.class).path()).isEqualTo("checkout");
  }

  @Test
  void oneThatIsGoneIsADeletedProject() throws Exception {
    long id = only(application(app), Project.class).id();
    Project gone =
        only(
            ArgoSamples.page(
                "application_gone",
                parse("{}"),
                Map.of("app_namespace", "argocd", "app_name", "checkout")),
            Project.class);
    assertThat(gone.id()).isEqualTo(id);
    assertThat(gone.deleted()).isTrue();
    assertThat(gone.path()).as("not told").isNull();
  }

  @Test
  void whatIsWrongIsNamed() {
    at(app, "/metadata").put("name", "../admin");
    assertThatThrownBy(() -> application(app))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/metadata/name"));
    at(app, "/metadata").put("name", "checkout");
    ((ObjectNode) history().get(1)).put("deployedAt", "yesterday");
    assertThatThrownBy(() -> application(app))
        .isInstanceOfSatisfying(
            UnmappableException.class,
            e -> assertThat(e.pointer()).isEqualTo("/status/history/1/deployedAt"));
  }
}
