package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.throughline.ingest.collect.Connection;
import io.throughline.ingest.collect.Doors;
import io.throughline.ingest.marker.DeploymentNotes;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.fact.DeploymentMarker;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Project;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.argocd.ArgoCdSystem;
import io.throughline.source.http.DoorLimits;
import io.throughline.source.http.Sleeper;
import io.throughline.source.newrelic.NewRelicSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments are noted in New Relic once, and never those of the past. */
final class DeploymentNotesTest {
  private static final String GUID = "NDcxMXxBUE18QVBQTElDQVRJT058MQ==";
  private static final String GOOD =
      "{\"data\":{\"changeTrackingCreateDeployment\":{\"deploymentId\":\"d-7\"}}}";

  private static final String MARKERS =
      "{\"data\":{\"actor\":{\"account\":{\"markers\":{\"results\":[%s]}}}}}";

  /** Notes that were to be written. */
  private final List<String> received = new CopyOnWriteArrayList<>();

  /** Rows of notes that New Relic tells of. */
  private final List<String> kept = new CopyOnWriteArrayList<>();

  private final HandClock clock = new HandClock();

  /** The answer to what is written; what is asked is answered by {@link #asked}. */
  private volatile int status = 200;

  private volatile int asked = 200;
  private volatile String error = "";

  @TempDir Path folder;
  private SqliteLedger ledger;
  private HttpServer server;
  private ProductionWorld world;
  private int source;
  private boolean argo;

  /** A clock that stands until a test moves it. */
  private static final class HandClock extends Clock {
    private Instant now = at("2026-05-05T10:00");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/graphql",
        exchange -> {
          String question =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean writes = question.contains("mutation");
          String answer = MARKERS.formatted(String.join(",", kept));
          if (writes) {
            received.add(question);
            answer = error.isEmpty() ? GOOD : error;
          }
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(writes ? status : asked, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    ledger = SqliteLedger.open(folder.resolve("ledger"), clock);
    source = ledger.number("source", "relic");
    world = new ProductionWorld(new FactWorld(folder));
    entity(1, GUID);
  }

  @AfterEach
  void close() {
    world.facts.close();
    ledger.close();
    server.stop(0);
  }

  private long entity(int number, String guid) {
    long id = FactId.of(source, number);
    world.facts.tell(new Project(id, "shop", "shop", null, null, null, null, false, "shop", guid));
    return id;
  }

  private DeploymentNotes notes(String allowed) {
    SourceConfig config =
        new SourceConfig(
            "relic",
            "newrelic",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "NRAK-secret",
            null,
            List.of(),
            1,
            60,
            false,
            Map.of("write_markers", allowed, "account", "4711"));
    Doors doors =
        new Doors(
            clock,
            Sleeper.REAL,
            new DoorLimits(
                8,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                1 << 20,
                5));
    List<Connection> connections = new ArrayList<>();
    connections.add(new Connection(config, NewRelicSystem.create()));
    if (argo) {
      SourceConfig controller =
          new SourceConfig(
              "argo",
              "argocd",
              "https://argo.example",
              "secret",
              null,
              List.of(),
              1,
              60,
              false,
              Map.of());
      connections.add(new Connection(controller, ArgoCdSystem.create()));
    }
    return new DeploymentNotes(world.facts.warehouse, ledger, connections, doors);
  }

  private List<String> notices() {
    return ledger.status("relic").notices().stream().map(n -> n.message()).toList();
  }

  @Test
  void whatEndsAfterItBeganIsNotedOnce() throws Exception {
    world.deployed(1, "2026-05-05T09:00");
    world.deployed(2, "2026-05-05T11:00");
    world.sync(1, 3, "2026-05-05T12:00").phase("failed").tell();
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T12:30");
      notes.look();
      notes.look();
    }
    try (DeploymentNotes restarted = notes("true")) {
      clock.now = at("2026-05-05T13:00");
      restarted.look();
    }
    assertThat(received).hasSize(1);
    assertThat(received.getFirst())
        .contains("\"entityGuid\":\"" + GUID + "\"")
        .contains("\"version\":\"2.0\"")
        .contains("\"commit\":\"" + ProductionWorld.sha(2) + "\"")
        .contains("\"timestamp\":" + at("2026-05-05T11:00").toEpochMilli());
    assertThat(notices()).isEmpty();
  }

