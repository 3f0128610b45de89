package io.throughline.api;

import io.throughline.config.ListenAddress;
import io.throughline.ingest.Connected;
import io.throughline.ingest.Connections;
import io.throughline.ingest.Receiver;
import io.throughline.ledger.SqliteLedger;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.MappingContext;
import io.throughline.source.gitlab.GitLabSystem;
import io.throughline.source.jenkins.JenkinsSystem;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A port for the webhooks of one GitLab over a real ledger. */
final class HookHouse implements AutoCloseable {
  static final String ID = "an-id-that-nobody-guesses";
  static final String TOKEN = "hook-secret";
  static final String PATH = "/hooks/" + ID;

  /** Of a Jenkins, whose sender can add no header. */
  static final String JENKINS = "the-id-of-the-jenkins";

  final SqliteLedger ledger;
  final HookPort port;
  final Vertx vertx = Vertx.vertx();

  HookHouse(Path folder, HookLimits limits) {
    this(folder, limits, 64 << 20);
  }

  HookHouse(Path folder, HookLimits limits, int bytesHeld) {
    Clock clock = Clock.systemUTC();
    ledger = SqliteLedger.open(folder, clock);
    Connections connections =
        new Connections(
            List.of(
                new Connected(
                    new SourceConfig(
                        "gitlab",
                        "gitlab",
                        "https://gitlab.example",
                        null,
                        ID,
                        List.of(TOKEN),
                        12,
                        60,
                        false,
                        Map.of()),
                    GitLabSystem.create(clock),
                    ID,
                    new MappingContext(1, List.of(), List.of(), List.of(), Map.of())),
                new Connected(
                    new SourceConfig(
                        "jenkins",
                        "jenkins",
                        "https://ci.example",
                        null,
                        JENKINS,
                        List.of(TOKEN),
                        12,
                        60,
                        false,
                        Map.of()),
                    JenkinsSystem.create(),
                    JENKINS,
                    new MappingContext(2, List.of(), List.of(), List.of(), Map.of()))));
    Receiver receiver = new Receiver(() -> connections, ledger, clock);
    port =
        HookPort.open(
            vertx,
            ListenAddress.of("127.0.0.1:0"),
            new HookRoute(() -> receiver, bytesHeld),
            limits);
  }

  RawClient connect() throws java.io.IOException {
    return new RawClient(port.address().port());
  }

  /** Head of a genuine webhook. */
  static String head(String key, String... more) {
    return "POST "
        + PATH
        + " HTTP/1.1\r\nHost: hooks.example\r\nX-Gitlab-Token: "
        + TOKEN
        + "\r\nX-Gitlab-Event: Push Hook\r\nIdempotency-Key: "
        + key
        + "\r\n"
        + String.join("", java.util.Arrays.stream(more).map(line -> line + "\r\n").toList())
        + "\r\n";
  }

  /** A whole genuine webhook. */
  static byte[] hook(String key, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (head(key, "Content-Length: " + bytes.length) + body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    port.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    ledger.close();
  }
}
