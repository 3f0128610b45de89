package io.throughline.simulator.newrelic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks in the words of docs/newrelic.md, written out here once more. */
class NewRelicServerTest {
  private static final String ENTITIES =
      """
      query($search: String!, $cursor: String) { actor { entitySearch(query: $search) {
      results(cursor: $cursor) { entities { guid name reporting permalink tags { key values }
      ... on ApmApplicationEntityOutline { settings { apdexTarget } } } nextCursor } } } }
      """;

  private static final String SAMPLES =
      """
      query($account: Int!, $requests: Nrql!, $beats: Nrql!, $containers: Nrql!) {
      actor { account(id: $account) { requests: nrql(query: $requests, timeout: 25) { results }
      beats: nrql(query: $beats, timeout: 25) { results }
      containers: nrql(query: $containers, timeout: 25) { results } } } }
      """;

  private static final String ISSUES =
      """
      query($account: Int!, $cursor: String, $from: EpochMilliseconds!, $to: EpochMilliseconds!) {
      actor { account(id: $account) { aiIssues { issues(cursor: $cursor, timeWindow: {startTime:
      $from, endTime: $to}) { issues { issueId title priority state createdAt acknowledgedAt
      closedAt closedBy updatedAt entityGuids entityNames } nextCursor } } } } }
      """;

  private static final String MARKERS =
      """
      query($account: Int!, $markers: Nrql!) { actor { account(id: $account) { markers:
      nrql(query: $markers, timeout: 25) { results } } } }
      """;

  private static final String WRITE =
      """
      mutation($deployment: ChangeTrackingDeploymentInput!) {
      changeTrackingCreateDeployment(deployment: $deployment) { deploymentId } }
      """;

  private static final String REQUESTS =
      "SELECT count(*) AS requests, filter(count(*), WHERE error IS true AND error.expected IS NOT"
          + " true) AS errors, filter(count(*), WHERE duration <= 0.005) AS upTo5,"
          + " filter(count(*), WHERE duration <= 0.01) AS upTo10, filter(count(*), WHERE duration"
          + " <= 0.025) AS upTo25, filter(count(*), WHERE duration <= 0.05) AS upTo50,"
          + " filter(count(*), WHERE duration <= 0.075) AS upTo75, filter(count(*), WHERE duration"
          + " <= 0.1) AS upTo100, filter(count(*), WHERE duration <= 0.15) AS upTo150,"
          + " filter(count(*), WHERE duration <= 0.25) AS upTo250, filter(count(*), WHERE duration"
          + " <= 0.4) AS upTo400, filter(count(*), WHERE duration <= 0.65) AS upTo650,"
          + " filter(count(*), WHERE duration <= 1) AS upTo1000, filter(count(*), WHERE duration"
          + " <= 1.6) AS upTo1600, filter(count(*), WHERE duration <= 2.5) AS upTo2500,"
          + " filter(count(*), WHERE duration <= 4) AS upTo4000, filter(count(*), WHERE duration"
          + " <= 10) AS upTo10000, percentile(duration, 50, 95, 99) AS percentiles,"
          + " filter(count(*), WHERE duration <= 0.25 AND (error IS NOT true OR error.expected IS"
          + " true)) AS satisfied, filter(count(*), WHERE duration > 0.25 AND duration <= 1 AND"
          + " (error IS NOT true OR error.expected IS true)) AS tolerating FROM Transaction WHERE"
          + " transactionType = 'Web' AND entityGuid IN ('GUID') FACET entityGuid";

  private static final String TRACKS =
      """
      query($account: Int!, $tracks: Nrql!) { actor { account(id: $account) {
      tracks: nrql(query: $tracks, timeout: 25) { results } } } }
      """;

  private static final String BY_ROLE =
      "SELECT count(*) AS requests, filter(count(*), WHERE error IS true AND error.expected IS NOT"
          + " true) AS errors, percentile(duration, 95) AS percentiles FROM Transaction WHERE"
          + " transactionType = 'Web' AND entityGuid IN ('GUID') AND `rollout.role` IS NOT NULL"
          + " FACET entityGuid, `rollout.role`";

  private static final String BEATS =
      "SELECT count(apm.service.memory.physical) AS beats FROM Metric WHERE entity.guid IN ('GUID')"
          + " FACET entity.guid";

