package io.throughline.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.running.Deployments.Deployed;
import io.throughline.running.Selected;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole product reads the make-believe company, and notes what it deployed in its New Relic:
 * each deployment once, whatever order things are read in, and nothing again after a restart or a
 * rebuild.
 */
final class DeploymentNotesE2E {
  private static final String TOKEN = "token-of-notes";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A working day at its end. */
  private static final Instant MOMENT =
      LocalDate.now(ZoneOffset.UTC)
          .with(TemporalAdjusters.previous(DayOfWeek.WEDNESDAY))
          .atTime(LocalTime.of(17, 0))
          .toInstant(ZoneOffset.UTC);

  private static final Instant SINCE = MOMENT.minus(Duration.ofHours(20));

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Process simulator;
  private String company;

  @BeforeEach
  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx300m",
            "-jar",
            Path.of("../simulator/target/throughline-simulator.jar").toAbsolutePath().toString(),
            "serve",
            "--seed",
            "7",
            "--now",
            MOMENT.toString(),
            "--scale",
            "0.3",
            "--months",
            "1",
            "--freeze",
            "--no-live",
            "--token",
            TOKEN);
    simulator = builder.redirectError(folder.resolve("company.log").toFile()).start();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith("ready ")) {
      line = lines.readLine();
    }
    company = Objects.requireNonNull(line, "the company did not start").substring(6).strip();
  }

  @AfterEach
  void stop() throws InterruptedException {
    simulator.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void eachDeploymentIsNotedOnceInNewRelic() throws Exception {
    Organisation organisation = organisation();
    List<String> noted;
    try (House house = House.open(organisation, clock())) {
      // As if it had been allowed the evening before.
      house.ledger().saveSetting("markers of newrelic", SINCE.toString());
      house.start();
      await("the backfill", () -> isRead(house));
      List<String> due = deployed(house);
      assertThat(due).hasSizeGreaterThan(3);
      await("the notes of " + due, () -> notes().size() >= due.size());
      noted = notes();
      assertThat(noted).containsExactlyInAnyOrderElementsOf(due);
      assertThat(house.ledger().status("newrelic").notices())
          .noneMatch(notice -> notice.scope().equals("writing"));
      house.rebuildInBackground();
      Thread.sleep(Duration.ofSeconds(65).toMillis()); // one more look
      assertThat(notes()).containsExactlyInAnyOrderElementsOf(noted);
    }
    try (House house = House.open(organisation, clock())) {
      house.start();
      Thread.sleep(Duration.ofSeconds(5).toMillis());
    }
    assertThat(notes()).containsExactlyInAnyOrderElementsOf(noted);
  }

  /** The clock of the server goes on from the moment at which that of the company stands. */
  private static Clock clock() {
    return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), MOMENT));
  }

  private Organisation organisation() throws Exception {
    String yaml =
        get("/simulator/throughline.yaml?jira=true")
            .replace("    account: 4711\n", "    account: 4711\n    write_markers: true\n");
    assertThat(yaml).contains("write_markers");
    return ConfigReader.read(
        "throughline.yaml",
        yaml + "\nserver: { listen: \"127.0.0.1:1\", data: data }\n",
        Map.of("THROUGHLINE_DEMO_TOKEN", TOKEN, "THROUGHLINE_DEMO_HOOK_TOKEN", "secret-of-hooks"),
        folder);
  }

  private static boolean isRead(House house) {
    for (SourceConfig source : house.organisation().sources()) {
      if (source.token() != null && house.ledger().status(source.id()).lastSuccess() == null) {
        return false;
      }
    }
    return house.projected() >= house.ledger().head();
  }

  /** Name of each service that is watched, and the commit, once for each of its deployments. */
  private static List<String> deployed(House house) {
    Map<String, String> watched = new HashMap<>();
    for (Service service : house.organisation().services()) {
      List<String> names = service.names().getOrDefault("newrelic", List.of());
      if (!names.isEmpty()) {
        watched.put(service.id(), names.getFirst());
      }
    }
    List<String> all = new ArrayList<>();
    Selected selected =
        new Selected(
            null, null, SINCE.minus(Duration.ofDays(2)), MOMENT.plusSeconds(1), null, null, 500);
    for (Deployed one : house.running().deployments(selected).items()) {
      Instant end = one.endedAt();
      boolean came =
          (List.of("succeeded", "rolled_back").contains(one.status())
                  || "degraded".equals(one.failedBy()))
              && !one.kind().equals("config");
      if (came && end != null && end.isAfter(SINCE) && watched.containsKey(one.service())) {
        all.add(watched.get(one.service()) + " " + one.commit() + " " + end.toEpochMilli());
      }
    }
    return all;
  }

  /** Those of ours that the company's New Relic tells of. */
  private List<String> notes() {
    Map<String, String> names = new HashMap<>();
    String cursor = null;
    do {
      Map<String, Object> variables = new HashMap<>();
      variables.put("search", "domain = 'APM' AND type = 'APPLICATION' AND accountId = 4711");
      variables.put("cursor", cursor);
      JsonNode page =
          ask(
                  "query($search: String!, $cursor: String) { actor { entitySearch(query: $search) {"
                      + " results(cursor: $cursor) { entities { guid name reporting permalink tags"
                      + " { key values } ... on ApmApplicationEntityOutline { settings {"
                      + " apdexTarget } } } nextCursor } } } }",
                  variables)
              .at("/data/actor/entitySearch/results");
      page.path("entities")
          .forEach(e -> names.put(e.path("guid").asText(), e.path("name").asText()));
      cursor = page.path("nextCursor").isTextual() ? page.path("nextCursor").asText() : null;
    } while (cursor != null);
    JsonNode rows =
        ask(
                "query($account: Int!, $markers: Nrql!) { actor { account(id: $account) { markers:"
                    + " nrql(query: $markers, timeout: 25) { results } } } }",
                Map.of(
                    "account",
                    4711,
                    "markers",
                    "SELECT timestamp, deploymentId, changeTrackingId, version, commit,"
                        + " description, user, entity.guid FROM Deployment, ChangeTrackingEvent"
                        + " WHERE (eventType() = 'Deployment' OR category = 'Deployment') SINCE "
                        + MOMENT.minus(Duration.ofDays(3)).toEpochMilli()
                        + " UNTIL "
                        + MOMENT.plus(Duration.ofDays(1)).toEpochMilli()
                        + " LIMIT MAX"))
            .at("/data/actor/account/markers/results");
    List<String> all = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.path("user").asText().equals("throughline")) {
        all.add(
            names.get(row.path("entity.guid").asText())
                + " "
                + row.path("commit").asText()
                + " "
                + row.path("timestamp").asLong());
      }
    }
    return all;
  }

  private JsonNode ask(String document, Map<String, ?> variables) {
    try {
      String body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(company + "/newrelic/graphql"))
              .header("API-Key", TOKEN)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(company + path)).header("PRIVATE-TOKEN", TOKEN).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private interface Holds {
    boolean now();
  }

  private static void await(String what, Holds holds) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.now()) {
      assertThat(System.nanoTime()).as("waited for %s", what).isLessThan(until);
      Thread.sleep(500);
    }
  }
}
