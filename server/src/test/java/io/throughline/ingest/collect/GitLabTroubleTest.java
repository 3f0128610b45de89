package io.throughline.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.collect.LyingServer.Answer;
import io.throughline.source.gitlab.GitLabSystem;
import java.io.IOException;
import java.util.List;
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

  private static List<String> statesAfterARun(String url) throws InterruptedException {
    return Troubled.states("gitlab", url, TOKEN, GitLabSystem::create);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(
            "d02 a revoked token",
            LyingServer.says(401, JSON, "{\"message\":\"401 Unauthorized\"}"),
            "stopped",
            List.of("token was refused (401)", "revoked", "read_api")),
        Arguments.of(
            "d02 a removed API",
            LyingServer.says(410, JSON, "{}"),
            "stopped",
            List.of("removed this part of its API (410)", "newer")),
        Arguments.of(
            "d02 a failing GitLab",
            LyingServer.says(502, JSON, "{\"error\":\"bad gateway\"}"),
            "failing",
            List.of("answered 502", "/api/v4/projects")),
        Arguments.of(
            "d04 half a page",
            LyingServer.half(),
            "failing",
            List.of("/api/v4/projects", "broken off")),
        Arguments.of(
            "d05 silence", LyingServer.silence(), "failing", List.of("/api/v4/projects", "slow")),
        Arguments.of(
            "d06 a login page with status 200",
            LyingServer.says(200, "text/html", "<html><title>Sign in</title>"),
            "failing",
            List.of("web page (Sign in) instead of JSON", "address right")),
        Arguments.of(
            "d06 an error object in place of a list",
            LyingServer.says(200, JSON, "{\"error\":\"busy\"}"),
            "failing",
            List.of("list")),
        Arguments.of(
            "d06 cut JSON",
            LyingServer.says(200, JSON, "[{\"id\":1},{\"id\""),
            "failing",
            List.of("broken or cut JSON")),
        Arguments.of(
            "d07 100 MB of nested JSON",
            LyingServer.nested(),
            "failing",
            List.of("Cut /api/v4/projects", "larger than 1 MB")),
        Arguments.of(
            "d08 pages that lead round in a circle",
            LyingServer.says(
                200,
                JSON,
                "[{\"id\":1,\"path_with_namespace\":\"a/b\"}]",
                "Link: <{self}/api/v4/projects?x=1>; rel=\"next\""),
            "failing",
            List.of("/api/v4/projects")),
        Arguments.of(
            "d08 a next page elsewhere",
            LyingServer.says(200, JSON, "[]", "Link: <https://evil.example/x>; rel=\"next\""),
            "stopped",
            List.of("https://evil.example", "not asked", "external address")),
        Arguments.of(
            "d21 a redirect to the metadata service",
            LyingServer.says(302, JSON, "", "Location: http://169.254.169.254/latest"),
            "stopped",
            List.of("moved (302)", "not followed", "url")),
        Arguments.of(
            "d22 the token in an error",
            LyingServer.says(401, JSON, "{\"message\":\"bad token " + TOKEN + "\"}"),
            "stopped",
            List.of("token was refused", "***")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void d01_to_d22_each_trouble_is_told_with_what_to_do(
      String trouble, Answer answer, String state, List<String> words)
      throws IOException, InterruptedException {
    try (LyingServer gitlab = new LyingServer(answer)) {
      List<String> states = statesAfterARun(gitlab.address());
      assertThat(states.getLast()).startsWith("gitlab " + state + ": ").contains(words);
      assertThat(String.join("\n", states)).doesNotContain(TOKEN);
    }
  }

  @Test
  void d01_a_rate_limit_is_shown_while_it_lasts() throws Exception {
    try (LyingServer gitlab =
        new LyingServer(LyingServer.says(429, JSON, "{}", "Retry-After: 60"))) {
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
    LyingServer gone = new LyingServer(LyingServer.silence());
    gone.close();
    assertThat(statesAfterARun(gone.address()).getLast())
        .startsWith("gitlab failing: Nobody answers at the source's address")
        .contains("is it right", "firewall");
    assertThat(statesAfterARun("https://gitlab.invalid").getLast())
        .startsWith("gitlab failing: The name gitlab.invalid leads nowhere");
  }
}
