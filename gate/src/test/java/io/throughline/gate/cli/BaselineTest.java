package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last release as an input of the command: from a folder, and from a server. */
class BaselineTest extends GateFolder {
  private static final String RULES =
      """
      service: shop
      gates:
        static-analysis: { applies_to: [] }
        container-analysis: { applies_to: [] }
        functional-test: { applies_to: [] }
        unit-test: { applies_to: [] }
        security-test: { applies_to: [] }
        load-test: { require: { p95_growth_since_last_release: 10 } }
      """;
  private static final String SHA = "4".repeat(40);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "";

  @BeforeEach
  void begin() throws IOException {
    write("gates.yaml", RULES);
    write("build/run.jtl", run(440));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean sent = exchange.getRequestMethod().equals("POST");
    exchange.getRequestBody().readAllBytes();
    if (!sent) {
      asked.add(exchange.getRequestURI().toString());
    }
    byte[] body = (sent ? "{\"delivery\": 7}" : answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(sent ? 202 : status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String run(int millis) {
    StringBuilder text = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    for (int i = 0; i < 20; i++) {
      text.append(1_780_000_000_000L + i * 1_000L).append(',').append(millis);
      text.append(",Pay,200,true\n");
    }
    return text.toString();
  }

  private int judge(String... more) {
    String[] arguments = new String[more.length + 7];
    arguments[0] = at("build");
    arguments[1] = "--rules";
    arguments[2] = at("gates.yaml");
    arguments[3] = "--json";
    arguments[4] = at("out.json");
    arguments[5] = "--commit";
    arguments[6] = SHA;
    System.arraycopy(more, 0, arguments, 7, more.length);
    return command(arguments);
  }

  private String server() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void aFolderWithTheLastReleaseIsComparedAndStandsInTheEvidence() throws IOException {
    write("last/run.jtl", run(400));
    assertThat(judge("--baseline", at("last"))).isZero();
    assertThat(out)
        .contains("growth since the last release of the 95th percentile of Pay 10 %, at most 10 %")
        .contains("(440 ms, and 400 ms in the last release)");
    JsonNode baseline = json().path("baseline");
    assertThat(baseline.size()).isEqualTo(1);
    assertThat(baseline.path(0).path("path").asText()).isEqualTo("run.jtl");
    assertThat(baseline.path(0).path("sha256").asText()).hasSize(64);
    String once = Files.readString(folder.resolve("out.json"));
    assertThat(judge("--baseline", at("last"))).isZero();
    assertThat(Files.readString(folder.resolve("out.json"))).isEqualTo(once);
    write("last/run.jtl", run(399));
    assertThat(judge("--baseline", at("last"))).isEqualTo(1);
    assertThat(json().path("baseline").path(0).path("sha256").asText())
        .isNotEqualTo(baseline.path(0).path("sha256").asText());
  }

  /** Otherwise both would be one run, and nothing would ever get slower. */
  @Test
  void theLastReleaseIsNoReportOfTheBuildThoughItLiesWithin() throws IOException {
    write("build/last/run.jtl", run(100));
    assertThat(judge("--baseline", at("build/last"))).isEqualTo(1);
    assertThat(json().at("/gates/4/reports").size() + json().at("/gates/5/reports").size())
        .isEqualTo(1);
    assertThat(out).contains("of Pay 340 %");
  }

  @Test
  void anEmptyFolderIsAFirstReleaseAndNoFolderIsNoData() throws IOException {
    Files.createDirectories(folder.resolve("last"));
    write("gates.yaml", RULES.replace("10 }", "10, error_rate: 1 }"));
    assertThat(judge("--baseline", at("last"))).isZero();
    assertThat(out).contains("holds no load test, so nothing was released before");
    assertThat(json().has("baseline")).isFalse();
    assertThat(judge()).isEqualTo(3);
    assertThat(out).contains("give it with --baseline");
    assertThat(judge("--baseline", at("nowhere"))).isEqualTo(64);
    assertThat(err).contains("before the first release let --baseline be an empty folder");
  }

  @Test
  void aLastReleaseThatCannotBeReadIsNoVerdict() throws IOException {
    write("last/run.jtl", "timeStamp,elapsed,label,responseCode,success\n1,x,Pay,200,true\n");
    assertThat(judge("--baseline", at("last"))).isEqualTo(2);
    assertThat(out).contains("run.jtl").contains("a report of the last release cannot be read");
  }

  @Test
  void theServerIsAskedForWhatWasDeployedLast() throws IOException {
    answer =
        """
        {"service": "shop", "commit": "%s", "p95": 400, "users": null, "window": null,
         "transactions": [{"name": "Pay", "p95": 220}]}
        """
            .formatted("5".repeat(40));
    assertThat(judge("--server", server())).isEqualTo(1);
    assertThat(asked).containsExactly("/api/v1/gates/baseline?service=shop&commit=" + SHA);
    assertThat(out).contains("of Pay 100 %").contains("220 ms in the last release");
    assertThat(json().path("baseline").path(0).path("sha256").asText()).hasSize(64);
  }

  @Test
  void aServerThatKnowsOfNoReleaseTellsOfAFirstOne() throws IOException {
    write("gates.yaml", RULES.replace("10 }", "10, error_rate: 1 }"));
    answer = "{\"commit\": null, \"transactions\": []}";
    assertThat(judge("--server", server())).isZero();
    assertThat(out).contains("no release of it was load tested before");
  }

  @Test
  void aServerThatDoesNotSayIsNoPass() throws IOException {
    answer = "{\"commit\": \"5\"";
    assertThat(judge("--server", server())).isEqualTo(2);
    assertThat(out).contains("cut off");
    answer = "{}";
    assertThat(judge("--server", server())).isEqualTo(2);
    status = 500;
    assertThat(judge("--server", server())).isEqualTo(2);
    assertThat(out).contains("it answered 500");
  }

  /** No request where no rule needs one. */
  @Test
  void nothingIsAskedThatNoRuleNeeds() throws IOException {
    write("gates.yaml", RULES.replace("p95_growth_since_last_release: 10", "p95: 500"));
    assertThat(judge("--server", server())).isZero();
    assertThat(asked).isEmpty();
  }
}
