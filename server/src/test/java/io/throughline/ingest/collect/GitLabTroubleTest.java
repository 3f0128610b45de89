package io.throughline.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.collect.LyingGitLab.Answer;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.gitlab.GitLabSystem;
import io.throughline.source.http.DoorLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources page says of a GitLab that cannot be read: what happened and what to do. */
@Timeout(30)
class GitLabTroubleTest {
  private static final String TOKEN = "glpat-Secret_1234567890";
  private static final String JSON = "application/json";
  private static final DoorLimits LIMITS =
      new DoorLimits(
          8, Duration.ofSeconds(2), Duration.ofMillis(150), Duration.ofSeconds(5), 1 << 20, 1);

  private final MemoryLedger ledger = new MemoryLedger();
  private final SleepersClock clock = new SleepersClock();

  /** A clock that only moves when somebody sleeps by it, so that no wait costs time. */
  private static final class SleepersClock extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));

    void sleep(Duration duration) {
      now.updateAndGet(at -> at.plus(duration));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private List<String> statesAfterARun(String url) throws InterruptedException {
    SourceConfig config =
        new SourceConfig(
            "gitlab", "gitlab", url, TOKEN, null, List.of(), 12, 3600, false, Map.of());
    Connection connection = new Connection(config, GitLabSystem.create(clock));
    try (SourceCollector collector =
        new SourceCollector(connection, ledger, new Doors(clock, clock::sleep, LIMITS))) {
      collector.run();
    }
    return ledger.states();
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(
            "d02 a revoked token",
            LyingGitLab.says(401, JSON, "{\"message\":\"401 Unauthorized\"}"),
            "stopped",
            List.of("token was refused (401)", "revoked", "read_api")),
        Arguments.of(
            "d02 a removed API",
            LyingGitLab.says(410, JSON, "{}"),
            "stopped",
            List.of("removed this part of its API (410)", "newer")),
        Arguments.of(
            "d02 a failing GitLab",
            LyingGitLab.says(502, JSON, "{\"error\":\"bad gateway\"}"),
            "failing",
            List.of("answered 502", "/api/v4/projects")),
        Arguments.of(
            "d04 half a page",
            LyingGitLab.half(),
            "failing",
            List.of("/api/v4/projects", "broken off")),
        Arguments.of(
            "d05 silence", LyingGitLab.silence(), "failing", List.of("/api/v4/projects", "slow")),
        Arguments.of(
            "d06 a login page with status 200",
            LyingGitLab.says(200, "text/html", "<html><title>Sign in</title>"),
            "failing",
            List.of("web page (Sign in) instead of JSON", "address right")),
        Arguments.of(
            "d06 an error object in place of a list",
            LyingGitLab.says(200, JSON, "{\"error\":\"busy\"}"),
            "failing",
            List.of("list")),
        Arguments.of(
            "d06 cut JSON",
            LyingGitLab.says(200, JSON, "[{\"id\":1},{\"id\""),
            "failing",
            List.of("broken or cut JSON")),
        Arguments.of(
            "d07 100 MB of nested JSON",
            LyingGitLab.nested(),
            "failing",
            List.of("Cut /api/v4/projects", "larger than 1 MB")),
        Arguments.of(
            "d08 pages that lead round in a circle",
            LyingGitLab.says(
                200,
                JSON,
                "[{\"id\":1,\"path_with_namespace\":\"a/b\"}]",
                "Link: <{self}/api/v4/projects?x=1>; rel=\"next\""),
            "failing",
            List.of("/api/v4/projects")),
        Arguments.of(
            "d08 a next page elsewhere",
            LyingGitLab.says(200, JSON, "[]", "Link: <https://evil.example/x>; rel=\"next\""),
            "stopped",
            List.of("https://evil.example", "not asked", "external address")),
        Arguments.of(
            "d21 a redirect to the metadata service",
            LyingGitLab.says(302, JSON, "", "Location: http://169.254.169.254/latest"),
            "stopped",
            List.of("moved (302)", "not followed", "url")),
        Arguments.of(
            "d22 the token in an error",
            LyingGitLab.says(401, JSON, "{\"message\":\"bad token " + TOKEN + "\"}"),
            "stopped",
            List.of("token was refused", "***")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void d01_to_d22_each_trouble_is_told_with_what_to_do(
      String trouble, Answer answer, String state, List<String> words)
      throws IOException, InterruptedException {
    try (LyingGitLab gitlab = new LyingGitLab(answer)) {
      List<String> states = statesAfterARun(gitlab.address());
      assertThat(states.getLast()).startsWith("gitlab " + state + ": ").contains(words);
      assertThat(String.join("\n", states)).doesNotContain(TOKEN);
    }
  }

  @Test
  void d01_a_rate_limit_is_shown_while_it_lasts() throws Exception {
    try (LyingGitLab gitlab =
        new LyingGitLab(LyingGitLab.says(429, JSON, "{}", "Retry-After: 60"))) {
      assertThat(statesAfterARun(gitlab.address()))
          .startsWith(
              "gitlab running",
              "gitlab limited: The source limits how often it may be asked; reading goes on by"
                  + " itself.")
          .last()
          .asString()
          .startsWith("gitlab failing: The source limits how often it may be asked (429)");
    }
  }

  @Test
  void d03_nobody_there_and_a_name_that_leads_nowhere() throws Exception {
    LyingGitLab gone = new LyingGitLab(LyingGitLab.silence());
    gone.close();
    assertThat(statesAfterARun(gone.address()).getLast())
        .startsWith("gitlab failing: Nobody answers at the source's address")
        .contains("is it right", "firewall");
    assertThat(statesAfterARun("https://gitlab.invalid").getLast())
        .startsWith("gitlab failing: The name gitlab.invalid leads nowhere");
  }
}
