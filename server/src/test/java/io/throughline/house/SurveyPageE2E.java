package io.throughline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A survey's page in a real browser, as somebody from outside meets it: answered without a mouse,
 * with a mistake on the way, in light and dark and on small screens. Pictures are left in {@code
 * target/pages}.
 */
final class SurveyPageE2E {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String LONG = "Einverständniserklärungsübersicht".repeat(3);

  @TempDir static Path folder;
  private static Playwright playwright;
  private static Browser browser;
  private static ServerOfItsOwn server;

  /** A screen and a theme. */
  enum Look {
    LIGHT(1440, ColorScheme.LIGHT),
    DARK(1440, ColorScheme.DARK),
    PHONE(390, ColorScheme.LIGHT),
    SMALL_DARK(320, ColorScheme.DARK);

    private final int width;
    private final ColorScheme scheme;

    Look(int width, ColorScheme scheme) {
      this.width = width;
      this.scheme = scheme;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "Debian's chromium is not installed: apt-get install chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // the machine may be busy
    server = new ServerOfItsOwn(folder);
    Path file = folder.resolve("throughline.yaml");
    Files.writeString(
        file,
        Files.readString(file)
                .replace("  - id: builds\n", "  - { id: forms, system: surveys }\n  - id: builds\n")
            + """
            surveys:
              - { id: csat, title: How checkout feels, kind: csat, service: shop, page: true }
              - { id: long, title: %s, kind: csat, scale: 7, page: true, question: "%s?" }
              - { id: pmf, title: Would you miss us, kind: pmf, page: true }
            """
                .formatted(LONG, LONG));
    server.start();
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
  static void stop() throws Exception {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static URI address(String survey) throws Exception {
    String list = server.get(server.pages().resolve("/api/v1/surveys")).body();
    for (JsonNode one : new ObjectMapper().readTree(list).path("items")) {
      if (one.path("id").asText().equals(survey)) {
        return server.hooks().resolve(one.path("page").asText());
      }
    }
    throw new AssertionError("no survey " + survey);
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void aSurveyIsAnsweredWithoutAMouse(Look look) throws Exception {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context = context(look)) {
      Page page = page(context, faults);
      page.navigate(address("csat").toString());
      see(page, look, "csat", faults);
      everyFieldIsNamed(page);
      page.keyboard().press("Tab");
      assertThat(focus(page)).isEqualTo("answer=1");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("ArrowRight");
      assertThat(checked(page)).containsExactly("answer=3");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.waitForURL("**/thanks");
      PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Thank you");
      see(page, look, "csat-thanks", faults);

      page.navigate(address("csat").toString());
      page.locator("text=Very satisfied").click();
      page.locator("button").click();
      PlaywrightAssertions.assertThat(page.locator("main"))
          .containsText("You had answered already");
    }
    assertThat(faults).isEmpty();
  }

  /** What was chosen stays, and the complaint belongs to the question. */
  @ParameterizedTest
  @EnumSource(Look.class)
  void aMistakeIsToldAndNothingIsLost(Look look) throws Exception {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context = context(look)) {
      Page page = page(context, faults);
      page.navigate(address("pmf").toString());
      see(page, look, "pmf", faults);
      everyFieldIsNamed(page);
      page.locator("button").click();
      assertThat(page.url()).as("the browser holds an empty answer back").doesNotContain("thanks");
      assertThat(page.locator("input:invalid").count()).isPositive();

      page.locator("text=Twice or more").click();
      page.evaluate("document.querySelectorAll('input').forEach(i => i.required = false)");
      page.locator("button").click();
      PlaywrightAssertions.assertThat(page.locator("[role=alert]"))
          .hasText("Please choose one of the answers.");
      assertThat(page.title()).startsWith("Not sent yet");
      assertThat(checked(page)).containsExactly("uses=2");
      String described = page.locator("fieldset").first().getAttribute("aria-describedby");
      assertThat(page.locator("#" + described).innerText()).contains("choose one");
      see(page, look, "pmf-mistake", faults);

      page.locator("text=Somewhat disappointed").click();
      page.locator("button").click();
      page.waitForURL("**/thanks");
    }
    // The browser itself says that the answer with a mistake was 422.
    assertThat(faults).allMatch(fault -> fault.contains("422")).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void longWordsFitOnEveryScreen(Look look) throws Exception {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context = context(look)) {
      Page page = page(context, faults);
      page.navigate(address("long").toString());
      see(page, look, "long", faults);
      assertThat(page.locator("input[type=radio]").count()).isEqualTo(7);
    }
    assertThat(faults).isEmpty();
  }

  private static BrowserContext context(Look look) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(look.width, 800)
            .setColorScheme(look.scheme));
  }

  private static Page page(BrowserContext context, List<String> faults) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add(message.text());
          }
        });
    page.onPageError(faults::add);
    return page;
  }

  /** Leaves a picture, and adds what keeps people out or does not fit. */
  private static void see(Page page, Look look, String name, List<String> faults) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "pages"));
    String file = "outside-" + name + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
    page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(file)).setFullPage(true));
    Object wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    if (Boolean.TRUE.equals(wide)) {
      faults.add(name + ": wider than the screen");
    }
    for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
      faults.add(name + ": " + rule.getId() + " " + rule.getNodes().getFirst().getHtml());
    }
  }

  private static void everyFieldIsNamed(Page page) {
    Object unnamed =
        page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden])')].filter(i =>"
                + " !i.labels.length || !i.labels[0].innerText.trim()"
                + " || !i.closest('fieldset').querySelector('legend').innerText.trim()).length");
    assertThat(unnamed).isEqualTo(0);
  }

  private static String focus(Page page) {
    Object name = page.evaluate("document.activeElement.name + '=' + document.activeElement.value");
    return Objects.toString(name);
  }

  private static List<String> checked(Page page) {
    Object all =
        page.evaluate(
            "[...document.querySelectorAll('input:checked')].map(i => i.name + '=' + i.value)"
                + ".join(' ')");
    String text = Objects.toString(all);
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
