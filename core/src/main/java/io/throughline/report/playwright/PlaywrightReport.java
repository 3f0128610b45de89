package io.throughline.report.playwright;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.report.BuiltFrom;
import io.throughline.report.Detail;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.TestCase;
import io.throughline.report.TestCount;
import io.throughline.report.TestOutcome;
import io.throughline.report.TestSummary;
import io.throughline.report.json.JsonReader;
import io.throughline.report.playwright.Attempts.Verdict;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code --reporter=json} writes. A test of two projects is two tests; the project is
 * the outermost of its suites.
 *
 * <ul>
 *   <li>What counts is how a test was expected to end: one that is marked to fail and fails passes,
 *       and one that is marked to fail and passes failed.
 *   <li>A test that failed and passed when it was run again passed and is flaky. Its time is that
 *       of all attempts.
 *   <li>One that timed out failed, as in Playwright's own JUnit report.
 *   <li>One that was broken off and did not end another time is an error: nobody skipped it, though
 *       the report's totals say so. One that was never begun is skipped.
 *   <li>One that failed and was skipped on purpose when it was run again is skipped, and not flaky.
 *   <li>Each error outside of the tests, as in a global set-up, is an error of its own.
 *   <li>The report's totals, where it has them, are compared with the tests.
 * </ul>
 *
 * <p>Of the configuration only the shard and the commit are looked at: the rest names people and
 * commands.
 */
final class PlaywrightReport {
  private static final int MOST_OF_A_SPEC = 100_000;

  private final JsonReader json;
  private final Consumer<? super Detail> details;
  private final TestCount count;
  private final Notes notes = new Notes();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<Verdict, Long> told = new EnumMap<>(Verdict.class);
  private String file = "";

  /** Names of the suites that are open. */
  private String suites = "";

  private long outside;
  private boolean any;

  /** A test of a project, of which the name is not known yet. */
  private record Run(
      String project, Attempts attempts, @Nullable Double seconds, @Nullable String message) {}

  private PlaywrightReport(JsonReader json, Consumer<? super Detail> details) {
    this.json = json;
    this.details = details;
    this.count = new TestCount(details);
  }

