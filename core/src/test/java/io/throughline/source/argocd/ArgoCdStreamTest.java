package io.throughline.source.argocd;

import static io.throughline.source.argocd.ArgoSamples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.source.Feed;
import io.throughline.source.Follower;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stream of changes of applications. */
final class ArgoCdStreamTest {
  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeArgoCd argo = new FakeArgoCd();
  private final Follower follower = ArgoCdSystem.create().follower().orElseThrow();
  private final List<Refresh> wishes = new ArrayList<>();
  private Instant now = ArgoSamples.SEEN;
  private int heard;
  private int connected;

  private MemoryRun run(String feed) {
    return new MemoryRun(memory, feed, argo, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void poll() throws SourceException, InterruptedException {
    for (Feed feed : ArgoCdSystem.create().feeds()) {
      feed.read(run(feed.id()));
    }
  }

  private void follow(String... lines) throws SourceException, InterruptedException {
    argo.stream = List.of(lines);
    follower.follow(
        run(follower.feed()),
        new Follower.Hearing() {
          @Override
          public void connected() {
            connected++;
          }

          @Override
          public void heard() {
            heard++;
          }

          @Override
          public void wish(Refresh wish) {
            wishes.add(wish);
          }
        });
  }

  private static String event(String type, ObjectNode app) throws Exception {
    ObjectNode event = ArgoSamples.JSON.createObjectNode();
    ObjectNode result = event.putObject("result");
    result.put("type", type);
    result.set("application", app);
    return ArgoSamples.JSON.writeValueAsString(event);
  }

  private List<MemoryRun.Stored> applications() {
    return memory.of("application");
  }

  @Test
  void whatIsToldIsStoredAsAListWouldHaveBeen() throws Exception {
    ObjectNode app = argo.put("checkout");
    poll();
    follow(event("ADDED", app));
    assertThat(applications()).as("nothing moved").hasSize(1);
    now = now.plusSeconds(10);
    at(app, "/status/health").put("status", "Degraded");
    follow(event("MODIFIED", app));
    poll();
    assertThat(applications()).as("the list brings nothing new").hasSize(2);
    MemoryRun.Stored told = applications().getLast();
    assertThat(told.context())
        .containsEntry("health_before", "healthy")
        .containsEntry("taken_at", now.toString())
        .containsEntry("sync_windows", "false");
    assertThat(ArgoSamples.parse(told.body())).isEqualTo(app);
    assertThat(heard).isEqualTo(2);
    assertThat(connected).isEqualTo(2);
  }

  @Test
  void eventsOfBrowsersAndWhatKeepsTheConnectionAreUnderstood() throws Exception {
    ObjectNode app = argo.put("checkout");
    follow(
        ": keep-alive",
        "event: message",
        "data:",
        " ",
        "data: " + event("ADDED", app) + " ",
        "id: 7",
        "retry: 1000");
    assertThat(applications()).hasSize(1);
    assertThat(heard).isEqualTo(1);
  }

  @Test
  void whatIsGoneIsLeftToTheList() throws Exception {
    ObjectNode app = argo.put("checkout");
    follow(event("ADDED", app), event("DELETED", app), event("BOOKMARK", app));
    assertThat(applications()).hasSize(1);
    assertThat(memory.of("application_gone")).isEmpty();
    assertThat(heard).isEqualTo(3);
  }

  @Test
  void onlyTheProjectsOfTheSettingsAreListenedTo() throws Exception {
    memory.settings.put("projects", "shop, more");
    ObjectNode other = argo.put("other");
    at(other, "/spec").put("project", "platform");
    follow(event("ADDED", argo.put("checkout")), event("ADDED", other));
    assertThat(argo.asked).contains("/api/v1/stream/applications?projects=shop&projects=more");
    assertThat(applications()).hasSize(1);
  }

  @Test
  void rolloutsAreReadAfterAMoveAndWhileItIsNotHealthy() throws Exception {
    ObjectNode app = argo.put("checkout");
    at(app, "/status")
        .putArray("resources")
        .addObject()
        .put("group", "argoproj.io")
        .put("kind", "Rollout")
        .put("name", "checkout");
    Refresh wish = new Refresh("rollouts", "argocd", "checkout");
    follow(event("ADDED", app));
    assertThat(wishes).containsExactly(wish);
    follow(event("ADDED", app), event("MODIFIED", app));
    assertThat(wishes).as("healthy and unmoved").hasSize(1);
    at(app, "/status/health").put("status", "Progressing");
    follow(event("MODIFIED", app), event("MODIFIED", app), event("ADDED", app));
    assertThat(wishes).hasSize(3).containsOnly(wish);
  }

  @Test
  void nonsenseAndErrorsEndItWithTheirReason() {
    assertThatThrownBy(() -> follow("<html>Sign in</html>"))
        .hasMessageContaining("a line is no event");
    assertThatThrownBy(() -> follow("{\"result\":{\"type\":\"ADDED\",\"application\":7}}"))
        .hasMessageContaining("/result/application");
    assertThatThrownBy(() -> follow("{\"result\":{\"type\":\"ADDED\""))
        .isInstanceOf(SourceException.class);
    assertThatThrownBy(
            () -> follow("{\"error\":{\"grpc_code\":14,\"message\":\"transport is closing\"}}"))
        .hasMessageContaining("transport is closing")
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.RETRY));
    assertThat(applications()).isEmpty();
  }

  @Test
  void theSettingTurnsItOff() {
    assertThat(follower.isWanted(Map.of())).isTrue();
    assertThat(follower.isWanted(Map.of("watch", "true"))).isTrue();
    assertThat(follower.isWanted(Map.of("watch", "false"))).isFalse();
  }
}
