package io.throughline.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.collect.LyingServer.Answer;
import io.throughline.source.jira.JiraSystem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources page says of a Jira that cannot be read: what happened and what to do. */
@Timeout(30)
class JiraTroubleTest {
  private static final String TOKEN = "ATATT3xSecret_1234567890";
  private static final String JSON = "application/json";

  private static List<String> statesAfterARun(String url) throws InterruptedException {
    return Troubled.states("jira", url, TOKEN, clock -> JiraSystem.create());
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(
            "d02 a revoked token",
            LyingServer.says(401, JSON, "{\"errorMessages\":[\"Client must be authenticated\"]}"),
            "stopped",
            List.of("token was refused (401)", "revoked", "browse the projects", "e-mail")),
        Arguments.of(
            "d02 a removed API",
            LyingServer.says(410, JSON, "{\"errorMessages\":[\"The requested API is gone\"]}"),
            "stopped",
            List.of("removed this part of its API (410)", "newer")),
        Arguments.of(
            "d02 a failing Jira",
            LyingServer.says(503, JSON, "{}"),
            "failing",
            List.of("answered 503", "/rest/")),
        Arguments.of("d04 half a page", LyingServer.half(), "failing", List.of("broken off")),
        Arguments.of("d05 silence", LyingServer.silence(), "failing", List.of("slow")),
        Arguments.of(
            "d06 a login page with status 200",
            LyingServer.says(200, "text/html", "<html><title>Log in - Jira</title>"),
            "failing",
            List.of("web page (Log in - Jira) instead of JSON", "address right")),
        Arguments.of(
            "d06 an error object with status 200",
            LyingServer.says(200, JSON, "{\"errorMessages\":[\"busy\"],\"errors\":{}}"),
            "failing",
            List.of("/rest/api/2", "/version", "in its place")),
        Arguments.of(
            "d06 an empty list in place of everything",
            LyingServer.says(200, JSON, "[]"),
            "failing",
            List.of("/rest/api/2", "in its place")),
        Arguments.of(
            "d06 cut JSON",
            LyingServer.says(200, JSON, "{\"version\":\"9.12\","),
            "failing",
            List.of("broken or cut JSON")),
        Arguments.of(
            "d07 100 MB of nested JSON",
            LyingServer.nested(),
            "failing",
            List.of("Cut /", "larger than 1 MB")),
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
    try (LyingServer jira = new LyingServer(answer)) {
      List<String> states = statesAfterARun(jira.address());
      assertThat(states.getLast()).startsWith("jira " + state + ": ").contains(words);
      assertThat(String.join("\n", states)).doesNotContain(TOKEN);
    }
  }

  @Test
  void d01_a_rate_limit_is_shown_while_it_lasts() throws Exception {
    try (LyingServer jira = new LyingServer(LyingServer.says(429, JSON, "{}", "Retry-After: 60"))) {
      assertThat(statesAfterARun(jira.address()))
          .startsWith(
              "jira running",
              "jira limited: The source limits how often it may be asked; reading goes on by"
                  + " itself.")
          .last()
          .asString()
          .startsWith("jira failing: The source limits how often it may be asked (429)");
    }
  }
}
