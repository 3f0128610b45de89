package io.throughline.source.freshping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChecksFeedTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** A Freshping that says what it was told to. */
  private static final class Fake implements HttpDoor {
    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean down;

    @Override
    public Page get(String path) throws SourceException {
      asked.add(path);
      if (down) {
        throw new SourceException(Remedy.RETRY, "503", 503);
      }
      String body = bodies.get(path);
      if (body == null) {
        throw new SourceException(Remedy.SKIP, "404", 404);
      }
      return new Page(
          200, Map.of(), FreshpingSamples.quoted(body).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Page ask(String path, byte[] question) {
      throw new UnsupportedOperationException(path);
    }
  }

  private final Fake freshping = new Fake();
  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final ChecksFeed feed = new ChecksFeed();
  private Instant now = NOON;

  private MemoryRun run() {
    return new MemoryRun(memory, "checks", freshping, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void listed(String... rows) {
    freshping.bodies.put("/api/v1/checks/", "{'results':[" + String.join(",", rows) + "]}");
  }

  private static String check(int id, String status) {
    return "{'id':%d,'name':'c%d','status':'%s','url':'https://u:hunter2@c.example/?k=hunter2','basic_auth_password':'hunter2','response_time':%d}"
        .formatted(id, id, status, System.nanoTime());
  }

  private void readAfter(Duration pause) throws Exception {
    now = now.plus(pause);
    feed.read(run());
  }

  private List<MemoryRun.Stored> stored() {
    return memory.of("checks");
  }

  private List<String> lastStates() throws Exception {
    MemoryRun.Stored last = stored().getLast();
    return FreshpingSamples.states(FreshpingSamples.list(last.context(), last.body()));
  }

  @Test
  void theListIsStoredWhenItChangedAndWithoutWhatIsSecretInIt() throws Exception {
    listed(check(1, "AV"));
    readAfter(Duration.ZERO);
    listed(check(1, "AV"));
    readAfter(Duration.ofMinutes(1));
    assertThat(stored()).hasSize(1);
    assertThat(stored().getFirst().body()).contains("c1").doesNotContain("hunter2");
    listed(check(1, "RE"));
    readAfter(Duration.ofMinutes(1));
    listed(check(1, "AV"));
    readAfter(Duration.ofMinutes(1));
    assertThat(stored()).hasSize(3);
    assertThat(stored()).extracting(s -> s.context().get("taken_at")).doesNotHaveDuplicates();
    assertThat(lastStates()).containsExactly("up@" + now);
    assertThat(memory.completeUntil).containsEntry("checks|", now);
  }

  @Test
  void allPagesAreOneList() throws Exception {
    freshping.bodies.put(
        "/api/v1/checks/", "{'next':'/api/v1/checks/?page=2','results':[" + check(1, "AV") + "]}");
    freshping.bodies.put(
        "/api/v1/checks/?page=2", "{'next':null,'results':[" + check(2, "NR") + "]}");
    readAfter(Duration.ZERO);
    assertThat(lastStates()).containsExactly("up@" + now, "down@" + now);
    freshping.bodies.put(
        "/api/v1/checks/?page=2", "{'next':'/api/v1/checks/?page=2','results':[]}");
    assertThatThrownBy(() -> readAfter(Duration.ofMinutes(1)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("do not end");
  }

  @Test
  void n32_aStretchInWhichItCouldNotBeReadIsTold() throws Exception {
    listed(check(1, "AV"));
    readAfter(Duration.ZERO);
    freshping.down = true;
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> readAfter(Duration.ofMinutes(1)))
          .isInstanceOf(SourceException.class);
    }
    freshping.down = false;
    readAfter(Duration.ofMinutes(1));
    assertThat(stored()).hasSize(2);
    assertThat(lastStates()).containsExactly("unknown@" + NOON, "up@" + now);
    readAfter(Duration.ofMinutes(15));
    assertThat(stored()).as("fifteen minutes are no stretch").hasSize(2);
  }

  @Test
  void n32_whoPollsSeldomHasLongerStretches() throws Exception {
    memory.pollEvery = Duration.ofMinutes(10);
    listed(check(1, "AV"));
    readAfter(Duration.ZERO);
    readAfter(Duration.ofMinutes(50));
    assertThat(stored()).hasSize(1);
    readAfter(Duration.ofMinutes(51));
    assertThat(lastStates().getFirst()).startsWith("unknown@");
  }

  @Test
  void aWebhookHasTheListReadAndStoredAgain() throws Exception {
    listed(check(1, "AV"));
    readAfter(Duration.ZERO);
    now = now.plusSeconds(30);
    assertThat(feed.refresh(run(), new Refresh("checks", "", ""))).isTrue();
    assertThat(feed.refresh(run(), new Refresh("other", "", ""))).isFalse();
    assertThat(stored()).hasSize(2);
    assertThat(lastStates()).containsExactly("up@" + now);
  }

  @Test
  void aCheckIsGoneWhenFreshpingSaysSoOfItAlone() throws Exception {
    listed(check(1, "AV"), check(2, "AV"));
    readAfter(Duration.ZERO);
    listed(check(1, "AV"));
    freshping.bodies.put("/api/v1/checks/2/", "{'id':2}");
    readAfter(Duration.ofMinutes(1));
    assertThat(stored().getLast().context()).doesNotContainKey("gone");
    freshping.bodies.remove("/api/v1/checks/2/");
    readAfter(Duration.ofMinutes(1));
    assertThat(stored().getLast().context()).containsEntry("gone", "2");
    int before = stored().size();
    readAfter(Duration.ofMinutes(1));
    assertThat(stored()).as("told once").hasSize(before);
  }

  @Test
  void whenAllAreMissingAtOnceNoneIsGone() throws Exception {
    listed(check(1, "AV"), check(2, "AV"));
    readAfter(Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      listed(check(8, "AV"));
      readAfter(Duration.ofMinutes(1));
      assertThat(stored()).noneMatch(s -> s.context().containsKey("gone"));
      assertThat(memory.notices.get("checks|all")).contains("none of the checks");
    }
    listed(check(1, "AV"), check(2, "AV"));
    readAfter(Duration.ofMinutes(1));
    assertThat(memory.notices).isEmpty();
  }

  @Test
  void anAnswerThatIsNoListIsRefusedAndCountsAsUnread() {
    for (String body : List.of("{}x", "[]", "{'results':[{}]}", "{'results':[{'id':-1}]}")) {
      freshping.bodies.put("/api/v1/checks/", body);
      assertThatThrownBy(() -> readAfter(Duration.ZERO))
          .as(body)
          .isInstanceOf(SourceException.class);
    }
    assertThat(memory.cursors).isEmpty();
    assertThat(stored()).isEmpty();
  }

  @Test
  void anEmptyListIsTold() throws Exception {
    listed();
    readAfter(Duration.ZERO);
    assertThat(memory.notices.get("checks|")).contains("no check");
  }

  @Test
  void theSystemSaysHowManyChecksTheKeyMayRead() throws Exception {
    listed(check(1, "AV"), check(2, "AV"));
    assertThat(FreshpingSystem.create(Clock.systemUTC()).check(freshping)).contains("2 checks");
  }
}