  @Test
  void nothingIsNotedWhereTheFileDoesNotAllowIt() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("false")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T12:30");
      notes.look();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void whatBecomesKnownMoreThanADayLateIsNotNoted() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-06T11:30");
      notes.look();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void aFailureIsToldAndTriedAgainLater() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      status = 502;
      clock.now = at("2026-05-05T11:30");
      notes.look();
      notes.look();
      assertThat(received).hasSize(1);
      assertThat(notices()).singleElement().asString().contains("2.0 could not be noted");
      status = 200;
      clock.now = at("2026-05-05T11:46");
      notes.look();
      notes.look();
      assertThat(received).hasSize(2);
      assertThat(notices()).isEmpty();
    }
  }

  @Test
  void aFailureIsTriedFiveTimesAtMost() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      status = 502;
      clock.now = at("2026-05-05T11:30");
      for (int look = 0; look < 10; look++) {
        notes.look();
        clock.now = clock.now.plus(Duration.ofMinutes(16));
      }
      assertThat(received).hasSize(5);
      assertThat(notices()).singleElement().asString().contains("not tried again");
    }
  }

  /** The request was lost on its way back: the note is there. */
  @Test
  void whatIsThereAlreadyIsNotNotedAgain() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    world.facts.tell(
        new DeploymentMarker(
            FactId.of(source, 99),
            FactId.of(source, 1),
            at("2026-05-05T11:00"),
            "2.0",
            null,
            true));
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T12:30");
      notes.look();
    }
    assertThat(received).isEmpty();
  }

  /** Its answer was lost, and the note is older than what the next reading of notes asks for. */
  @Test
  void whatNewRelicTellsOfIsNotNotedAgain() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      status = 504;
      clock.now = at("2026-05-05T16:00");
      notes.look();
      kept.add(
          "{\"deploymentId\":\"d-7\",\"user\":\"throughline\",\"version\":\"2.0\",\"entity.guid\":\""
              + GUID
              + "\",\"timestamp\":"
              + at("2026-05-05T11:00").toEpochMilli()
              + "}");
      status = 200;
      clock.now = at("2026-05-05T16:16");
      notes.look();
      notes.look();
      assertThat(received).hasSize(1);
      assertThat(notices()).isEmpty();
    }
  }

  @Test
  void nothingIsWrittenBeforeNewRelicSaysWhatIsThere() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      asked = 403;
      clock.now = at("2026-05-05T11:30");
      for (int look = 0; look < 8; look++) {
        notes.look();
        clock.now = clock.now.plus(Duration.ofMinutes(16));
      }
      assertThat(received).isEmpty();
      assertThat(notices()).singleElement().asString().contains("tried again at");
      asked = 200;
      notes.look();
      assertThat(received).hasSize(1);
      assertThat(notices()).isEmpty();
    }
  }

  @Test
  void whatNewRelicSaysOfItsKeyIsNotRepeated() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    error = "{\"errors\":[{\"message\":\"The key NRAK-secret may not do this\"}]}";
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T11:30");
      notes.look();
      assertThat(notices())
          .singleElement()
          .asString()
          .contains("may not do this")
          .doesNotContain("NRAK-secret");
    }
  }

  /** It has another id then, since it began there. */
  @Test
  void anEarlierPlaceThatBecomesKnownIsNotNotedAgain() throws Exception {
    world.app(2, "shop");
    world.deployed(1, "2026-05-04T09:00");
    world.sync(2, 1, "2026-05-04T09:00").tell();
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T11:30");
      notes.look();
      assertThat(received).hasSize(1);
      world.sync(2, 2, "2026-05-05T10:58").ended("2026-05-05T11:10").tell();
      world.readings();
      clock.now = at("2026-05-05T11:31");
      notes.look();
    }
    try (DeploymentNotes restarted = notes("true")) {
      restarted.look();
      assertThat(received).hasSize(1);
    }
  }

  /** Until its new end is a day ago. */
  @Test
  void aLaterPlaceIsNotNotedAgain() throws Exception {
    world.app(2, "shop");
    world.deployed(1, "2026-05-04T09:00");
    world.sync(2, 1, "2026-05-04T09:00").tell();
    world.deployed(2, "2026-05-05T11:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T11:30");
      notes.look();
      world.sync(2, 2, "2026-05-05T13:00").tell();
      world.readings();
      clock.now = at("2026-05-05T13:30");
      notes.look();
      clock.now = at("2026-05-06T12:00");
      notes.look();
      clock.now = at("2026-05-06T12:30");
      notes.look();
      assertThat(received).hasSize(1);
    }
  }

  @Test
  void manyDeploymentsOfADayAreAllNoted() throws Exception {
    Instant first = at("2026-05-05T11:00");
    for (int artifact = 1; artifact <= 260; artifact++) {
      world.deployed(
          artifact,
          LocalDateTime.ofInstant(first.plusSeconds(60L * artifact), FactWorld.ZONE).toString());
    }
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T16:00");
      notes.look();
      notes.look();
      assertThat(received).hasSize(260);
      world.deployed(261, "2026-05-05T16:30");
      world.readings();
      clock.now = at("2026-05-05T17:00");
      notes.look();
      assertThat(received).hasSize(261);
    }
  }

  @Test
  void whatEndedWhileItWasNotAllowedIsNotNoted() throws Exception {
    world.deployed(1, "2026-05-05T11:00");
    world.deployed(2, "2026-05-05T12:00");
    world.deployed(3, "2026-05-05T13:00");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
    }
    clock.now = at("2026-05-05T11:30");
    notes("false").close();
    clock.now = at("2026-05-05T12:30");
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T13:30");
      notes.look();
      assertThat(received).singleElement().asString().contains("\"version\":\"3.0\"");
    }
  }

  /** Until then a deployment may turn out to be another one. */
  @Test
  void nothingIsNotedBeforeWhatTellsOfDeploymentsWasRead() throws Exception {
    world.deployed(2, "2026-05-05T11:00");
    argo = true;
    try (DeploymentNotes notes = notes("true")) {
      notes.look();
      world.readings();
      clock.now = at("2026-05-05T11:30");
      notes.look();
      assertThat(received).isEmpty();
      ledger.noteState("argo", "running", null, null);
      ledger.noteState("argo", "idle", null, null);
      notes.look();
      assertThat(received).hasSize(1);
    }
  }
}
