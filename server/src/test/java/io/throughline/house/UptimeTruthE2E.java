package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The company's checks tell of their past by webhooks alone, so a server of its own hears all that
 * they told since the company's history began, in any order. It must find the truth of uptime:
 * outages, pauses, times of which nothing is known and planned maintenance.
 */
final class UptimeTruthE2E {
  /** What checks find. */
  static final List<String> METRICS = List.of("uptime");

  private static final int WEEKS = 24;
  private static final int MONTHS = 5;
  private static final Set<String> OF_TEAMS = Set.of("id", "name", "parent", "zone", "services");
  private static final Set<String> OF_SERVICES = Set.of("id", "name", "kind", "freshping");
  private static final String HOOK = "checks-of-the-company";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningHouse house = RunningHouse.shared();
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void theProductFindsHowMuchOfTheTimeTheCompanyWasUp() throws Exception {
    try (ServerOfItsOwn server = new ServerOfItsOwn(folder, company())) {
      server.start();
      List<JsonNode> told = items(house.companyJson("GET", "/simulator/checks"));
      assertThat(told).hasSizeGreaterThan(100);
      for (JsonNode event : told.reversed()) {
        assertThat(tell(server, event)).as("%s", event).isEqualTo(202);
      }
      RunningHouse.await("what was told to be read", () -> upToDate(server));

      Comparison comparison = new Comparison(false, "");
      int less = 0;
      for (String scope : scopes()) {
        for (String periods : periods()) {
          String query = periods + scope;
          List<JsonNode> truths =
              items(
                  house.companyJson(
                      "GET",
                      "/simulator/truth/watched?metric=uptime&seen=2000-01-01T00:00:00Z&" + query));
          List<JsonNode> readings = items(read(server, "/api/v1/metrics/uptime/readings?" + query));
          assertThat(readings).as(query).hasSameSizeAs(truths).isNotEmpty();
          for (int i = 0; i < truths.size(); i++) {
            comparison.add(query, readings.get(i), truths.get(i));
            less += truths.get(i).path("value").asDouble(100) < 100 ? 1 : 0;
          }
        }
      }
      System.out.println("uptime: " + comparison + ", " + less + " below 100 %");
      assertThat(comparison.differences()).as("uptime in %s", house).isEmpty();
      assertThat(comparison.items()).as("checks compared").isGreaterThan(1_000);
      assertThat(less).as("periods in which something was down").isGreaterThan(50);
    }
  }

  /** The company's teams and services, with nothing to read but what is sent of checks. */
  private String company() throws IOException {
    byte[] yaml = house.companyFile("/simulator/throughline.yaml?jira=true").body();
    ObjectNode whole = (ObjectNode) new YAMLMapper().readTree(yaml);
    ObjectNode out = JSON.createObjectNode();
    out.set("organisation", whole.get("organisation"));
    out.set("teams", only(whole.path("teams"), OF_TEAMS));
    out.set("services", only(whole.path("services"), OF_SERVICES));
    ObjectNode source = out.putArray("sources").addObject();
    source.put("id", "freshping").put("system", "freshping");
    source.put("url", "https://checks.invalid");
    source.putObject("hooks").put("id", HOOK).put("token", "${HOOK_SECRET}");
    return new YAMLMapper().writeValueAsString(out);
  }

  private static ArrayNode only(JsonNode all, Set<String> fields) {
    ArrayNode out = JSON.createArrayNode();
    all.forEach(one -> out.add(((ObjectNode) one).deepCopy().retain(fields)));
    return out;
  }

  private int tell(ServerOfItsOwn server, JsonNode event) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.hooks().resolve("/hooks/" + HOOK))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("X-Throughline-Token", ServerOfItsOwn.HOOK_SECRET)
            .POST(HttpRequest.BodyPublishers.ofString(event.toString(), StandardCharsets.UTF_8))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private boolean upToDate(ServerOfItsOwn server) {
    JsonNode ready = read(server, "/readyz");
    return ready.path("checks").path(0).path("data").path("behind").asLong(-1) == 0;
  }

  private JsonNode read(ServerOfItsOwn server, String path) {
    URI address = URI.create(server.pages() + path);
    try {
      HttpResponse<String> answer = server.get(address);
      assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The last weeks and months that were over everywhere on earth. */
  private List<String> periods() {
    LocalDate today = LocalDate.ofInstant(house.moment(), ZoneOffset.ofHours(-12));
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    return List.of(
        "grain=week&from=" + monday.minusWeeks(WEEKS) + "&to=" + monday,
        "grain=month&from=" + first.minusMonths(MONTHS) + "&to=" + first);
  }

  private List<String> scopes() {
    List<String> scopes = new ArrayList<>(List.of(""));
    items(house.api("/api/v1/teams")).forEach(t -> scopes.add("&team=" + t.path("id").asText()));
    return scopes;
  }

  private static List<JsonNode> items(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
  }
}
