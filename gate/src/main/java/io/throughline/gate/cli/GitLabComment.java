package io.throughline.gate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.gate.BuildVerdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells GitLab the verdict: a comment on the merge request, which is brought up to date by the next
 * run instead of a second one, and a status of the commit. Where a pipeline runs, GitLab's own
 * variables say; the token is the only thing that has to be given.
 */
final class GitLabComment {
  /**
   * The variable that holds the token; its role has to be Reporter for comments, Developer for
   * statuses.
   */
  static final String TOKEN = "THROUGHLINE_GITLAB_TOKEN";

  private static final String MARK = "<!-- throughline-gate -->";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGES = 10;
  private static final int PAGE = 100;
  private static final int LONGEST_STATUS = 250;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String project;
  private final @Nullable String mergeRequest;
  private final @Nullable String commit;
  private final String token;

  private GitLabComment(
      String project, @Nullable String mergeRequest, @Nullable String commit, String token) {
    this.project = project;
    this.mergeRequest = mergeRequest;
    this.commit = commit;
    this.token = token;
  }

  /**
   * From the environment of a pipeline.
   *
   * @return empty when no token is given, or when this is no pipeline of a GitLab
   */
  static Optional<GitLabComment> of(Map<String, String> environment) {
    String token = environment.getOrDefault(TOKEN, "");
    String api = environment.getOrDefault("CI_API_V4_URL", "");
    String id = environment.getOrDefault("CI_PROJECT_ID", "");
    if (token.isBlank() || !api.matches("https?://\\S{1,500}") || !id.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new GitLabComment(
            api + "/projects/" + id,
            matching(environment.get("CI_MERGE_REQUEST_IID"), "[0-9]{1,18}"),
            matching(environment.get("CI_COMMIT_SHA"), "[0-9a-f]{7,64}"),
            token.strip()));
  }

  private static @Nullable String matching(@Nullable String text, String pattern) {
    return text != null && text.matches(pattern) ? text : null;
  }

  /**
   * Tells.
   *
   * @return what could not be told, each in a line; the verdict stands whatever they are
   */
  List<String> tell(BuildVerdict verdict) throws InterruptedException {
    List<String> faults = new ArrayList<>();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      if (mergeRequest != null) {
        try {
          comment(client, mergeRequest, MARK + "\n" + MarkdownText.of(verdict));
        } catch (IOException e) {
          faults.add("the comment could not be written to GitLab: " + Plain.of(e));
        }
      }
      if (commit != null) {
        try {
          status(client, commit, verdict);
        } catch (IOException e) {
          faults.add("the status could not be set in GitLab: " + Plain.of(e));
        }
      }
    }
    return faults;
  }

  private void comment(HttpClient client, String iid, String text)
      throws IOException, InterruptedException {
    String notes = project + "/merge_requests/" + iid + "/notes";
    ObjectNode body = JSON.createObjectNode().put("body", text);
    for (int page = 1; page <= PAGES; page++) {
      JsonNode all =
          send(
              client,
              "GET",
              notes + "?per_page=" + PAGE + "&order_by=created_at&sort=desc&page=" + page,
              null);
      for (JsonNode note : all) {
        if (note.path("body").asText().startsWith(MARK) && note.path("id").isIntegralNumber()) {
          send(client, "PUT", notes + "/" + note.path("id").asLong(), body);
          return;
        }
      }
      if (all.size() < PAGE) {
        break;
      }
    }
    send(client, "POST", notes, body);
  }

  private void status(HttpClient client, String sha, BuildVerdict verdict)
      throws IOException, InterruptedException {
    String words = TableText.outcome(verdict);
    ObjectNode body =
        JSON.createObjectNode()
            .put("state", ExitCode.of(verdict.verdict()) == ExitCode.PASS ? "success" : "failed")
            .put("name", "throughline-gate")
            .put("description", words.substring(0, Math.min(LONGEST_STATUS, words.length())));
    send(client, "POST", project + "/statuses/" + sha, body);
  }

  private JsonNode send(HttpClient client, String method, String address, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("PRIVATE-TOKEN", token)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "it answered " + answer.statusCode() + " to " + method + hint(answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }

  private static String hint(int status) {
    return switch (status) {
      case 401 -> "; " + TOKEN + " is no token that it knows";
      case 403 -> "; the token's role is too low, or its scope is not api";
      case 404 -> "; the token may not see this project";
      default -> "";
    };
  }
}
