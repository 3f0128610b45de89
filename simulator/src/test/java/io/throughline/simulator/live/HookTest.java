package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets two live hours pass and looks at every webhook that was sent meanwhile. */
class HookTest {
  private record Got(String event, Map<String, List<String>> headers, byte[] body) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  private static final String KEY =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  private static final ConcurrentLinkedQueue<Got> GOT = new ConcurrentLinkedQueue<>();
  private static Running gitlab;
  private static HttpServer receiver;
  private static JsonNode emitted;

  @BeforeAll
  static void live() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    receiver.createContext("/", HookTest::take);
    receiver.start();
    gitlab = Running.at(Instant.parse("2026-03-04T12:00:00Z"), null, 1);
    String address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    gitlab.send(
        "POST",
        "/api/v4/groups/brightwater/hooks",
        "{\"url\":\"%s\",\"token\":\"clear\",\"signing_token\":\"%s\"}".formatted(address, KEY));
    gitlab.post("/simulator/advance?seconds=7200");
    emitted = gitlab.post("/simulator/emit?project=docking");
    long wanted = -1;
    for (int i = 0; i < 100 && GOT.size() != wanted; i++) {
      wanted = GOT.size();
      Thread.sleep(200);
    }
  }

  private static void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, List<String>> headers = new ConcurrentHashMap<>(exchange.getRequestHeaders());
    GOT.add(new Got(exchange.getRequestHeaders().getFirst("X-Gitlab-Event"), headers, body));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  @AfterAll
  static void stop() {
    gitlab.close();
    receiver.stop(0);
  }

  @Test
  void everyKindOfHookIsSent() {
    assertThat(GOT)
        .extracting(Got::event)
        .contains(
            "Push Hook",
            "Tag Push Hook",
            "Merge Request Hook",
            "Note Hook",
            "Pipeline Hook",
            "Job Hook",
            "Deployment Hook",
            "Release Hook");
  }

  @Test
  void everyActionOfAMergeRequestIsSent() throws IOException {
    Set<String> actions = new HashSet<>();
    for (Got got : GOT) {
      if (got.event().equals("Merge Request Hook")) {
        actions.add(got.json().at("/object_attributes/action").asText());
      }
    }
    assertThat(actions).contains("open", "update", "approved", "merge");
  }

  @Test
  void bothSecretsAreSentAndTheSignatureHolds() {
    Got got = GOT.peek();
    assertThat(got).isNotNull();
    assertThat(header(got, "X-gitlab-token")).isEqualTo("clear");
    String id = header(got, "Webhook-id");
    assertThat(header(got, "Idempotency-key")).isEqualTo(id);
    String signature = HookSender.signature(KEY, id, header(got, "Webhook-timestamp"), got.body());
    assertThat(header(got, "Webhook-signature")).isEqualTo("v1," + signature);
  }

  private static String header(Got got, String name) {
    return got.headers().getOrDefault(name, List.of("")).getFirst();
  }

  @Test
  void whatWasAskedForByHandIsServedAndSent() throws Exception {
    String path = "/api/v4/projects/1203/merge_requests/" + emitted.get("iid").asInt();
    assertThat(gitlab.json(path).get("state").asText()).isEqualTo("merged");
    boolean sent = false;
    for (Got got : GOT) {
      JsonNode attributes = got.json().path("object_attributes");
      sent |=
          attributes.path("action").asText().equals("merge")
              && attributes.path("id").asLong() == emitted.get("id").asLong();
    }
    assertThat(sent).isTrue();
  }

  @Test
  void mergeRequestHooksHaveTheKeysOfRealOnes() throws IOException {
    compare(
        "Merge Request Hook", "merge-request-event.json", "/object_attributes", Set.of("oldrev"));
    compare("Merge Request Hook", "merge-request-event.json", "", Set.of());
  }

  @Test
  void otherHooksHaveTheKeysOfRealOnes() throws IOException {
    compare("Push Hook", "push-event.json", "", Set.of());
    compare("Tag Push Hook", "tag-push-event.json", "", Set.of());
    compare("Note Hook", "note-merge-request-event.json", "", Set.of());
    compare("Note Hook", "note-merge-request-event.json", "/object_attributes", Set.of());
    // "jobs" stands in this fixture beside the real "builds".
    compare("Pipeline Hook", "pipeline-event.json", "", Set.of("jobs"));
    compare("Pipeline Hook", "pipeline-event.json", "/object_attributes", Set.of());
    compare("Job Hook", "build-event.json", "", Set.of());
    compare("Deployment Hook", "deployment-event.json", "", Set.of());
  }

  private static void compare(String event, String fixture, String at, Set<String> without)
      throws IOException {
    JsonNode real = new ObjectMapper().readTree(fixture(fixture).toFile()).at(at);
    JsonNode ours = null;
    for (Got got : GOT) {
      ours = got.event().equals(event) ? got.json().at(at) : ours;
    }
    assertThat(ours).as(event).isNotNull();
    Set<String> missing = new HashSet<>();
    real.fieldNames().forEachRemaining(missing::add);
    ours.fieldNames().forEachRemaining(missing::remove);
    missing.removeAll(without);
    assertThat(missing).as("keys of real %s that ours lack at '%s'", event, at).isEmpty();
  }

  private static Path fixture(String name) {
    @Nullable String named = System.getenv("THROUGHLINE_FIXTURES");
    Path found = named == null ? null : Path.of(named);
    Path dir = Path.of("").toAbsolutePath();
    while (found == null && dir != null) {
      Path near = dir.resolve("../shared/fixtures");
      found = Files.isDirectory(near) ? near : null;
      dir = dir.getParent();
    }
    assumeTrue(found != null && Files.isDirectory(found), "no fixtures here");
    return found.resolve("gitlab/gitlab4j-webhook").resolve(name);
  }
}
