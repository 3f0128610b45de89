package io.throughline.source.newrelic;

import static io.throughline.source.newrelic.NewRelicSamples.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.JdkHttpDoor;
import io.throughline.source.http.TestDoors;
import io.throughline.source.http.TurningClock;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A marker goes over the wire once. */
final class MarkerWriterTest {
  private static final Map<String, String> SETTINGS = Map.of("account", "4711");

  private static final Marker MARKER =
      new Marker(
          CHECKOUT,
          "1.4.0",
          "c0ffee",
          Instant.parse("2026-11-20T11:00:00Z"),
          "rolled \"out\" by Argo CD",
          null);

  private final List<byte[]> received = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{}";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/graphql",
        exchange -> {
          received.add(exchange.getRequestBody().readAllBytes());
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private JdkHttpDoor door() {
    return TestDoors.open(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        new TurningClock(TestDoors.NOON));
  }

  @Test
  void aMarkerCarriesWhatIsKnownAndItsWriter() throws Exception {
    answer = "{\"data\":{\"changeTrackingCreateDeployment\":{\"deploymentId\":\"d-7\"}}}";
    try (JdkHttpDoor door = door()) {
      assertThat(new MarkerWriter(door, SETTINGS).write(MARKER)).isEqualTo("d-7");
    }
    JsonValue question = StrictJson.read(received.getFirst()).object();
    assertThat(question.requiredText("query")).isEqualTo(MarkerWriter.DOCUMENT);
    JsonValue deployment = question.object("variables").object("deployment");
    assertThat(deployment.requiredText("entityGuid")).isEqualTo(CHECKOUT);
    assertThat(deployment.requiredText("version")).isEqualTo("1.4.0");
    assertThat(deployment.requiredText("commit")).isEqualTo("c0ffee");
    assertThat(deployment.requiredText("user")).isEqualTo("throughline");
    assertThat(deployment.requiredText("description")).isEqualTo("rolled \"out\" by Argo CD");
    assertThat(deployment.requiredInteger("timestamp")).isEqualTo(MARKER.at().toEpochMilli());
    assertThat(deployment.has("deepLink")).isFalse();
  }

  @Test
  void aNoteOfOursAtTheEntityAndTheMomentIsThere() throws Exception {
    try (JdkHttpDoor door = door()) {
      MarkerWriter writer = new MarkerWriter(door, SETTINGS);
      answer = told("throughline", CHECKOUT);
      assertThat(writer.isThere(MARKER)).isTrue();
      answer = told("deploy-butler", CHECKOUT);
      assertThat(writer.isThere(MARKER)).isFalse();
      answer = told("throughline", "NDcxMXxBUE18QVBQTElDQVRJT058OTk=");
      assertThat(writer.isThere(MARKER)).isFalse();
      answer = "{\"data\":{\"actor\":{\"account\":null}}}";
      assertThatThrownBy(() -> writer.isThere(MARKER)).hasMessageContaining("account");
    }
    assertThat(StrictJson.read(received.getFirst()).object().object("variables").text("markers"))
        .contains("SINCE 1795172399000 UNTIL 1795172401000");
  }

  private static String told(String user, String guid) {
    return "{\"data\":{\"actor\":{\"account\":{\"markers\":{\"results\":[{\"user\":\""
        + user
        + "\",\"entity.guid\":\""
        + guid
        + "\"}]}}}}}";
  }

  @Test
  void whatFailedIsNotSentAgain() throws Exception {
    status = 502;
    try (JdkHttpDoor door = door()) {
      assertThatThrownBy(() -> new MarkerWriter(door, SETTINGS).write(MARKER))
          .isInstanceOfSatisfying(
              SourceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.RETRY));
      assertThat(received).hasSize(1);
      status = 200;
      answer = "{\"data\":null,\"errors\":[{\"message\":\"timestamp is too old\"}]}";
      assertThatThrownBy(() -> new MarkerWriter(door, SETTINGS).write(MARKER))
          .hasMessageContaining("timestamp is too old");
      assertThat(received).hasSize(2);
    }
  }

  @Test
  void nothingIsWrittenThroughADoorThatOnlyAsks() {
    assertThatThrownBy(() -> new MarkerWriter(new FakeNewRelic(), SETTINGS).write(MARKER))
        .hasMessageContaining("it is only read");
  }

  @Test
  void markersAreWrittenOnlyWhereTheFileSaysSo() {
    assertThat(MarkerWriter.allowed(Map.of())).isFalse();
    assertThat(MarkerWriter.allowed(Map.of("write_markers", "false"))).isFalse();
    assertThat(MarkerWriter.allowed(Map.of("write_markers", "true"))).isTrue();
  }

  @Test
  void aMarkerOfNothingIsNone() {
    assertThatThrownBy(() -> new Marker("x", "1", null, Instant.EPOCH, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Marker(CHECKOUT, " ", null, Instant.EPOCH, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
