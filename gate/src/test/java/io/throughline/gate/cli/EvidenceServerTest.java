package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F16: what comes of a verdict that is sent, whatever the server does. */
class EvidenceServerTest {
  private static final String TAKEN = "{\"delivery\": 7, \"repeated\": false}";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private int status = 202;
  private String body = TAKEN;
  private boolean slow;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("X-Throughline-Token")
            + " "
            + sent);
    if (slow) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private EvidenceServer.Answer send(String address, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put(EvidenceServer.TOKEN, "builds-secret");
    return EvidenceServer.at(address, environment, Duration.ofMillis(700)).send("{}");
  }

  @Test
  void theServerTakesIt() throws Exception {
    assertThat(send(base() + "/", Map.of()).fault()).isEmpty();
    assertThat(asked).containsExactly("/api/v1/evidence Bearer builds-secret null {}");
  }

  @Test
  void aWebhooksAddressTakesItAsWell() throws Exception {
    body = "";
    assertThat(send(base() + "/hooks/abcdef", Map.of()).fault()).isEmpty();
    assertThat(asked).containsExactly("/hooks/abcdef null builds-secret {}");
  }

  @Test
  void aProxyOfTheEnvironmentIsUsed() throws Exception {
    assertThat(send("http://throughline.invalid", Map.of("http_proxy", base())).fault()).isEmpty();
    assertThat(asked).hasSize(1);
    assertThat(
            send(
                    "http://throughline.invalid",
                    Map.of("HTTP_PROXY", base(), "NO_PROXY", "x.io, .invalid"))
                .fault())
        .contains("could not be sent");
  }

  @Test
  void whatWhoeverCalledHasToChangeIsMisuse() throws Exception {
    status = 404;
    body = "{\"detail\": \"There is no service shop in throughline.yaml\"}";
    EvidenceServer.Answer unknown = send(base(), Map.of());
    assertThat(unknown.misused()).isTrue();
    assertThat(unknown.fault()).contains("no service shop");
    status = 401;
    EvidenceServer.Answer refused = send(base(), Map.of());
    assertThat(refused.misused()).isTrue();
    assertThat(refused.fault()).contains(EvidenceServer.TOKEN).doesNotContain("builds-secret");
  }

  @Test
  void aServerThatDoesNotTakeItIsAFault() throws Exception {
    for (int wrong : new int[] {500, 502, 503, 301}) {
      status = wrong;
      EvidenceServer.Answer answer = send(base(), Map.of());
      assertThat(answer.misused()).isFalse();
      assertThat(answer.fault()).contains(Integer.toString(wrong));
    }
    status = 202;
    body = TAKEN.substring(0, 12);
    assertThat(send(base(), Map.of()).fault()).contains("cut off");
  }

  @Test
  void aServerThatIsDownOrSlowIsAFault() throws Exception {
    slow = true;
    assertThat(send(base(), Map.of()).fault()).contains("could not be sent");
    assertThat(send("http://127.0.0.1:1", Map.of()).fault()).contains("could not be sent");
  }
}
