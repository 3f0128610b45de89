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

/** What the pages of gates say. */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class GatesPagesTest {
  @TestHTTPResource URI home;

  @Test
  void theMatrixTellsEachVerdictInWordsWithAShapeOfItsOwn() throws Exception {
    String matrix = part(body("/gates"), "matrix");
    assertThat(matrix)
        .contains("What runs in production", "n = 3 versions; 1 with no gate that failed")
        .contains(
            "aria-label=\"waived: Container analysis, payments; waived until ",
            "<small class=\"waiver\">waiver by ana ended ",
            ": the tool is replaced</small>")
        .contains("href=\"/gates/builds/281#gate-gate-2\"")
        .contains(
            "href=\"https://sonar.example.com/dashboard?id=ledger\" rel=\"noopener noreferrer\"",
            "aria-label=\"pass: Static code analysis, ledger, in its source\"",
            "waiver ended</span>")
        .contains("cannot evaluate</span>", "no data</span>", "missing</span>")
        .contains("not required</span>", "not applicable</span>")
        .contains("Nothing is known to run.")
        .contains("<small>library</small>");
    assertThat(matrix).doesNotContain("aria-label=\"missing").doesNotContain("<td></td>");
    assertThat(body("/gates")).contains("aria-current=\"page\">Gates</a>");
  }

  @Test
  void theBranchesStandBesideTheirServices() throws Exception {
    String matrix = part(body("/gates/branches"), "matrix");
    assertThat(matrix)
        .contains("Newest build of each branch", "<small>retry</small>", "n = 2 builds; 1 with")
        .contains("href=\"/gates/branches\" aria-current=\"true\">Branches")
        .doesNotContain("<small>library</small>");
  }

  @Test
  void numbersOfGatesLeadToTheirMetric() throws Exception {
    assertThat(part(body("/gates?team=payments"), "card-gate_pass_rate"))
        .contains("href=\"/metric/gate_pass_rate?team=payments&amp;weeks=12&amp;grain=week\"")
        .contains("class=\"n\">n ");
    assertThat(body("/metric/gate_pass_rate/items"))
        .as("a judged build opens here")
        .contains("<a href=\"/gates/builds/281\">");
  }

  @Test
  void beforeTheFirstVerdictThePageTellsHowToBegin() throws Exception {
    String none = body("/gates?team=research");
    assertThat(none)
        .contains("No build was judged yet", "/path/to/throughline init")
        .contains("@evidence.json")
        .contains(home.toString().replaceAll("/+$", "") + "/api/v1/evidence?service=SERVICE")
        .contains("/api/v1/reports?service=SERVICE&amp;commit=")
        .doesNotContain("data-live=\"card-");
    String unjudged = body("/gates?team=identity");
    assertThat(unjudged).contains("/api/v1/evidence?service=accounts");
    assertThat(part(unjudged, "matrix")).contains("n = 1 versions; 0 with no gate that failed");
    assertThat(body("/gates")).doesNotContain("No build was judged yet");
  }

  @Test
  void aBuildShowsWhatItsVerdictStandsOn() throws Exception {
    String page = body("/gates/builds/281");
    assertThat(part(page, "head"))
        .contains("Payments 9b1f0c27", "fail</span>", "https://gitlab.example.com/pay/-/jobs/9");
    assertThat(part(page, "facts"))
        .contains("title=\"sha256:4f1c", ">sha256:4f1c4f1c4f1c</code>", "gates.yaml")
        .contains("href=\"/deliveries/90211\"");
    assertThat(part(page, "coverage"))
        .contains("<th scope=\"row\">lines</th>", "83.4 %", "84.6 %", ">−1.2 points</td>")
        .contains("<th scope=\"row\">branches</th>", "71.0 %", ">no data</td>")
        .contains("<th scope=\"row\">as SonarQube counts it</th>", ">+2.0 points</td>");
    String unit = part(page, "gate-gate-0");
    assertThat(unit)
        .contains("failed tests, errors included", "at most 0", "at least 80 %", "83.4 %")
        .contains("width=\"83.4%\"", "x1=\"80%\"")
        .contains("<dt>covered lines</dt><dd data-n>3\u202f336</dd>")
        .contains("CaptureTest.rounds", "failed</span>", "flaky</span>", "but was: 9.99")
        .contains("47 kB", ">cd34cd34cd34</code>", "the element counter has no end");
    assertThat(unit)
        .as("no value is a dash and no bar")
        .contains("<td data-label=\"Value\" data-n>–");
    assertThat(part(page, "gate-gate-2"))
        .contains("CVE-2026-1234", ">13 d<", "waived</td>", ">–</td>", "critical</span>")
        .contains("class=\"severity mark-missed\"");
    assertThat(part(page, "gate-gate-5"))
        .contains("results.jtl cannot be read.", "95th percentile of POST /captures", "512 ms");
    assertThat(part(page, "gate-gate-7")).contains("Nothing is told of it.");
    assertThat(part(page, "arrivals")).contains("went past a gate", "https://argo.example.com/");
    assertThat(part(page, "history"))
        .contains("this one", "href=\"/gates/builds/280\"", "href=\"/gates/builds/279\"")
        .doesNotContain("href=\"/gates/builds/281\"");
  }

  @Test
  void aBuildOfWhichLittleIsToldSaysSo() throws Exception {
    String page = body("/gates/builds/284");
    assertThat(page)
        .contains("A build of no known service", "It is not known to have been deployed.")
        .doesNotContain("data-live=\"coverage\"")
        .doesNotContain("<dt>Commit</dt>")
        .doesNotContain("Open the job");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/gates/builds/1",
        "/gates/builds/9999999999999999999",
        "/gates/builds/x",
        "/gates/nothing",
        "/gates?team=nobody"
      })
  void whatIsNotThereIsNotFound(String address) throws Exception {
    HttpResponse<String> answer = get(address);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Not here").doesNotContain("Exception");
  }

  @Test
  void whatIsFlakyIsToldWithWhatItIsAShareOf() throws Exception {
    String page = body("/gates/flaky?weeks=26");
    assertThat(part(page, "tests"))
        .contains("14 of 61 builds", "width=\"22.95%\"", "href=\"/gates/builds/281\"")
        .contains("atMidnight")
        .doesNotContain("href=\"/gates/builds/0\"");
    assertThat(part(page, "flaky-gates")).contains("3 of 40 commits", "load test", "8 %");
    assertThat(page).contains("href=\"/gates/flaky?weeks=26\" aria-current=\"true\"");
    assertThat(body("/gates/flaky?team=research"))
        .contains("No test is known to have passed only on a second try")
        .contains("No gate said two things of one commit");
  }

  @Test
  void vulnerabilitiesAreCountedByAgeAndThoseSetAsideStandApart() throws Exception {
    String page = body("/gates/vulnerabilities");
    assertThat(part(page, "chart-ages"))
        .contains("by severity; n = 6</p>", "\"title\":\"critical\"", "\"values\":[1,0,0,0]")
        .contains("<th scope=\"row\">90 days and more</th>");
    assertThat(part(page, "open")).contains("CVE-2026-1001", "4 d");
    assertThat(part(page, "open")).doesNotContain("CVE-2026-1234").doesNotContain("CVE-2023-0001");
    assertThat(part(page, "aside"))
        .contains("CVE-2026-1234", "waived", "false positive", "17 more are not shown");
    assertThat(part(page, "unscanned")).contains("catalogue").contains("basket");
    assertThat(part(page, "images"))
        .contains(
            "payments, ledger", "nothing is known of deployments", "href=\"/gates/builds/281\"");
    assertThat(body("/gates/vulnerabilities?team=research"))
        .contains("No scan yet", "which does not mean that it is safe")
        .doesNotContain("None is open");
  }

  @Test
  void loadTestsAreComparedOnlyUnderTheSameNumberOfUsers() throws Exception {
    String page = body("/gates/load");
    assertThat(part(page, "chart-load-0"))
        .contains("n = 8 load tests; upright line: another number of users")
        .contains("\"users\":[50,50,50,50,50,80,80,80]", "\"limit\":450.0", "\"limit\":null");
    assertThat(part(page, "rows-load-0"))
        .contains("POST /captures", "499 ms", "at most 450 ms", "slower</span>", "+5 %")
        .contains("none agreed", "no limit</span>", "0.25 %");
    assertThat(page).as("a service without a measured transaction").doesNotContain("load-1");
    assertThat(body("/gates/load?team=research")).contains("No load test");
  }

  private String body(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(address);
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    return answer.body();
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
