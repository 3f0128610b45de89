package io.throughline.simulator.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.simulator.live.Running;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArgoCdServerTest {
  private static final String API = "/argocd/api/v1/";
  private static Running argo;

  @BeforeAll
  static void start() throws IOException {
    argo = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    argo.close();
  }

  private static int status(String path, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(argo.url() + path))
            .header("Authorization", authorization)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private static JsonNode applications() throws Exception {
    return argo.json(API + "applications").path("items");
  }

  @Test
  void aTokenIsWantedButForTheVersion() throws Exception {
    assertThat(status(API + "applications", "Bearer wrong")).isEqualTo(401);
    assertThat(status(API + "applications", "Basic eDo=")).isEqualTo(401);
    assertThat(status(API + "stream/applications", "Bearer wrong")).isEqualTo(401);
    assertThat(status("/argocd/api/version", "Bearer wrong")).isEqualTo(200);
    JsonNode refused = argo.json(API + "applications/nobody");
    assertThat(refused.path("code").asInt()).isEqualTo(7);
    assertThat(refused.path("message").asText()).isEqualTo("permission denied");
  }

  @Test
  void everyApplicationHasAHistoryOfTenAtMostAndAnOperation() throws Exception {
    JsonNode items = applications();
    assertThat(items.size()).isEqualTo(15);
    for (JsonNode app : items) {
      String name = app.at("/metadata/name").asText();
      assertThat(app.at("/metadata/labels/throughline.io~1environment").asText())
          .isEqualTo("production");
      JsonNode history = app.at("/status/history");
      assertThat(history.size()).as(name).isBetween(0, 10);
      int before = -1;
      for (JsonNode entry : history) {
        assertThat(entry.path("id").asInt()).isGreaterThan(before);
        before = entry.path("id").asInt();
        assertThat(entry.path("revision").asText()).matches("[0-9a-f]{40}");
        Instant from = Instant.parse(entry.path("deployStartedAt").asText());
        assertThat(Instant.parse(entry.path("deployedAt").asText())).isAfter(from);
      }
      JsonNode last = app.at("/status/operationState");
      assertThat(last.path("phase").asText()).isIn("Succeeded", "Failed", "Running");
      assertThat(last.at("/syncResult/revision").asText()).matches("[0-9a-f]{40}");
      assertThat(app.at("/status/summary/images/0").asText()).startsWith("registry.brightwater");
      assertThat(argo.json(API + "applications/" + name)).isEqualTo(app);
    }
  }

  @Test
  void aProjectOnlyHasItsOwn() throws Exception {
    JsonNode fleet = argo.json(API + "applications?projects=fleet").path("items");
    assertThat(fleet).isNotEmpty().allMatch(a -> a.at("/spec/project").asText().equals("fleet"));
    assertThat(argo.json(API + "projects/commerce").at("/spec/syncWindows/0/kind").asText())
        .isEqualTo("deny");
    assertThat(argo.json(API + "applications/payments/syncwindows").at("/assignedWindows/0"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"kind\":\"deny\",\"schedule\":\"0 22 * * 5\",\"duration\":\"8h\",\"manualSync\":false}"));
    JsonNode free = argo.json(API + "applications/web-shop-eu/syncwindows");
    assertThat(free.has("assignedWindows")).isFalse();
    assertThat(free.path("canSync").asBoolean()).isTrue();
    assertThat(argo.send("GET", API + "projects/none", null).statusCode()).isEqualTo(404);
    assertThat(argo.json(API + "clusters").path("items").size()).isEqualTo(3);
  }

  @Test
  void rolloutsAndTheirAnalysesAreFoundByTheTree() throws Exception {
    Set<String> strategies = new HashSet<>();
    int analyses = 0;
    for (JsonNode app : applications()) {
      String path = API + "applications/" + app.at("/metadata/name").asText();
      for (JsonNode node : argo.json(path + "/resource-tree").path("nodes")) {
        if (!node.path("group").asText().equals("argoproj.io")) {
          continue;
        }
        JsonNode manifest =
            argo.json(
                path
                    + "/resource?namespace="
                    + node.path("namespace").asText()
                    + "&resourceName="
                    + node.path("name").asText()
                    + "&version=v1alpha1&group=argoproj.io&kind="
                    + node.path("kind").asText());
        JsonNode live = new ObjectMapper().readTree(manifest.path("manifest").asText());
        assertThat(live.path("kind")).isEqualTo(node.path("kind"));
        if (live.path("kind").asText().equals("AnalysisRun")) {
          analyses++;
          assertThat(live.at("/status/phase").asText()).isIn("Successful", "Failed", "Running");
        } else {
          live.at("/spec/strategy").fieldNames().forEachRemaining(strategies::add);
          assertThat(live.at("/status/phase").asText())
              .isIn("Healthy", "Degraded", "Paused", "Progressing");
          String revision = live.at("/metadata/annotations/rollout.argoproj.io~1revision").asText();
          assertThat(revision).matches("[1-9][0-9]*");
          String image = live.at("/spec/template/spec/containers/0/image").asText();
          assertThat(app.at("/status/summary/images").toString()).contains(image);
        }
      }
      String none =
          path + "/resource?namespace=x&resourceName=x&version=v1&group=argoproj.io&kind=Rollout";
      assertThat(argo.send("GET", none, null).statusCode()).isEqualTo(404);
    }
    assertThat(strategies).containsExactlyInAnyOrder("canary", "blueGreen");
    assertThat(analyses).isPositive();
  }

  @Test
  void theStreamBeginsWithWhatIsThere() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(argo.url() + API + "stream/applications"))
            .header("Authorization", "Bearer " + Running.TOKEN)
            .build();
    List<String> names = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<java.io.InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        for (int i = 0; i < 15; i++) {
          JsonNode result = new ObjectMapper().readTree(lines.readLine()).path("result");
          assertThat(result.path("type").asText()).isEqualTo("ADDED");
          names.add(result.at("/application/metadata/name").asText());
        }
      }
      client.shutdownNow();
    }
    assertThat(names).isSorted().contains("web-shop-eu", "web-shop-in", "web-shop-us");
  }

  @Test
  void theRepositoryInGitLabHasTheCommitsThatWereSynced() throws Exception {
    List<JsonNode> commits = argo.all("/api/v4/projects/1290/repository/commits?per_page=100");
    assertThat(commits).hasSizeGreaterThan(20);
    Set<String> shas = new HashSet<>();
    for (int i = 0; i < commits.size(); i++) {
      shas.add(commits.get(i).path("id").asText());
      boolean first = i == commits.size() - 1;
      assertThat(commits.get(i).path("parent_ids").size()).isEqualTo(first ? 0 : 1);
      if (!first) {
        assertThat(commits.get(i).at("/parent_ids/0")).isEqualTo(commits.get(i + 1).path("id"));
      }
    }
    for (JsonNode app : applications()) {
      for (JsonNode entry : app.at("/status/history")) {
        assertThat(shas).contains(entry.path("revision").asText());
      }
    }
    String newest = commits.getFirst().path("id").asText();
    String path = "/api/v4/projects/1290/repository/commits/" + newest;
    assertThat(argo.json(path + "/diff").at("/0/new_path").asText())
        .matches("apps/[a-z-]+/overlays/production/kustomization.yaml");
    assertThat(argo.json(path + "/merge_requests").isEmpty()).isTrue();
    assertThat(argo.json(path)).isEqualTo(commits.getFirst());
    assertThat(argo.json("/api/v4/projects/brightwater%2Fgitops").path("id").asInt())
        .isEqualTo(1290);
    assertThat(argo.json("/api/v4/projects/1290/merge_requests").isEmpty()).isTrue();
    String since = commits.get(5).path("committed_date").asText();
    String part = "/api/v4/projects/1290/repository/commits?per_page=100&first_parent=true&since=";
    assertThat(argo.all(part + since.replace("+", "%2B")).size()).isBetween(6, 8);
  }
}
