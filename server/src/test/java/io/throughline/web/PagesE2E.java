package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.throughline.api.PersonalLinks;
import io.throughline.ingest.Surveys;
import io.throughline.model.org.Survey;
import io.throughline.warehouse.Change;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page in a real browser: nothing on the console, nothing against the policy, nothing that
 * keeps people out, and no page wider than the screen. Pictures are left in {@code target/pages}.
 */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class PagesE2E {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("overview", "/"),
          Map.entry("team", "/teams/payments"),
          Map.entry("metrics", "/catalogue"),
          Map.entry("counting", "/counting"),
          Map.entry("metric", "/metric/cycle_time?team=payments&weeks=26&grain=week"),
          Map.entry("clock", "/metric/pickup_time?team=payments&clock=calendar"),
          Map.entry("share", "/metric/unreviewed_merge_rate?team=mobile"),
          Map.entry("items", "/metric/pickup_time/items?team=payments&weeks=4"),
          Map.entry("strips", "/metric/cycle_time/items?team=payments&weeks=4"),
          Map.entry("ageing", "/ageing"),
          Map.entry("health", "/health?team=payments"),
          Map.entry("health-none", "/health?team=research"),
          Map.entry("investment", "/investment?team=payments"),
          Map.entry("investment-none", "/investment?team=research"),
          Map.entry("balance", "/metric/investment_balance?team=payments&weeks=26&grain=month"),
          Map.entry("rating", "/metric/reliability_rating?team=payments"),
          Map.entry("mine", "/mine"),
          Map.entry("led", "/mine/teams/payments"),
          Map.entry("process", "/process"),
          Map.entry("passport", "/tickets/PAY-12"),
          Map.entry("todo", "/todo"),
          Map.entry("research", "/research?team=payments"),
          Map.entry("sprints", "/teams/payments/sprints"),
          Map.entry("sprint", "/sprints/11"),
          Map.entry("sprint-closed", "/sprints/10"),
          Map.entry("sprint-empty", "/sprints/12"),
          Map.entry("board", "/boards/7"),
          Map.entry("board-empty", "/boards/8"),
          Map.entry("gates", "/gates"),
          Map.entry("gates-branches", "/gates/branches"),
          Map.entry("gates-none", "/gates?team=research"),
          Map.entry("gates-unjudged", "/gates?team=identity"),
          Map.entry("build", "/gates/builds/281"),
          Map.entry("build-bare", "/gates/builds/284"),
          Map.entry("flaky", "/gates/flaky"),
          Map.entry("flaky-none", "/gates/flaky?team=research"),
          Map.entry("vulnerabilities", "/gates/vulnerabilities"),
          Map.entry("vulnerabilities-none", "/gates/vulnerabilities?team=research"),
          Map.entry("load", "/gates/load"),
          Map.entry("load-none", "/gates/load?team=research"),
          Map.entry("deployments", "/deployments"),
          Map.entry("deployment", "/deployments/1"),
          Map.entry("incidents", "/incidents"),
          Map.entry("incident", "/incidents/5"),
          Map.entry("dora", "/dora?team=payments"),
          Map.entry("production", "/production"),
          Map.entry("customers", "/customers"),
          Map.entry("gitops", "/gitops"),
          Map.entry("sources", "/sources"),
          Map.entry("delivery", "/sources/gitlab/deliveries/90211"));

  private static Playwright playwright;
  private static Browser browser;

  @TestHTTPResource URI home;
  @Inject PageSources sources;
  @Inject PersonalLinks links;
  @Inject Surveys surveys;

  /** A screen and a theme. */
  enum Look {
    LIGHT(1440, 1000, ColorScheme.LIGHT),
    DARK(1440, 1000, ColorScheme.DARK),
    PHONE(390, 844, ColorScheme.LIGHT),
    SMALL_DARK(360, 740, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }
  }

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "Debian's chromium is not installed: apt-get install chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // the machine may be busy
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void everyPageIsCleanAndOpenToAll(Look look) throws Exception {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context = context(look)) {
      Page personal = context.newPage();
      personal.navigate(home.resolve("/mine/enter?key=" + links.make("Amara").text()).toString());
      for (Map.Entry<String, String> entry : PAGES.entrySet()) {
        look(context, look, entry.getKey(), entry.getValue(), "[data-live-state=live]", faults);
      }
    }
    assertThat(faults).isEmpty();
  }

  /** They are for everybody, also for those who may see none of the other pages. */
  @ParameterizedTest
  @EnumSource(Look.class)
  void thePagesOfSurveysAreCleanAndOpenToAll(Look look) throws Exception {
    List<String> faults = new ArrayList<>();
    assertThat(surveys.all()).hasSize(2);
    try (BrowserContext context = context(look)) {
      for (Survey survey : surveys.all()) {
        String address = "/s/" + surveys.pageId(survey).orElseThrow();
        look(context, look, "survey-" + survey.id(), address, "button[type=submit]", faults);
        look(context, look, "thanks-" + survey.id(), address + "/thanks", "main", faults);
      }
    }
    assertThat(faults).isEmpty();
  }

  /** Opens a page, leaves a picture of it, and adds what is wrong with it. */
  private void look(
      BrowserContext context,
      Look look,
      String name,
      String address,
      String ready,
      List<String> faults)
      throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "pages"));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add(name + ": " + message.text());
          }
        });
    page.onPageError(error -> faults.add(name + ": " + error));
    page.navigate(home.resolve(address).toString());
    page.waitForSelector(ready);
    page.mouse().move(look.width / 2.0, 420);
    String file = name + "-" + look.name().toLowerCase() + ".png";
    page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(file)).setFullPage(true));
    Object wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    if (Boolean.TRUE.equals(wide)) {
      faults.add(name + ": wider than the screen");
    }
    AxeResults results = new AxeBuilder(page).analyze();
    for (Rule rule : results.getViolations()) {
      if (rule.getImpact().equals("serious") || rule.getImpact().equals("critical")) {
        faults.add(name + ": " + rule.getId() + " " + rule.getNodes().getFirst().getHtml());
      }
    }
    page.close();
  }

  @Test
  void aChangeIsHeardAndTheFocusStays() {
    try (BrowserContext context = context(Look.LIGHT)) {
      Page page = context.newPage();
      page.navigate(home.toString());
      page.waitForSelector("[data-live-state=live]");
      Locator value = page.locator("[data-live=cell-payments-mr_size] .value");
      value.evaluate("element => { element.textContent = '?'; }");
      page.focus("[data-live=cell-payments-mr_size] a");
      FakeChanges changes = (FakeChanges) sources.changes();
      changes.tell(new Change(7, Set.of("merge_request"), Set.of("payments"), false));
      PlaywrightAssertions.assertThat(value).not().hasText("?");
      assertThat(page.evaluate("document.activeElement.closest('[data-live]').dataset.live"))
          .isEqualTo("cell-payments-mr_size");
    }
  }

  @Test
  void keysGoPlaces() {
    try (BrowserContext context = context(Look.LIGHT)) {
      Page page = context.newPage();
      page.navigate(home.toString());
      page.keyboard().press("/");
      page.keyboard().type("pickup");
      page.keyboard().press("Enter");
      page.waitForURL("**/metric/pickup_time");
      page.keyboard().press("g");
      page.keyboard().press("s");
      page.waitForURL("**/sources");
      page.keyboard().press("t");
      page.reload();
      assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
    }
  }

  @Test
  void aNumberOpensIntoItsItemsAndTheirEvidence() {
    try (BrowserContext context = context(Look.LIGHT)) {
      Page page = context.newPage();
      page.navigate(home.toString());
      page.click("[data-live=cell-checkout-pickup_time] a");
      page.click("text=Items behind this");
      page.waitForSelector(".proof-equal");
      Locator rows = page.locator(".items tbody tr");
      int before = rows.count();
      page.locator(".more button").click();
      // The row with the button gives way to the next run.
      rows.nth(before).waitFor();
      page.locator("text=evidence").first().click();
      page.waitForURL("**/sources/gitlab/deliveries/90211");
    }
  }

  @Test
  void theMatrixTellsEachGateInWordsAndLeadsToItsEvidence() {
    try (BrowserContext context = context(Look.LIGHT)) {
      Page page = context.newPage();
      page.navigate(home.resolve("/gates").toString());
      Locator payments = page.locator(".matrix tbody tr").first();
      assertThat(payments.locator(".matrix-cell").allInnerTexts())
          .containsExactly(
              "pass",
              "fail",
              "waived",
              "pass",
              "no data",
              "cannot evaluate",
              "missing",
              "not applicable");
      assertThat(payments.locator("a.matrix-cell").count())
          .as("what is missing has no evidence to lead to")
          .isEqualTo(7);
      Locator waived = payments.locator("a.matrix-cell").nth(2);
      waived.focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/gates/builds/281#gate-gate-2");
      PlaywrightAssertions.assertThat(page.locator(".gate:target h2"))
          .hasText("Container analysis");
      page.navigate(home.resolve("/gates").toString());
      page.click("text=Branches");
      page.waitForURL("**/gates/branches");
      PlaywrightAssertions.assertThat(page.locator(".matrix tbody tr")).hasCount(2);
    }
  }

  /**
   * Letters on the axis and in the words of the chart, as in the table; nobody reads a 2 as a B.
   */
  @Test
  void aRatingIsToldInLetters() {
    try (BrowserContext context = context(Look.DARK)) {
      Page page = context.newPage();
      page.navigate(home.resolve("/metric/reliability_rating?team=payments").toString());
      page.waitForSelector("[data-live-state=live]");
      Locator chart = page.locator("[data-chart=trend]");
      // No step between two letters and none at 0; below is the axis of n, which has numbers.
      assertThat(chart.locator("svg text").allTextContents())
          .contains("A", "B", "C", "D", "E")
          .doesNotContain("1", "2", "3", "4", "5", "1.5", "2.5");
      chart.scrollIntoViewIfNeeded();
      chart.hover();
      PlaywrightAssertions.assertThat(chart).containsText("p50  B");
      assertThat(chart.locator("table td").allTextContents()).contains("B");
    }
  }

  private static BrowserContext context(Look look) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(look.width, look.height)
            .setColorScheme(look.scheme));
  }
}
