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
import java.time.ZoneId;
import java.time.ZoneOffset;
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

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final HandClock clock = new HandClock();
  private volatile int status = 200;

  @TempDir Path folder;
  private SqliteLedger ledger;
  private HttpServer server;
  private ProductionWorld world;
  private int source;

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
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
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
            Map.of("write_markers", allowed));
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
    return new DeploymentNotes(
        world.facts.warehouse,
        ledger,
        List.of(new Connection(config, NewRelicSystem.create())),
        doors);
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
}
