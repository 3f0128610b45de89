package io.throughline.report.mochawesome;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.Detail;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.TestCase;
import io.throughline.report.TestCount;
import io.throughline.report.TestOutcome;
import io.throughline.report.TestSummary;
import io.throughline.report.json.JsonReader;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Mochawesome's JSON: suites at the root as its first versions wrote them, or {@code results}
 * with one root suite for each file.
 *
 * <ul>
 *   <li>A hook that failed is an error, be it listed as a hook or, as Cypress does, in the place of
 *       the test that it kept from running; a hook that went well is no test. The first versions
 *       only say how many hooks failed: those are errors too, and noted.
 *   <li>{@code pending} and {@code skipped} are skipped, and so is a test that says nothing of how
 *       it ended.
 *   <li>Of a test that was run again only the last attempt is in the report. It is flaky only where
 *       the report marks it so.
 *   <li>The totals of the report are compared with its tests.
 * </ul>
 */
final class MochawesomeReport {
  private static final Pattern HOOK =
      Pattern.compile("\"(before|after) (all|each)\" hook.*", Pattern.DOTALL);
  private static final long MOST_UNLISTED = 10_000;

  private final JsonReader json;
  private final TestCount count;
  private final Notes notes = new Notes();
  private final Map<String, Long> told = new HashMap<>();
  private String file = "";

  /** Names of the suites that are open. */
  private String suites = "";

  private boolean any;

  /** A test or a hook as the report writes it. */
  private static final class Entry {
    String title = "";
    String state = "";
    boolean pass;
    boolean fail;
    boolean flaky;
    boolean hook;
    @Nullable Double seconds;
    @Nullable String message;

    boolean failed() {
      return fail || state.equals("failed");
    }

    boolean passed() {
      return pass || state.equals("passed");
    }
  }

  private MochawesomeReport(JsonReader json, Consumer<? super Detail> details) {
    this.json = json;
    this.count = new TestCount(details);
  }

  static TestSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new MochawesomeReport(json, details).all();
    }
  }

  private TestSummary all() throws ReportException {
    json.fields(
        "the report",
        name -> {
          switch (name) {
            case "stats" -> stats();
            case "suites", "results" -> {
              if (any) {
                throw json.at("it has its suites twice");
              }
              any = true;
              if (json.isArray()) {
                json.items("the list of suites", this::rootSuite);
              } else {
                suite();
              }
            }
            default -> {}
          }
        });
    if (!any) {
      throw json.at("it has no suites");
    }
    json.end();
    compare();
    return count.summary(notes);
  }

  /** A file without tests is listed as {@code false}. */
  private void rootSuite() throws ReportException {
    if (json.isObject()) {
      suite();
    } else if (!json.tree().isBoolean()) {
      throw json.at("one of its suites is no suite");
    }
  }

  private void suite() throws ReportException {
    String around = file;
    String outer = suites;
    json.fields(
        "a suite",
        name -> {
          switch (name) {
            case "title" ->
                suites = TestCount.path(outer, json.text("the title of a suite").strip());
            case "file" -> {
              String own = TestCount.name(json.tree().asText(""));
              file = own.isEmpty() ? file : own;
            }
            case "tests" -> json.items("the tests of a suite", () -> entry(false));
            case "beforeHooks", "afterHooks" ->
                json.items("the hooks of a suite", () -> entry(true));
            case "suites" -> json.items("the suites of a suite", this::suite);
            default -> {}
          }
        });
    suites = outer;
    file = around;
  }

  private void entry(boolean ofHooks) throws ReportException {
    Entry entry = new Entry();
    entry.hook = ofHooks;
    json.fields(
        "a test",
        name -> {
          switch (name) {
            case "title" -> entry.title = TestCount.name(json.text("the title of a test"));
            case "state" -> entry.state = json.tree().asText("");
            case "pass" -> entry.pass = json.tree().asBoolean();
            case "fail" -> entry.fail = json.tree().asBoolean();
            case "flaky" -> entry.flaky = json.tree().asBoolean();
            case "isHook" -> entry.hook |= json.tree().asBoolean();
            case "duration" -> {
              JsonNode took = json.tree();
              entry.seconds =
                  took.isNumber() ? TestCount.seconds(took.doubleValue() / 1_000) : null;
            }
            case "err" -> {
              if (json.isObject()) {
                entry.message = said();
              }
            }
            default -> {}
          }
        });
    entry.hook |= HOOK.matcher(entry.title).matches();
    if (!entry.hook || entry.failed()) {
      count.add(test(entry));
    }
  }

  private TestCase test(Entry entry) {
    TestOutcome outcome =
        entry.failed()
            ? entry.hook ? TestOutcome.ERROR : TestOutcome.FAILED
            : entry.passed() ? TestOutcome.PASSED : TestOutcome.SKIPPED;
    return new TestCase(
        suites,
        file,
        entry.title,
        outcome,
        entry.flaky && outcome == TestOutcome.PASSED,
        entry.seconds,
        entry.message);
  }

  private @Nullable String said() throws ReportException {
    @Nullable String[] message = {null};
    json.fields(
        "an error",
        name -> {
          if (name.equals("message") || name.equals("estack") && message[0] == null) {
            message[0] = TestCount.message(json.tree().asText(""));
          }
        });
    return message[0];
  }

  private void stats() throws ReportException {
    json.fields(
        "the totals",
        name -> {
          switch (name) {
            case "passes", "failures", "pending", "skipped", "other" -> {
              JsonNode total = json.tree();
              if (total.isNumber()) {
                told.put(name, total.longValue());
              }
            }
            default -> {}
          }
        });
  }

  private void compare() {
    TestSummary found = count.summary(notes);
    Long failures = told.get("failures");
    if (failures != null) {
      // Failed hooks are counted apart from failed tests; tools that merge reports mix the two up.
      long hooks = Math.max(0, told.getOrDefault("other", 0L));
      long unlisted = failures + hooks - found.failed() - found.errors();
      if (hooks > 0 && unlisted > 0) {
        unlisted(Math.min(hooks, unlisted));
        found = count.summary(notes);
      }
      compare("failed", failures + hooks, found.failed() + found.errors());
    }
    Long passes = told.get("passes");
    if (passes != null) {
      compare("passed", passes, found.passed());
    }
    Long pending = told.get("pending");
    Long skipped = told.get("skipped");
    if (pending != null && skipped != null) {
      compare("were skipped", pending + skipped, found.skipped());
    }
  }

  private void unlisted(long hooks) {
    notes.add("%,d hooks failed of which the report only says how many", hooks);
    for (long i = 0; i < Math.min(hooks, MOST_UNLISTED); i++) {
      count.add(
          new TestCase("", "", "a hook that is not listed", TestOutcome.ERROR, false, null, null));
    }
  }

  private void compare(String what, long said, long counted) {
    if (said != counted) {
      notes.add("the report says that %,d of its tests %s, and %,d did", said, what, counted);
    }
  }
}