  static TestSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (JsonReader json = JsonReader.of(input)) {
      return new PlaywrightReport(json, details).all();
    }
  }

  private TestSummary all() throws ReportException {
    json.fields(
        "the report",
        name -> {
          switch (name) {
            case "config" -> config();
            case "suites" -> {
              if (any) {
                throw json.at("it has its suites twice");
              }
              any = true;
              json.items("the list of suites", this::suite);
            }
            case "errors" -> json.items("the list of errors", this::outside);
            case "stats" -> stats();
            default -> {}
          }
        });
    if (!any) {
      throw json.at("it has no list of suites");
    }
    json.end();
    compare();
    return count.summary(notes);
  }

  private void config() throws ReportException {
    json.fields(
        "the configuration",
        name -> {
          if (name.equals("shard")) {
            JsonNode shard = json.tree();
            if (shard.path("current").isNumber() && shard.path("total").isNumber()) {
              notes.add(
                  "it is part %s of %s of a run that was divided",
                  Notes.piece(shard.path("current").asText()),
                  Notes.piece(shard.path("total").asText()));
            }
          } else if (name.equals("metadata") && !json.isNull()) {
            JsonNode commit = json.tree("what is told of the run", Set.of("gitCommit"));
            BuiltFrom.of(commit.path("gitCommit").path("hash").asText(""))
                .ifPresent(details::accept);
          }
        });
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
            case "file" -> file = TestCount.name(json.text("the file of a suite"));
            case "specs" -> json.items("the tests of a suite", this::spec);
            case "suites" -> json.items("the suites of a suite", this::suite);
            default -> {}
          }
        });
    suites = outer;
    file = around;
  }

  private void spec() throws ReportException {
    String[] title = {""};
    List<Run> runs = new ArrayList<>();
    json.fields(
        "a test",
        name -> {
          switch (name) {
            case "title" -> title[0] = TestCount.name(json.text("the title of a test"));
            case "tests" ->
                json.items(
                    "the projects of a test",
                    () -> {
                      if (runs.size() >= MOST_OF_A_SPEC) {
                        throw json.at("a test was run in more projects than there are");
                      }
                      runs.add(run());
                    });
            default -> {}
          }
        });
    for (Run run : runs) {
      verdicts.merge(run.attempts.verdict(), 1L, Long::sum);
      count.add(
          new TestCase(
              TestCount.path(run.project, suites),
              file,
              title[0],
              run.attempts.outcome(),
              run.attempts.flaky(),
              run.seconds,
              run.attempts.outcome() == TestOutcome.PASSED ? null : run.message));
    }
  }

  private Run run() throws ReportException {
    String[] project = {""};
    String[] expected = {"passed"};
    String[] verdict = {""};
    String[] message = {null};
    List<String> statuses = new ArrayList<>();
    double[] seconds = {0};
    boolean[] timed = {false};
    json.fields(
        "a test of a project",
        name -> {
          switch (name) {
            case "projectName" -> project[0] = TestCount.name(json.tree().asText(""));
            case "expectedStatus" -> expected[0] = json.text("how a test is expected to end");
            case "status" -> verdict[0] = json.text("how a test ended");
            case "annotations" -> json.items("the marks of a test", () -> reason(message));
            case "results" ->
                json.items(
                    "the attempts of a test",
                    () -> {
                      if (statuses.size() >= MOST_OF_A_SPEC) {
                        throw json.at("a test was run more often than there is time");
                      }
                      statuses.add(attempt(seconds, timed, message));
                    });
            default -> {}
          }
        });
    Attempts attempts = new Attempts(expected[0]);
    for (String status : statuses) {
      if (!attempts.add(status)) {
        throw json.at("a test ended \"" + Notes.piece(status) + "\", which is no way to end");
      }
    }
    Verdict says = Verdict.of(verdict[0]);
    if (says != null && says != attempts.verdict()) {
      notes.add(
          "the report calls a test %s that is %s by its attempts",
          word(says), word(attempts.verdict()));
    }
    return new Run(
        project[0], attempts, timed[0] ? TestCount.seconds(seconds[0]) : null, message[0]);
  }

  /** Reads an attempt; one without a status has not come to its end. */
  private String attempt(double[] seconds, boolean[] timed, @Nullable String[] message)
      throws ReportException {
    String[] status = {"interrupted"};
    json.fields(
        "an attempt",
        name -> {
          switch (name) {
            case "status" -> status[0] = json.text("how an attempt ended");
            case "duration" -> {
              JsonNode took = json.tree();
              // Of an attempt that was never begun it is -1.
              if (took.isNumber() && took.doubleValue() >= 0) {
                seconds[0] += took.doubleValue() / 1_000;
                timed[0] = true;
              }
            }
            case "error" -> {
              if (json.isObject()) {
                message[0] = said(message[0]);
              }
            }
            default -> {}
          }
        });
    return status[0];
  }

  private void reason(@Nullable String[] message) throws ReportException {
    JsonNode mark = json.tree();
    String type = mark.path("type").asText("");
    if (type.equals("skip") || type.equals("fixme")) {
      message[0] = TestCount.message(mark.path("description").asText(""));
    }
  }

  private void outside() throws ReportException {
    outside++;
    count.add(
        new TestCase("", "", "outside of the tests", TestOutcome.ERROR, false, null, said(null)));
  }

  /** The message of an error. */
  private @Nullable String said(@Nullable String before) throws ReportException {
    @Nullable String[] message = {before};
    json.fields(
        "an error",
        name -> {
          // What was thrown may be no error: then it is told as a value.
          if (name.equals("message") || name.equals("value") && message[0] == null) {
            message[0] = TestCount.message(json.tree().asText(""));
          }
        });
    return message[0];
  }

  private void stats() throws ReportException {
    json.fields(
        "the totals",
        name -> {
          Verdict verdict = Verdict.of(name);
          if (verdict != null) {
            JsonNode total = json.tree();
            if (total.isNumber()) {
              told.put(verdict, total.longValue());
            }
          }
        });
  }

  private void compare() {
    if (outside > 0) {
      notes.add("%,d errors happened outside of the tests", outside);
    }
    for (Verdict verdict : told.keySet()) {
      long counted = verdicts.getOrDefault(verdict, 0L);
      if (told.get(verdict) != counted) {
        notes.add(
            "the report says that %,d of its tests are %s, and %,d are",
            told.get(verdict), word(verdict), counted);
      }
    }
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case EXPECTED -> "as expected";
      case UNEXPECTED -> "not as expected";
      case FLAKY -> "flaky";
      case SKIPPED -> "skipped";
    };
  }
}
