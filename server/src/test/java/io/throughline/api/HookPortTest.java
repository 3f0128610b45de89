package io.throughline.api;

import static io.throughline.api.HookHouse.ID;
import static io.throughline.api.HookHouse.PATH;
import static io.throughline.api.HookHouse.head;
import static io.throughline.api.HookHouse.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.config.ListenAddress;
import io.throughline.ledger.SourceStatus.Refusal;
import io.throughline.source.Delivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked of the port for webhooks, and what it answers. */
@Timeout(60)
class HookPortTest {

  @TempDir Path folder;
  private HookHouse house;

  @BeforeEach
  void open() {
    house = new HookHouse(folder, HookLimits.USUAL);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void c01_aGenuineWebhookIsOnTheDiskWhenItIsAnswered() throws IOException {
    try (RawClient client = house.connect()) {
      assertThat(client.send(hook("a", "{}")).head())
          .startsWith("HTTP/1.1 202 ")
          .containsIgnoringCase("content-length: 0");
      assertThat(house.ledger.delivery(1).orElseThrow().kind()).isEqualTo("Push Hook");
      assertThat(client.send(hook("b", "{}")).status())
          .as("the connection lives on")
          .isEqualTo(202);
    }
    assertThat(house.ledger.head()).isEqualTo(2);
  }

  @Test
  void c02_aForgedOneIsRefusedAndSeenOnTheSourcesPage() throws IOException {
    String forged = new String(hook("a", "{}"), StandardCharsets.UTF_8).replace("hook-secret", "x");
    try (RawClient client = house.connect()) {
      assertThat(client.send(forged).status()).isEqualTo(401);
    }
    assertThat(house.ledger.head()).isZero();
    assertThat(house.ledger.status("gitlab").refusals())
        .extracting(Refusal::reason)
        .singleElement()
        .asString()
        .contains("secret token");
  }

  /** What stands in the address is compared, and neither kept with the webhook nor told. */
  @Test
  void aSecretInTheAddressIsEnoughWhereTheSenderCanAddNoHeader() throws IOException {
    String hook =
        "POST /hooks/"
            + HookHouse.JENKINS
            + "?secret=%s HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";
    try (RawClient client = house.connect()) {
      assertThat(client.send(hook.formatted("hook%2Dsecret")).status()).isEqualTo(202);
      assertThat(client.send(hook.formatted("wrong-one")).status()).isEqualTo(401);
      assertThat(client.send(hook.formatted("%zz")).status()).isBetween(400, 401);
    }
    Delivery stored = house.ledger.delivery(1).orElseThrow();
    assertThat(stored.toString()).doesNotContain("secret");
    assertThat(new String(stored.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(house.ledger.status("jenkins").refusals().toString())
        .contains("does not match")
        .doesNotContain("wrong-one", HookHouse.TOKEN);
  }

  /** GitLab sends its token in a header, so an address that carries it is believed by nobody. */
  @Test
  void otherSystemsDoNotReadTheAddress() throws IOException {
    String hook =
        "POST "
            + PATH
            + "?secret="
            + HookHouse.TOKEN
            + " HTTP/1.1\r\nHost: h\r\nX-Gitlab-Event: Push Hook\r\nContent-Length: 2\r\n\r\n{}";
    try (RawClient client = house.connect()) {
      assertThat(client.send(hook).status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
  void c28_otherMethodsAreNotAllowed(String method) throws IOException {
    try (RawClient client = house.connect()) {
      assertThat(client.send(method + " " + PATH + " HTTP/1.1\r\nHost: h\r\n\r\n").head())
          .startsWith("HTTP/1.1 405 ")
          .containsIgnoringCase("allow: post");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/metrics",
        "/metrics",
        "/healthz",
        "/q/dev",
        "/hooks",
        "/hooks/",
        "/hooks/../api/v1/sources",
        "/hooks/%2e%2e/api/v1/sources",
        "/hooks/%2E%2E%2Fapi",
        "/hooks/..;/api/v1/sources",
        "/hooks/..\\api",
        PATH + "/",
        PATH + "/..",
        PATH + "/../../api/v1/sources",
        PATH + ";jsessionid=1",
        PATH + "%00",
        PATH + "%2f..",
        "/hooks/%61n-id-that-nobody-guesses",
        "//hooks/" + ID,
        "/hooks//" + ID,
        "/./hooks/" + ID,
        "/x/../hooks/" + ID,
        "/HOOKS/" + ID,
        "hooks/" + ID,
        "*"
      })
  void c28_noOtherAddressLeadsAnywhere(String path) throws IOException {
    String request =
        new String(hook("a", "{}"), StandardCharsets.UTF_8).replace("POST " + PATH, "POST " + path);
    try (RawClient client = house.connect()) {
      assertThat(client.send(request).status()).isEqualTo(404);
    }
    try (RawClient client = house.connect()) {
      assertThat(client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").status())
          .isEqualTo(404);
    }
    assertThat(house.ledger.head()).isZero();
  }

  @Test
  void anIdThatNobodyHasIsAnsweredLikeNoAddress() throws IOException {
    String unknown =
        new String(hook("a", "{}"), StandardCharsets.UTF_8)
            .replace(ID, "some-other-id-as-long-too");
    try (RawClient client = house.connect()) {
      assertThat(client.send(unknown).head()).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void c30_whatAForwardedHeaderSaysChangesNothing() throws IOException {
    String forwarded =
        "GET /api/v1/sources HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 127.0.0.1\r\n"
            + "X-Forwarded-Prefix: /hooks\r\nX-Original-URL: /api/v1/sources\r\n\r\n";
    try (RawClient client = house.connect()) {
      assertThat(client.send(forwarded).status()).isEqualTo(404);
    }
  }

  @Test
  void c13_theSameOverTwentyConnectionsAtOnceIsOneRow() throws Exception {
    byte[] same = hook("same", "{\"project_id\":1}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> senders = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        senders.add(
            () -> {
              try (RawClient client = house.connect()) {
                return client.send(same).status();
              }
            });
      }
      for (Future<Integer> answer : threads.invokeAll(senders)) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }
    assertThat(house.ledger.head()).isEqualTo(1);
    assertThat(house.ledger.status("gitlab").webhooksAccepted()).isEqualTo(20);
  }

  @Test
  void c10_whoAsksFirstIsToldToGoOnOrNotTo() throws IOException {
    try (RawClient client = house.connect()) {
      client.send(head("a", "Content-Length: 2", "Expect: 100-continue"));
      assertThat(client.head()).startsWith("HTTP/1.1 100 ");
      assertThat(client.send("{}").status()).isEqualTo(202);
    }
    try (RawClient client = house.connect()) {
      client.send(head("b", "Content-Length: 100000000", "Expect: 100-continue"));
      assertThat(client.head()).startsWith("HTTP/1.1 413 ");
      assertThat(client.closedSilently()).isTrue();
    }
  }

  @Test
  void c10_nothingIsReadAfterARequestWhoseEndTwoReadersSeeInTwoPlaces() throws IOException {
    String smuggled = new String(hook("smuggled", "{}"), StandardCharsets.UTF_8);
    try (RawClient client = house.connect()) {
      client.send(
          head("front", "Content-Length: " + (5 + smuggled.length()), "Transfer-Encoding: chunked")
              + "0\r\n\r\n"
              + smuggled);
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.closedSilently()).isTrue();
    }
    assertThat(house.ledger.head()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: -1",
        "Content-Length: 2x",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding : chunked"
      })
  void c10_whatTwoReadersCouldReadDifferentlyIsRefused(String lines) throws IOException {
    try (RawClient client = house.connect()) {
      assertThat(client.send(head("a", lines) + "{}").status()).isEqualTo(400);
    }
    assertThat(house.ledger.head()).isZero();
  }

  @Test
  void c03_aHeaderOf64KilobytesIsRefusedBeforeItIsRead() throws IOException {
    try (RawClient client = house.connect()) {
      assertThat(client.send(head("a", "X-Long: " + "x".repeat(64 << 10))).status()).isEqualTo(431);
    }
    try (RawClient client = house.connect()) {
      assertThat(client.send("POST /" + "x".repeat(64 << 10) + " HTTP/1.1\r\n\r\n").status())
          .isEqualTo(414);
    }
  }

  @Test
  void aLedgerThatCannotStoreMeansComeAgain() throws IOException {
    house.ledger.close();
    try (RawClient client = house.connect()) {
      assertThat(client.send(hook("a", "{}")).head())
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("retry-after: 10");
    }
  }

  @Test
  void anAddressThatCannotBeHadSaysWhyAndWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertUnavailable("127.0.0.1:" + taken.getLocalPort(), "port is in use", "another port");
    }
    // An address for documentation, which no machine has.
    assertUnavailable("192.0.2.1:8421", "no such address", "0.0.0.0");
    assertUnavailable("nowhere.invalid:8421", "leads nowhere", "addresses");
  }

  private void assertUnavailable(String address, String why, String advice) {
    assertThatThrownBy(
            () ->
                HookPort.open(
                    house.vertx,
                    ListenAddress.of(address),
                    new HookRoute(
                        () -> {
                          throw new AssertionError("nobody can ask");
                        }),
                    HookLimits.USUAL))
        .isInstanceOf(ListenException.class)
        .hasMessageContainingAll("webhooks", address, "server.hooks.listen", why, advice);
  }
}
