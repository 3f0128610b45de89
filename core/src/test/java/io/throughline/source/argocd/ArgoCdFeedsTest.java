package io.throughline.source.argocd;

import static io.throughline.source.argocd.ArgoSamples.at;
import static io.throughline.source.argocd.ArgoSamples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.model.fact.GitopsApplication;
import io.throughline.source.Channel;
import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ArgoCdFeedsTest {
  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeArgoCd argo = new FakeArgoCd();
  private Instant now = ArgoSamples.SEEN;

  private MemoryRun run(Feed feed) {
    return new MemoryRun(memory, feed.id(), argo, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void read() throws SourceException, InterruptedException {
    for (Feed feed : ArgoCdSystem.create().feeds()) {
      feed.read(run(feed));
    }
  }

  private List<MemoryRun.Stored> applications() {
    return memory.of("application");
  }

  private long askedFor(String part) {
    return argo.asked.stream().filter(path -> path.contains(part)).count();
  }

  @Test
  void eachApplicationIsStoredAloneAndAgainOnlyWhenItMoved() throws Exception {
    argo.put("cart");
    ObjectNode checkout = argo.put("checkout");
    read();
    assertThat(applications()).hasSize(2);
    assertThat(parse(applications().getLast().body())).as("as it came").isEqualTo(checkout);
    assertThat(memory.completeUntil)
        .containsExactlyInAnyOrderEntriesOf(Map.of("applications|", now, "rollouts|", now));
    at(checkout, "/status").put("reconciledAt", "2026-11-20T12:03:00Z");
    at(checkout, "/metadata").put("resourceVersion", "123");
    now = now.plusSeconds(60);
    read();
    assertThat(applications()).as("it was only looked at").hasSize(2);
    at(checkout, "/status/health").put("status", "Degraded");
    read();
    assertThat(applications()).hasSize(3);
    assertThat(applications().getLast().context())
        .containsEntry("health_before", "healthy")
        .containsEntry("taken_at", now.toString())
        .containsEntry("sync_windows", "false");
  }

  @Test
  void aChangeBackIsNoRepeat() throws Exception {
    ObjectNode app = argo.put("checkout");
    for (String health : List.of("Healthy", "Degraded", "Healthy")) {
      at(app, "/status/health").put("status", health);
      read();
      now = now.plusSeconds(60);
    }
    assertThat(applications()).hasSize(3);
  }

  /** Whether it is settled what runs changes what is told of it, though nothing else moved. */
  @Test
  void theFirstLookAfterASyncIsStored() throws Exception {
    ObjectNode app = argo.put("checkout");
    at(app, "/status").put("reconciledAt", "2026-11-20T11:58:10Z");
    read();
    at(app, "/status").put("reconciledAt", "2026-11-20T11:59:10Z");
    read();
    assertThat(applications()).hasSize(2);
  }

  @Test
  void aRunThatDiesGoesOnWhereItWas() throws Exception {
    argo.put("a");
    argo.put("b");
    argo.put("c");
    memory.storesUntilDeath = 2;
    assertThatThrownBy(this::read).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    read();
    assertThat(applications()).hasSize(3);
  }

  @Test
  void onlyTheProjectsOfTheSettingsAreRead() throws Exception {
    argo.put("checkout");
    at(argo.put("other"), "/spec").put("project", "platform");
    memory.settings.put("projects", "shop, more");
    read();
    assertThat(applications()).hasSize(1);
    assertThat(askedFor("projects=shop")).isEqualTo(1);
    assertThat(askedFor("projects=more")).isEqualTo(1);
    ApplicationsFeed feed = new ApplicationsFeed();
    feed.refresh(run(feed), new Refresh("applications", "argocd", "other"));
    assertThat(applications()).as("a webhook opens nothing").hasSize(1);
  }

  private static ObjectNode window(String schedule) {
    return ArgoSamples.JSON
        .createObjectNode()
        .put("kind", "deny")
        .put("schedule", schedule)
        .put("duration", "62h");
  }

  @Test
  void windowsAreLookedAtOnceAnHourAndOfEachApplicationOnlyWhereThereAreAny() throws Exception {
    argo.put("a");
    argo.put("b");
    read();
    assertThat(applications().getLast().context())
        .containsEntry("sync_windows", "false")
        .containsEntry("windows", "");
    argo.windows.add(window("0 16 * * 5").put("timeZone", "Europe/Berlin"));
    argo.windows.add(window("0 0 24 12 *"));
    argo.assigned.put("a", List.of(window("0 16 * * 5").put("manualSync", true)));
    read();
    assertThat(askedFor("/projects/shop")).isEqualTo(1);
    assertThat(askedFor("/syncwindows")).as("the project has none").isZero();
    now = now.plus(Duration.ofMinutes(61));
    read();
    read();
    assertThat(askedFor("/syncwindows")).isEqualTo(2);
    assertThat(argo.asked)
        .contains("/api/v1/applications/a/syncwindows?appNamespace=argocd&project=shop");
    assertThat(applications()).as("of b nothing became another").hasSize(3);
    assertThat(applications().getLast().context())
        .containsEntry("sync_windows", "true")
        .containsEntry("windows", "deny\t0 16 * * 5\t62h\tEurope/Berlin\ttrue");
  }

  @Test
  void aZoneThatTwoWindowsWouldTellIsNotTold() throws Exception {
    argo.put("a");
    argo.windows.add(window("0 16 * * 5").put("timeZone", "Europe/Berlin"));
    argo.windows.add(window("0 16 * * 5"));
    argo.assigned.put("a", List.of(window("0 16 * * 5")));
    read();
    assertThat(applications().getLast().context())
        .containsEntry("windows", "deny\t0 16 * * 5\t62h\t\tfalse");
  }

  @Test
  void whatIsClosedSaysNothingOfWindows() throws Exception {
    argo.put("a");
    argo.windows.add(window("0 16 * * 5"));
    argo.failing.put("/api/v1/applications/a/syncwindows", 403);
    read();
    assertThat(applications().getLast().context()).doesNotContainKeys("sync_windows", "windows");
    argo.failing.clear();
    now = now.plus(Duration.ofMinutes(61));
    read();
    assertThat(applications().getLast().context()).containsEntry("sync_windows", "false");
    argo.failing.put("/api/v1/projects", 403);
    now = now.plus(Duration.ofMinutes(61));
    read();
    assertThat(applications().getLast().context()).doesNotContainKeys("sync_windows", "windows");
  }

  @Test
  void anApplicationIsGoneOnlyWhenArgoCdSaysSo() throws Exception {
    argo.put("cart");
    argo.put("checkout");
    read();
    ObjectNode hidden = argo.applications.remove("checkout");
    argo.failing.put("/api/v1/applications/checkout", 403);
    read();
    assertThat(memory.of("application_gone")).as("it is closed to us").isEmpty();
    read();
    assertThat(askedFor("/applications/checkout?appNamespace=argocd&project=shop"))
        .as("not in each run")
        .isEqualTo(1);
    argo.failing.clear();
    now = now.plus(Duration.ofMinutes(11));
    read();
    assertThat(memory.of("application_gone"))
        .extracting(page -> page.context().get("app_name"))
        .containsExactly("checkout");
    read();
    assertThat(memory.of("application_gone")).hasSize(1);
    argo.applications.put("checkout", hidden);
    read();
    assertThat(applications()).as("it is there again").hasSize(3);
  }

  @Test
  void aTokenThatSeesNothingIsTold() throws Exception {
    read();
    assertThat(memory.notices.get("applications|")).contains("no application");
    argo.put("checkout");
    read();
    assertThat(memory.notices).isEmpty();
  }

  private ObjectNode withRollout() throws Exception {
    ObjectNode app = argo.put("checkout");
    at(app, "/status").set("resources", parse("[{ group: argoproj.io, kind: Rollout, name: x }]"));
    argo.objects.put("Rollout checkout", ArgoSamples.yaml(ArgoSamples.ROLLOUT));
    argo.objects.put(
        "AnalysisRun checkout-new-2-1",
        ArgoSamples.yaml("{ metadata: { name: checkout-new-2-1, namespace: shop } }"));
    argo.nodes.removeAll();
    argo.nodes.add(
        parse(
            "{ group: argoproj.io, kind: Rollout, version: v1alpha1, namespace: shop,"
                + " name: checkout, resourceVersion: '1' }"));
    argo.nodes.add(
        parse(
            "{ group: argoproj.io, kind: AnalysisRun, version: v1alpha1, namespace: shop,"
                + " name: checkout-new-2-1, resourceVersion: '5',"
                + " parentRefs: [ { group: argoproj.io, kind: Rollout, namespace: shop,"
                + " name: checkout } ] }"));
    argo.nodes.add(parse("{ kind: Service, version: v1, namespace: shop, name: checkout }"));
    return app;
  }

  private void seen(String version) {
    ((ObjectNode) argo.nodes.get(0)).put("resourceVersion", version);
  }

  @Test
  void rolloutsAndTheirAnalysisRunsAreRead() throws Exception {
    withRollout();
    read();
    assertThat(memory.of("rollout").getFirst().context())
        .containsEntry("app_namespace", "argocd")
        .containsEntry("app_name", "checkout")
        .containsEntry("rollout", "shop/checkout")
        .containsEntry("sync_started", "2026-11-20T11:58:00Z");
    assertThat(memory.of("analysis_run").getFirst().context())
        .containsEntry("rollout", "shop/checkout");
    assertThat(applications()).hasSize(1);
    read();
    assertThat(applications()).as("now its strategy is known").hasSize(2);
    MemoryRun.Stored last = applications().getLast();
    GitopsApplication kept =
        ArgoSamples.only(
            ArgoSamples.map(
                Channel.POLL,
                "application",
                last.context(),
                last.body().getBytes(StandardCharsets.UTF_8),
                List.of()),
            GitopsApplication.class);
    assertThat(kept.strategy()).isEqualTo("canary");
    assertThat(kept.analysed()).isFalse();
  }

  @Test
  void aHealthyApplicationsRolloutsAreReadWhenItMoves() throws Exception {
    ObjectNode app = withRollout();
    read();
    read();
    long trees = askedFor("/resource-tree");
    read();
    assertThat(askedFor("/resource-tree")).isEqualTo(trees);
    at(app, "/status/health").put("status", "Suspended");
    for (int i = 0; i < 3; i++) {
      read();
    }
    assertThat(askedFor("/resource-tree")).as("while it goes on").isEqualTo(trees + 3);
    assertThat(memory.of("rollout")).as("Kubernetes says that it is as it was").hasSize(1);
    seen("2");
    read();
    assertThat(memory.of("rollout")).hasSize(2);
    assertThat(memory.of("rollout").getLast().context().get("paused_before"))
        .contains("CanaryPauseStep");
    assertThat(memory.of("analysis_run")).hasSize(1);
  }

  @Test
  void whereNoVersionsAreToldWhatDiffersIsStored() throws Exception {
    ObjectNode app = withRollout();
    at(app, "/status/health").put("status", "Progressing");
    argo.nodes.forEach(node -> ((ObjectNode) node).remove("resourceVersion"));
    read();
    read();
    assertThat(memory.of("rollout")).hasSize(1);
    at(argo.objects.get("Rollout checkout"), "/status").put("currentStepIndex", 2);
    read();
    assertThat(memory.of("rollout")).hasSize(2);
  }

  @Test
  void aRolloutThatIsMissingStopsNothing() throws Exception {
    withRollout();
    argo.objects.clear();
    read();
    assertThat(memory.of("rollout")).isEmpty();
    assertThat(memory.completeUntil).containsKey("rollouts|");
    argo.failing.put("/api/v1/applications/checkout/resource-tree", 403);
    now = now.plus(Duration.ofMinutes(61));
    read();
    assertThat(memory.notices.get("rollouts|argocd/checkout")).contains("gives no rollouts");
  }

  @Test
  void rolloutsThatAreSwitchedOffAreNotRead() throws Exception {
    withRollout();
    memory.settings.put("rollouts", "false");
    read();
    assertThat(askedFor("/resource")).isZero();
    assertThat(memory.completeUntil).doesNotContainKey("rollouts|");
  }

  /** What a webhook tells becomes part of addresses. */
  @Test
  void aWishReadsOneApplicationAndItsRollouts() throws Exception {
    ObjectNode app = withRollout();
    read();
    read();
    int stored = applications().size();
    at(app, "/status/health").put("status", "Degraded");
    seen("2");
    for (Feed feed : List.of(new ApplicationsFeed(), new RolloutsFeed())) {
      assertThat(feed.refresh(run(feed), new Refresh(feed.id(), "argocd", "checkout"))).isTrue();
      assertThat(feed.refresh(run(feed), new Refresh("other", "argocd", "checkout"))).isFalse();
    }
    assertThat(applications()).hasSize(stored + 1);
    assertThat(memory.of("rollout")).hasSize(2);
    assertThat(memory.of("rollout").getLast().context()).doesNotContainKey("sync_started");
    ApplicationsFeed feed = new ApplicationsFeed();
    int asked = argo.asked.size();
    assertThat(feed.refresh(run(feed), new Refresh("applications", "../x", "a"))).isFalse();
    assertThat(feed.refresh(run(feed), new Refresh("applications", "a", "b?c"))).isFalse();
    assertThat(argo.asked).hasSize(asked);
  }

  @Test
  void aServerThatFailsIsTriedAgainAndNothingIsLost() throws Exception {
    withRollout();
    argo.failing.put("/api/v1/applications/checkout/resource?", 503);
    assertThatThrownBy(this::read).isInstanceOf(SourceException.class).hasMessageContaining("503");
    assertThat(memory.completeUntil).doesNotContainKey("rollouts|");
    argo.failing.clear();
    argo.failing.put("/api/v1/applications", 429);
    assertThatThrownBy(this::read).hasMessageContaining("429");
    argo.failing.clear();
    read();
    assertThat(memory.of("rollout")).hasSize(1);
  }

  @Test
  void aListThatIsNoneIsNotTakenForAnEmptyOne() {
    for (String body :
        List.of("[]", "{}", "{\"items\": 1}", "{\"items\": [1]}", "{\"items\": [{")) {
      assertThatThrownBy(() -> ApplicationList.items(body.getBytes(StandardCharsets.UTF_8)))
          .as(body)
          .isInstanceOf(UnmappableException.class);
    }
  }

  @Test
  void itemsOfAListAreCutOutAsTheyCame() throws Exception {
    String list = "{\"metadata\": {\"items\": [1]}, \"items\": [ {\"a\": \"ä}\"} , {}]}";
    assertThat(ApplicationList.items(list.getBytes(StandardCharsets.UTF_8)))
        .extracting(item -> new String(item, StandardCharsets.UTF_8))
        .containsExactly("{\"a\": \"ä}\"}", "{}");
  }

  @Test
  void aTokenThatIsNotTakenIsAPersonsMatter() throws Exception {
    ArgoCdSystem system = ArgoCdSystem.create();
    Greeting greeting = new Greeting();
    assertThat(system.check(greeting)).contains("v3.1.0");
    greeting.known = false;
    assertThatThrownBy(() -> system.check(greeting))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
    assertThat(system.authentication("t", Map.of()).headers())
        .containsEntry("Authorization", "Bearer t");
    assertThat(system.authentication("t", Map.of()).toString()).doesNotContain("Bearer");
    assertThat(system.projectLink("https://a", "team/x"))
        .isEqualTo("https://a/applications/team/x");
  }

  /** A door that tells its version to anybody, and what else there is to its own. */
  private static final class Greeting implements io.throughline.source.http.HttpDoor {
    private boolean known = true;

    @Override
    public Page get(String path) throws SourceException {
      if (path.equals("/api/version")) {
        return new Page(
            200, Map.of(), "{\"Version\": \"v3.1.0\"}".getBytes(StandardCharsets.UTF_8));
      }
      if (!known) {
        throw new SourceException(Remedy.PERSON, "401", 401);
      }
      return new Page(200, Map.of(), "{\"items\": null}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Page ask(String path, byte[] question) {
      throw new UnsupportedOperationException();
    }
  }
}
