package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets a live hour and the turn of a sprint pass, and looks at what Jira's webhooks told of it. */
class JiraHookTest {
  private record Got(@Nullable String signature, @Nullable String id, byte[] body) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  private static final String SECRET = "between-us";
  private static final ConcurrentLinkedQueue<Got> GOT = new ConcurrentLinkedQueue<>();
  private static Running jira;
  private static HttpServer receiver;

  @BeforeAll
  static void live() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    receiver.createContext("/", JiraHookTest::take);
    receiver.start();
    // An hour before the sprint's planned end on Friday, which is late by some hours at most.
    jira = Running.at(Instant.parse("2026-01-30T14:30:00Z"), null, 1);
    String body =
        """
        {"name":"throughline","url":"http://127.0.0.1:%d/hook","secret":"%s",
         "events":["jira:issue_created","jira:issue_updated","sprint_started","sprint_closed"]}
        """
            .formatted(receiver.getAddress().getPort(), SECRET);
    assertThat(jira.send("POST", "/jira/rest/webhooks/1.0/webhook", body).statusCode())
        .isEqualTo(201);
    jira.post("/simulator/advance?seconds=19800");
    int seen = -1;
    for (int i = 0; i < 100 && GOT.size() != seen; i++) {
      seen = GOT.size();
      Thread.sleep(300);
    }
  }

  private static void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    GOT.add(
        new Got(
            exchange.getRequestHeaders().getFirst("X-Hub-Signature"),
            exchange.getRequestHeaders().getFirst("X-Atlassian-Webhook-Identifier"),
            body));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  @AfterAll
  static void stop() {
    jira.close();
    receiver.stop(0);
  }

  @Test
  void everyBodyIsSignedAndHasAnIdentifierOfItsOwn() {
    assertThat(GOT).isNotEmpty();
    Set<String> ids = new HashSet<>();
    for (Got got : GOT) {
      assertThat(got.signature()).isEqualTo("sha256=" + JiraSender.signature(SECRET, got.body()));
      assertThat(ids.add(String.valueOf(got.id()))).isTrue();
    }
    // A known value, so that both sides cannot be wrong together.
    assertThat(
            JiraSender.signature(
                "key",
                "The quick brown fox jumps over the lazy dog"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @Test
  void ticketsAreCreatedAndChangedAndSprintsEnd() throws IOException {
    Set<String> events = new HashSet<>();
    for (Got got : GOT) {
      events.add(got.json().get("webhookEvent").asText());
    }
    assertThat(events).contains("jira:issue_created", "jira:issue_updated", "sprint_closed");
  }

  @Test
  void aChangeIsToldTogetherWithTheTicketAsItStoodThen() throws IOException {
    int moves = 0;
    for (Got got : GOT) {
      JsonNode json = got.json();
      for (JsonNode item : json.at("/changelog/items")) {
        if (item.get("field").asText().equals("status")) {
          assertThat(json.at("/issue/fields/status/id").asText())
              .isEqualTo(item.get("to").asText());
          moves++;
        }
      }
    }
    assertThat(moves).isGreaterThan(100);
  }

  @Test
  void aLiveMergeRequestMovesItsTicket() throws Exception {
    Pattern key = Pattern.compile("^(?:NAV|TEL|FIRM|PAY|SHOP|INS)-\\d+ ");
    int done = 0;
    for (JsonNode mr :
        jira.all(
            "/api/v4/merge_requests?scope=all&state=merged&created_after=2026-01-30T14:31:00Z"
                + "&updated_before=2026-01-30T19:30:00Z&per_page=100")) {
      Matcher found = key.matcher(mr.get("title").asText());
      if (found.find()) {
        String path = "/jira/rest/api/3/issue/" + found.group().strip();
        JsonNode status = jira.json(path + "?fields=status").at("/fields/status/name");
        assertThat(status.asText()).as("%s", mr.get("title")).isEqualTo("Done");
        done++;
      }
    }
    assertThat(done).isGreaterThan(50);
  }

  @Test
  void theHookIsListedWithoutItsSecret() throws Exception {
    String list = jira.get("/jira/rest/webhooks/1.0/webhook").body();
    assertThat(list).contains("\"isSigned\":true").doesNotContain(SECRET);
    assertThat(Map.of("status", jira.get("/jira/rest/webhooks/1.0/webhook/99").statusCode()))
        .containsValue(404);
  }
}
