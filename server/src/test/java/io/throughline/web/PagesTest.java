package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page over the make-believe house, as it leaves the server. */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class PagesTest {
  @TestHTTPResource URI home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?weeks=12&class=agent",
        "/teams/payments",
        "/teams/research",
        "/catalogue",
        "/counting",
        "/metric/cycle_time?team=payments&clock=working",
        "/metric/cycle_time?team=payments&grain=month",
        "/metric/mr_count_per_contributor?team=devex",
        "/metric/ai_share",
        "/metric/unreviewed_merge_rate/items?weeks=4",
        "/metric/cycle_time/items?cursor=50",
        "/ageing?team=mobile",
        "/health",
        "/health?team=payments&weeks=4",
        "/health?team=research",
        "/health?team=devex",
        "/investment",
        "/investment?team=payments&grain=week",
        "/investment?team=research",
        "/metric/initiative_cost?team=payments",
        "/process",
        "/process?team=payments",
        "/tickets/PAY-12",
        "/todo",
        "/research",
        "/research?team=payments",
        "/teams/payments/sprints",
        "/teams/research/sprints",
        "/sprints/10",
        "/sprints/11",
        "/sprints/12",
        "/boards/7",
        "/boards/8",
        "/gates",
        "/gates?team=payments",
        "/gates?team=research",
        "/gates/branches?team=identity",
        "/gates/builds/281",
        "/gates/builds/284",
        "/gates/flaky?weeks=26",
        "/gates/flaky?team=research",
        "/gates/vulnerabilities",
        "/gates/vulnerabilities?team=research",
        "/gates/load?team=payments&weeks=4",
        "/gates/load?team=research",
        "/metric/gate_pass_rate/items",
        "/sources",
        "/sources/gitlab/deliveries/90211"
      })
  void eachPageIsThere(String address) throws Exception {
    HttpResponse<String> answer = get(address);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("</").doesNotContain("NOT_FOUND").doesNotContain(">null<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nowhere", "/catalogue?x=1", "/app.css", "/icon.svg", "/q/health"})
  void everyAnswerCarriesTheSecurityHeaders(String address) throws Exception {
    HttpResponse<String> answer = get(address);
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue(AnswerHeaders.POLICY);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void aFileAskedForWithItsHashIsKeptForAYear() throws Exception {
    String page = get("/").body();
    String address = page.replaceAll("(?s).*href=\"(/app\\.css\\?v=[0-9a-f]+)\".*", "$1");
    HttpResponse<String> answer = get(address);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void withoutDataThereIsADashAndNeverAZero() throws Exception {
    String cell = part(get("/").body(), "cell-research-cycle_time");
    assertThat(cell).contains("–").contains("no data").doesNotContain(">0");
    assertThat(get("/teams/research").body())
        .contains("No numbers yet")
        .contains("it owns no service")
        .doesNotContain("data-live=\"card-");
    assertThat(get("/metric/cycle_time?team=research").body())
        .contains("Nothing of this kind ended in these days")
        .contains("It needs merge requests, review events")
        .contains("No period of these has a number to draw");
  }

  @Test
  void whatIsWithheldIsShownAsWithheld() throws Exception {
    String card = part(get("/teams/devex").body(), "card-mr_count_per_contributor");
    assertThat(card).contains("withheld").contains("about persons").doesNotContain("data-n");
  }

  @Test
  void theMixOfTheWorkIsToldWherePeopleAreEnough() throws Exception {
    String page = get("/investment?team=payments").body();
    assertThat(part(page, "mix")).contains("New features").contains("Uncategorised");
    assertThat(part(page, "initiatives")).contains("Faster checkout").contains("No initiative");
    assertThat(part(page, "chart-mix-initiative_cost")).contains("2 others");
    assertThat(part(page, "rest")).contains("app!7 Rename everything");
    assertThat(get("/investment?team=devex").body())
        .contains("<h2>Withheld</h2>")
        .doesNotContain("data-live=\"mix\"");
    assertThat(get("/investment?team=research").body())
        .contains("<h2>No days yet</h2>")
        .doesNotContain("data-live=\"mix\"");
  }

  @Test
  void theClockIsOfferedWhereItAppliesAndSaidWhereItIsUsed() throws Exception {
    String declared = get("/metric/pickup_time?team=payments").body();
    assertThat(declared)
        .contains("aria-label=\"Clock\"")
        .contains("clock=calendar")
        .doesNotContain("clock=working");
    assertThat(part(declared, "headline")).contains("<dd>Working time</dd>").contains("Target");
    String other = part(get("/metric/pickup_time?team=payments&clock=calendar").body(), "headline");
    assertThat(other).contains("The definition and its target are in working time.");
    assertThat(other).as("a target holds on its own clock only").doesNotContain("<dt>Target</dt>");
    assertThat(get("/metric/mr_size").body()).doesNotContain("aria-label=\"Clock\"");
    assertThat(get("/metric/pickup_time?clock=sundial").statusCode()).isEqualTo(400);
  }

  @Test
  void aNewDefinitionIsMarkedInTheChartAndInItsTable() throws Exception {
    String inside = part(get("/metric/time_to_merge?weeks=12").body(), "chart-trend");
    assertThat(inside)
        .contains("\"label\":\"v2 · 12 Oct\"")
        .contains("definition v2 since 12 Oct 2026");
    String outside = part(get("/metric/time_to_merge?weeks=4").body(), "chart-trend");
    assertThat(outside).contains("\"changes\":[]").doesNotContain("definition v2");
  }

  @Test
  void itemsOfTheCycleTimeShowWhereTheirTimeWent() throws Exception {
    String items = get("/metric/cycle_time/items?team=payments&weeks=12").body();
    assertThat(items).contains("role=\"img\" aria-label=\"coding ").contains("unaccounted ");
    assertThat(items).contains("coding not known").doesNotContainPattern("coding 0 h");
    assertThat(get("/metric/pickup_time/items?team=payments").body()).doesNotContain("strip-rest");
  }

  @Test
  void weSayHowWeCountBeforeHowOthersDo() throws Exception {
    String page = get("/counting").body();
    assertThat(page.indexOf("How we count</h2>")).isLessThan(page.indexOf("How others count</h2>"));
    assertThat(get("/metric/cycle_time").body()).contains("href=\"/counting\"");
  }

  @Test
  void theItemsProveTheNumber() throws Exception {
    assertThat(get("/metric/cycle_time/items?team=payments&weeks=4").body())
        .contains("proof-equal")
        .contains("equal to the number");
  }

  @Test
  void aSenselessAddressSaysWhatWasExpected() throws Exception {
    HttpResponse<String> answer = get("/metric/cycle_time?from=2026-03-02&to=2026-03-01");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("from must be a day before to").doesNotContain("Exception");
    assertThat(get("/teams/%3Cscript%3E").statusCode()).isEqualTo(404);
    assertThat(get("/teams/%3Cscript%3E").body()).doesNotContain("\"<script>\"");
  }

  @Test
  void whatIsNotAPageIsAnsweredInTheFormOfTheApi() throws Exception {
    HttpResponse<String> answer = get("/api/nothing");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .contains("application/problem+json");
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(home.resolve(address)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String part(String page, String name) {
    int start = page.indexOf("data-live=\"" + name + "\"");
    assertThat(start).as(name).isPositive();
    int end = page.indexOf("data-live=", start + 10);
    return page.substring(start, end < 0 ? page.length() : end);
  }
}
