package io.throughline.simulator.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagerDutyServerTest {
  private static Running company;

  @BeforeAll
  static void start() throws IOException {
    company = Running.frozen(null);
  }

  @AfterAll
  static void stop() {
    company.close();
  }

  private static List<JsonNode> all(String path, String field) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (boolean more = true; more; ) {
      JsonNode page = company.json("/pagerduty" + path + "&limit=20&offset=" + rows.size());
      page.path(field).forEach(rows::add);
      more = page.path("more").asBoolean();
    }
    return rows;
  }

  private static List<JsonNode> incidents() throws Exception {
    return all("/incidents?date_range=all&sort_by=created_at%3Aasc", "incidents");
  }

  private static List<String> texts(List<JsonNode> rows, String field) {
    return rows.stream().map(row -> row.path(field).asText()).toList();
  }

  @Test
  void onlyTheKeyIsLetIn() throws Exception {
    assertThat(company.get("/pagerduty/services?limit=1").statusCode()).isEqualTo(200);
    HttpRequest bearer =
        HttpRequest.newBuilder(URI.create(company.url() + "/pagerduty/services"))
            .header("Authorization", "Bearer " + Running.TOKEN)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(bearer, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    HttpResponse<String> post = company.send("POST", "/pagerduty/incidents", "{}");
    assertThat(post.statusCode()).isEqualTo(403);
  }

  @Test
  void servicesHaveNamesAndUsersTheirMail() throws Exception {
    List<JsonNode> services = all("/services?sort_by=name", "services");
    assertThat(texts(services, "name"))
        .contains("Web Shop", "Route Planner", "Office network")
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(texts(services, "id")).doesNotHaveDuplicates().allMatch(id -> id.length() == 7);
    List<JsonNode> users = all("/users?sort_by=name", "users");
    assertThat(users).hasSizeGreaterThan(20);
    assertThat(texts(users, "id")).doesNotHaveDuplicates();
    assertThat(texts(users, "email")).allMatch(mail -> mail.contains("@brightwater"));
    String one = services.getFirst().path("id").asText();
    assertThat(company.json("/pagerduty/services/" + one).path("service"))
        .isEqualTo(services.getFirst());
    assertThat(company.get("/pagerduty/services/PNOBODY").statusCode()).isEqualTo(404);
  }

  @Test
  void incidentsAreListedInTheirOrderAndEachHasItsLog() throws Exception {
    List<JsonNode> incidents = incidents();
    assertThat(incidents).hasSizeGreaterThan(10);
    assertThat(texts(incidents, "created_at")).isSorted();
    assertThat(texts(incidents, "id")).doesNotHaveDuplicates();
    Set<String> kinds = new TreeSet<>();
    for (JsonNode row : incidents) {
      String path = "/pagerduty/incidents/" + row.path("id").asText();
      JsonNode incident = company.json(path + "?include%5B%5D=custom_fields").path("incident");
      assertThat(incident.path("custom_fields")).hasSize(1);
      assertThat(incident.at("/priority/name").asText()).matches("P[1-5]");
      JsonNode log = company.json(path + "/log_entries?limit=100").path("log_entries");
      List<String> times = new ArrayList<>();
      log.forEach(entry -> times.add(entry.path("created_at").asText()));
      assertThat(times.reversed()).isSorted();
      assertThat(times.getLast()).isEqualTo(row.path("created_at").asText());
      assertThat(times.getFirst()).isEqualTo(row.path("updated_at").asText());
      log.forEach(entry -> kinds.add(entry.path("type").asText()));
      boolean over = row.path("status").asText().equals("resolved");
      assertThat(row.path("resolved_at").isNull()).isEqualTo(!over);
      if (row.path("incident_key").isNull()) {
        JsonNode alert = company.json(path + "/alerts?limit=1").path("alerts").path(0);
        assertThat(alert.path("alert_key").asText()).isNotEmpty();
      }
    }
    assertThat(kinds)
        .contains(
            "trigger_log_entry",
            "assign_log_entry",
            "notify_log_entry",
            "acknowledge_log_entry",
            "resolve_log_entry",
            "annotate_log_entry");
  }

  @Test
  void theLogOfTheAccountBeginsWithTheNewestAndKeepsToItsTimes() throws Exception {
    List<JsonNode> whole = all("/log_entries?is_overview=false", "log_entries");
    assertThat(texts(whole, "created_at").reversed()).isSorted();
    assertThat(texts(whole, "id")).doesNotHaveDuplicates();
    String since = "2026-02-01T00:00:00Z";
    String until = "2026-02-15T00:00:00Z";
    List<JsonNode> part = all("/log_entries?since=" + since + "&until=" + until, "log_entries");
    long expected =
        whole.stream()
            .map(entry -> Instant.parse(entry.path("created_at").asText()))
            .filter(at -> !at.isBefore(Instant.parse(since)) && at.isBefore(Instant.parse(until)))
            .count();
    assertThat(part).hasSize((int) expected).isNotEmpty();
    Set<String> named = new HashSet<>();
    whole.forEach(entry -> named.add(entry.at("/incident/id").asText()));
    assertThat(named).containsExactlyInAnyOrderElementsOf(texts(incidents(), "id"));
  }

  @Test
  void statesAreChosenAndRangesAreNotTooLong() throws Exception {
    List<JsonNode> open =
        all(
            "/incidents?date_range=all&statuses%5B%5D=triggered&statuses%5B%5D=acknowledged",
            "incidents");
    long expected =
        incidents().stream().filter(i -> !i.path("status").asText().equals("resolved")).count();
    assertThat(open).hasSize((int) expected);
    assertThat(
            company
                .get("/pagerduty/incidents?since=2025-01-01T00:00:00Z&until=2026-03-01T00:00:00Z")
                .statusCode())
        .isEqualTo(400);
    assertThat(company.get("/pagerduty/incidents?limit=100&offset=9950").statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatIsTheSameIsMergedIntoIt() throws Exception {
    List<JsonNode> merged =
        incidents().stream().filter(i -> i.at("/resolve_reason/type").isTextual()).toList();
    assertThat(merged).isNotEmpty();
    List<String> ids = texts(incidents(), "id");
    for (JsonNode one : merged) {
      assertThat(one.at("/resolve_reason/type").asText()).isEqualTo("merge_resolve_reason");
      assertThat(ids).contains(one.at("/resolve_reason/incident/id").asText());
      assertThat(one.path("status").asText()).isEqualTo("resolved");
    }
  }

  @Test
  void maintenanceIsOnceAMonthAndOfAllServices() throws Exception {
    List<JsonNode> all = all("/maintenance_windows?filter=all", "maintenance_windows");
    assertThat(all).hasSizeBetween(2, 3);
    for (JsonNode window : all) {
      assertThat(window.path("services")).hasSizeGreaterThan(10);
      String id = window.path("id").asText();
      assertThat(company.get("/pagerduty/maintenance_windows/" + id).statusCode()).isEqualTo(200);
    }
    assertThat(all("/maintenance_windows?filter=ongoing", "maintenance_windows")).isEmpty();
  }

  @Test
  void theTruthCountsWhatPagerDutyTellsAtMostOnce() throws Exception {
    JsonNode truth =
        company
            .json("/simulator/truth/watched?metric=incident_count&grain=all&from=2025-12-01")
            .path("items")
            .path(0);
    List<JsonNode> incidents = incidents();
    long own = incidents.stream().filter(i -> !i.at("/resolve_reason/type").isTextual()).count();
    assertThat(truth.path("value").asLong()).isGreaterThanOrEqualTo(own);
    JsonNode items =
        company.json("/simulator/truth/watched?metric=incident_count&items=true").path("items");
    assertThat(items.size()).isEqualTo(truth.path("n").asInt());
    JsonNode answered =
        company
            .json("/simulator/truth/watched?metric=mtta&grain=all&from=2025-12-01")
            .path("items")
            .path(0);
    assertThat(answered.path("n").asInt()).isPositive();
    assertThat(answered.path("value").asDouble()).isBetween(0.5, 120.0);
  }
}