  private static final String CONTAINERS =
      "SELECT count(*) AS samples, uniqueCount(containerID) AS containers, uniqueCount(podName) AS"
          + " pods, sum(cpuUsedCores) AS cpuUsed, sum(cpuRequestedCores) AS cpuRequested,"
          + " sum(cpuLimitCores) AS cpuLimit, sum(memoryWorkingSetBytes) AS memoryUsed,"
          + " sum(memoryRequestedBytes) AS memoryRequested, sum(memoryLimitBytes) AS memoryLimit,"
          + " sum(containerCpuCfsPeriodsDelta) AS periods, sum(containerCpuCfsThrottledPeriodsDelta)"
          + " AS throttledPeriods, filter(sum(restartCountDelta), WHERE lastTerminatedExitReason ="
          + " 'OOMKilled') AS oomKills FROM K8sContainerSample WHERE deploymentName IN ('web-shop')"
          + " FACET clusterName, namespaceName, deploymentName";

  private static Running company;

  @BeforeAll
  static void start() throws IOException {
    company = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    company.close();
  }

  private static JsonNode ask(String document, Map<String, @Nullable Object> variables)
      throws Exception {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", document);
    body.set("variables", new ObjectMapper().valueToTree(variables));
    return company.post("/newrelic/graphql", body.toString());
  }

  private static List<JsonNode> entities() throws Exception {
    List<JsonNode> out = new ArrayList<>();
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("search", "domain = 'APM' AND type = 'APPLICATION' AND accountId = 4711");
    variables.put("cursor", null);
    for (boolean more = true; more; ) {
      JsonNode results = ask(ENTITIES, variables).at("/data/actor/entitySearch/results");
      results.path("entities").forEach(out::add);
      variables.put("cursor", results.path("nextCursor").textValue());
      more = results.path("nextCursor").isTextual();
    }
    return out;
  }

  private static String shop() throws Exception {
    return entities().stream()
        .filter(e -> e.path("name").asText().equals("Web Shop"))
        .map(e -> e.path("guid").asText())
        .findFirst()
        .orElseThrow();
  }

  private static String times(String text, Instant from, Instant to, String width) {
    return text
        + " SINCE "
        + from.toEpochMilli()
        + " UNTIL "
        + to.toEpochMilli()
        + " LIMIT MAX TIMESERIES "
        + width;
  }

  private static JsonNode samples(Instant from, Instant to, String width) throws Exception {
    String guid = shop();
    return ask(
            SAMPLES,
            Map.of(
                "account",
                4711,
                "requests",
                times(REQUESTS.replace("GUID", guid), from, to, width),
                "beats",
                times(BEATS.replace("GUID", guid), from, to, width),
                "containers",
                times(CONTAINERS, from, to, width)))
        .at("/data/actor/account");
  }

  private static long sum(JsonNode rows, String field) {
    long total = 0;
    for (JsonNode row : rows) {
      assertThat(row.path(field).isIntegralNumber()).as(field).isTrue();
      total += row.path(field).asLong();
    }
    return total;
  }

  @Test
  void applicationsAreListedPageByPageWithTheirLimitAndTheirPlace() throws Exception {
    List<JsonNode> entities = entities();
    assertThat(entities).hasSize(12);
    Set<String> guids = new HashSet<>();
    for (JsonNode entity : entities) {
      assertThat(guids.add(entity.path("guid").asText())).isTrue();
      assertThat(entity.at("/settings/apdexTarget").asDouble()).isPositive();
    }
    JsonNode shop =
        entities.stream().filter(e -> e.path("name").asText().equals("Web Shop")).findFirst().get();
    assertThat(shop.path("tags").toString())
        .contains("\"k8s.clusterName\",\"values\":[\"prod-eu\",\"prod-us\",\"prod-in\"]");
  }

