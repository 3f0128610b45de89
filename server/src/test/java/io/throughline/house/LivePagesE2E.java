package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real product on the make-believe company's history, in a real browser: every page, a live
 * update, and the way from a number down to its delivery.
 */
class LivePagesE2E {
  private static final Path CHROMIUM =
      Path.of(System.getenv().getOrDefault("THROUGHLINE_CHROMIUM", "/usr/bin/chromium"));
  private static final double MOST_MILLIS = 60_000;

  private static Playwright playwright;
  private static Browser browser;
  private static RunningHouse house;

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "Debian's chromium is not installed: apt-get install chromium");
    house = RunningHouse.shared();
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
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyPageOpensWithoutAFault(ColorScheme scheme) throws Exception {
    List<String> faults = new ArrayList<>();
    Path pictures = Files.createDirectories(Path.of("target", "pages"));
    try (BrowserContext context = context(scheme)) {
      for (Map.Entry<String, String> entry : pages().entrySet()) {
        Page page = context.newPage();
        page.onConsoleMessage(
            message -> {
              if (message.type().equals("error")) {
                faults.add(entry.getKey() + ": " + message.text());
              }
            });
        page.onPageError(error -> faults.add(entry.getKey() + ": " + error));
        page.navigate(
            house.pages().resolve(entry.getValue()).toString(),
            new Page.NavigateOptions().setTimeout(MOST_MILLIS));
        page.waitForSelector(
            "[data-live-state=live]", new Page.WaitForSelectorOptions().setTimeout(MOST_MILLIS));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(
                    pictures.resolve(
                        "demo-"
                            + entry.getKey()
                            + "-"
                            + scheme.name().toLowerCase(java.util.Locale.ROOT)
                            + ".png"))
                .setFullPage(true));
        for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
          if (rule.getImpact().equals("serious") || rule.getImpact().equals("critical")) {
            faults.add(
                entry.getKey() + ": " + rule.getId() + " " + rule.getNodes().get(0).getHtml());
          }
        }
        page.close();
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aMergeMovesTheOpenPage() {
    try (BrowserContext context = context(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(
          house.pages().resolve("/metric/time_to_merge?weeks=4&grain=week").toString(),
          new Page.NavigateOptions().setTimeout(MOST_MILLIS));
      page.waitForSelector(
          "[data-live-state=live]", new Page.WaitForSelectorOptions().setTimeout(MOST_MILLIS));
      Object before = page.evaluate("document.querySelector('main').innerText");

      JsonNode emitted = house.companyJson("POST", "/simulator/emit");

      assertThat(emitted.path("iid").asLong()).isPositive();
      page.waitForFunction(
          "before => document.querySelector('main').innerText !== before",
          before,
          new Page.WaitForFunctionOptions().setTimeout(MOST_MILLIS));
    }
  }

  @Test
  void aNumberOpensIntoItsItemsAndTheirDelivery() {
    try (BrowserContext context = context(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.setDefaultTimeout(MOST_MILLIS);
      page.navigate(house.pages().resolve("/metric/pickup_time?weeks=26").toString());
      page.click("text=Items behind this");
      page.waitForSelector(".proof-equal");
      page.locator("text=evidence").first().click();
      page.waitForURL("**/deliveries/**");
      assertThat(page.locator("main").innerText()).contains("merge_request");
    }
  }

  private static Map<String, String> pages() {
    String team = house.api("/api/v1/teams").path("items").path(2).path("id").asText();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("team", "/teams/" + team);
    pages.put("catalogue", "/catalogue");
    pages.put("metric", "/metric/cycle_time?team=" + team);
    pages.put("share", "/metric/unreviewed_merge_rate");
    pages.put("items", "/metric/pickup_time/items?team=" + team);
    pages.put("ageing", "/ageing");
    pages.put("health", "/health");
    pages.put("investment", "/investment");
    pages.put("process", "/process");
    pages.put("sources", "/sources");
    long told = first("/api/v1/metrics/cycle_time/observations?limit=1").path("delivery").asLong();
    pages.put("delivery", "/sources/gitlab/deliveries/" + told);
    pages.put("todo", "/todo");
    pages.put("research", "/research");
    pages.put("sprints", "/teams/checkout/sprints");
    pages.put("sprint", "/sprints/" + first("/api/v1/sprints?limit=1").path("id").asText());
    pages.put("board", "/boards/" + first("/api/v1/boards").path("id").asText());
    pages.put("passport", "/tickets/" + ticketInThePlan());
    pages.put("phases", "/metric/phase_duration?team=checkout");
    return pages;
  }

  private static JsonNode first(String address) {
    return house.api(address).path("items").path(0);
  }

  private static String ticketInThePlan() {
    for (JsonNode phase : house.api("/api/v1/process/now?limit=1").path("items")) {
      String key = phase.path("items").path(0).path("key").asText();
      if (!key.isEmpty()) {
        return key;
      }
    }
    throw new AssertionError("no ticket is in any phase");
  }

  private static BrowserContext context(ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(1440, 1000).setColorScheme(scheme));
  }
}