  @Test
  void wideSamplesAreTheSumsOfMinutes() throws Exception {
    Instant from = Instant.parse("2026-02-20T10:00:00Z");
    Instant to = Instant.parse("2026-02-20T12:00:00Z");
    JsonNode minutes = samples(from, to, "1 minute");
    JsonNode wide = samples(from, to, "5 minutes");
    JsonNode narrow = minutes.at("/requests/results");
    assertThat(narrow.size()).isBetween(60, 120);
    assertThat(wide.at("/requests/results").size()).isBetween(12, 24);
    for (String field : List.of("requests", "errors", "upTo100", "satisfied", "tolerating")) {
      assertThat(sum(wide.at("/requests/results"), field)).isEqualTo(sum(narrow, field));
    }
    for (JsonNode row : narrow) {
      assertThat(row.path("facet").asText()).isEqualTo(shop());
      assertThat(row.path("endTimeSeconds").asLong() - row.path("beginTimeSeconds").asLong())
          .isEqualTo(60);
      assertThat(row.path("upTo5").asLong()).isLessThanOrEqualTo(row.path("upTo10").asLong());
      assertThat(row.path("upTo10000").asLong()).isLessThanOrEqualTo(row.path("requests").asLong());
      assertThat(row.at("/percentiles/50").asDouble())
          .isLessThan(row.at("/percentiles/95").asDouble());
    }
    assertThat(minutes.at("/beats/results").size()).isEqualTo(narrow.size());
    // A row for each cluster.
    assertThat(minutes.at("/containers/results").size()).isEqualTo(3 * narrow.size());
    assertThat(minutes.at("/containers/results/0/facet").toString())
        .isEqualTo("[\"prod-eu\",\"web-shop\",\"web-shop\"]");
  }

  /** Both answer beside each other only while a rollout takes its steps, and make up the whole. */
  @Test
  void versionsAreToldApartAndMakeUpTheWhole() throws Exception {
    Map<String, Long> counted = new HashMap<>();
    for (int day = 16; day <= 20; day++) {
      Instant from = Instant.parse("2026-02-" + day + "T00:00:00Z");
      Instant to = from.plusSeconds(86_400);
      JsonNode tracks =
          ask(
                  TRACKS,
                  Map.of(
                      "account",
                      4711,
                      "tracks",
                      times(BY_ROLE.replace("GUID", shop()), from, to, "5 minutes")))
              .at("/data/actor/account/tracks/results");
      for (JsonNode row : tracks) {
        assertThat(row.at("/facet/0").asText()).isEqualTo(shop());
        assertThat(row.at("/percentiles/95").asDouble()).isPositive();
        counted.merge(row.at("/facet/1").asText(), row.path("requests").asLong(), Long::sum);
      }
      JsonNode whole = samples(from, to, "5 minutes").at("/requests/results");
      assertThat(sum(tracks, "requests")).isEqualTo(sum(whole, "requests"));
      assertThat(sum(tracks, "errors")).isEqualTo(sum(whole, "errors"));
    }
    assertThat(counted).containsOnlyKeys("stable", "canary");
    assertThat(counted.get("canary")).isLessThan(counted.get("stable") / 10);
  }

  @Test
  void whatIsToComeAndWhatIsForgottenHasNoRows() throws Exception {
    Instant now = Instant.parse("2026-03-04T12:00:00Z");
    assertThat(samples(now, now.plusSeconds(3600), "1 minute").at("/requests/results")).isEmpty();
    Instant old = now.minusSeconds(100L * 86_400);
    assertThat(samples(old, old.plusSeconds(3600), "5 minutes").at("/requests/results")).isEmpty();
  }

  @Test
  void issuesAreThoseOfTheirTimeAndAllAreClosedByAMachine() throws Exception {
    long from = Instant.parse("2026-01-04T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2026-03-04T12:00:00Z").toEpochMilli();
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.putAll(Map.of("account", 4711, "from", from, "to", to));
    variables.put("cursor", null);
    JsonNode rows = ask(ISSUES, variables).at("/data/actor/account/aiIssues/issues/issues");
    assertThat(rows.size()).isGreaterThan(3);
    for (JsonNode row : rows) {
      assertThat(row.path("issueId").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(row.path("priority").asText()).isIn("CRITICAL", "HIGH", "MEDIUM", "LOW");
      assertThat(row.path("createdAt").asLong()).isLessThan(to);
      assertThat(row.path("closedBy").isNull()).isTrue();
      boolean closed = row.path("state").asText().equals("CLOSED");
      assertThat(row.path("closedAt").isNumber()).isEqualTo(closed);
    }
    variables.put("account", 1);
    assertThat(ask(ISSUES, variables).at("/data/actor/account").isNull()).isTrue();
  }

  @Test
  void aNoteOfADeploymentIsKeptBesideThoseOfThePipeline() throws Exception {
    String question =
        "SELECT timestamp, deploymentId, changeTrackingId, version, commit, description, user,"
            + " entity.guid FROM Deployment, ChangeTrackingEvent WHERE (eventType() = 'Deployment'"
            + " OR category = 'Deployment') SINCE 1770000000000 UNTIL 1772600000000 LIMIT MAX";
    Map<String, @Nullable Object> variables = Map.of("account", 4711, "markers", question);
    int before = ask(MARKERS, variables).at("/data/actor/account/markers/results").size();
    assertThat(before).isPositive();
    Map<String, Object> deployment =
        Map.of(
            "entityGuid",
            shop(),
            "version",
            "1.2",
            "timestamp",
            1772590000000L,
            "user",
            "throughline");
    JsonNode written = ask(WRITE, Map.of("deployment", deployment));
    String id = written.at("/data/changeTrackingCreateDeployment/deploymentId").asText();
    assertThat(id).isNotEmpty();
    JsonNode rows = ask(MARKERS, variables).at("/data/actor/account/markers/results");
    assertThat(rows.size()).isEqualTo(before + 1);
    assertThat(rows.findValuesAsText("deploymentId")).contains(id).doesNotHaveDuplicates();
    Map<String, Object> old = new HashMap<>(deployment);
    old.put("timestamp", 1772500000000L);
    assertThat(ask(WRITE, Map.of("deployment", old)).at("/errors/0/message").asText())
        .contains("within 24 hours");
  }

  @Test
  void otherQuestionsAreRefusedAndSoAreOtherKeys() throws Exception {
    JsonNode other = ask("query { actor { user { id } } }", Map.of());
    assertThat(other.at("/errors/0/message").asText()).contains("does not know the document");
    JsonNode wrong =
        ask(
            MARKERS,
            Map.of("account", 4711, "markers", "SELECT * FROM Deployment SINCE 1 UNTIL 2"));
    assertThat(wrong.at("/errors/0/message").asText()).contains("NRQL Syntax Error");
    assertThat(company.get("/newrelic/graphql").statusCode()).isEqualTo(404);
  }

  @Test
  void theTruthIsTheSumOfWhatIsAnswered() throws Exception {
    String guids =
        String.join(
            "', '", entities().stream().map(entity -> entity.path("guid").asText()).toList());
    int apdex = REQUESTS.indexOf(", filter(count(*), WHERE duration <= 0.25 AND");
    String counts =
        REQUESTS.substring(0, apdex) + REQUESTS.substring(REQUESTS.indexOf(" FROM Transaction"));
    // A day in Berlin.
    Instant from = Instant.parse("2026-02-19T23:00:00Z");
    Instant to = Instant.parse("2026-02-20T23:00:00Z");
    JsonNode account =
        ask(
                SAMPLES,
                Map.of(
                    "account",
                    4711,
                    "requests",
                    times(counts.replace("GUID", guids), from, to, "5 minutes"),
                    "beats",
                    times(BEATS.replace("GUID", guids), from, to, "5 minutes"),
                    "containers",
                    times(CONTAINERS, from, to, "5 minutes")))
            .at("/data/actor/account");
    JsonNode rows = account.at("/requests/results");
    assertThat(rows.size()).isGreaterThan(12 * 250);
    JsonNode errors = truth("error_rate");
    assertThat(errors.path("numerator").asDouble()).isEqualTo(sum(rows, "errors"));
    assertThat(errors.path("denominator").asDouble()).isEqualTo(sum(rows, "requests"));
    assertThat(errors.path("value").asDouble()).isBetween(0.01, 20.0);
    JsonNode load = truth("throughput");
    assertThat(load.path("denominator").asDouble()).isEqualTo(5.0 * rows.size());
    assertThat(truth("apdex").path("value").asDouble()).isBetween(0.5, 1.0);
    double middle = truth("latency_p50").path("value").asDouble();
    assertThat(truth("latency").path("value").asDouble()).isGreaterThan(middle);
    assertThat(middle).isGreaterThan(100);
    assertThat(company.get("/simulator/truth/watched?metric=error_rate&team=nobody").statusCode())
        .isEqualTo(400);
  }

  private static JsonNode truth(String metric) throws Exception {
    return company
        .json("/simulator/truth/watched?grain=day&from=2026-02-20&to=2026-02-21&metric=" + metric)
        .path("items")
        .path(0);
  }
}
