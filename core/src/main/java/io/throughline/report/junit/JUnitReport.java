package io.throughline.report.junit;

import io.throughline.report.Detail;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.TestCase;
import io.throughline.report.TestCount;
import io.throughline.report.TestOutcome;
import io.throughline.report.TestSummary;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report of tests as JUnit's first tools wrote it and all others do since: Surefire,
 * Gradle, pytest, Jest, Karma, Cypress, Playwright, GoogleTest, Bazel. Nobody specified it, so:
 *
 * <ul>
 *   <li>Only its tests count. Totals of suites are compared with them, and a difference is noted.
 *   <li>Of several results of one test the worst counts; a failure beside {@code skipped} failed.
 *   <li>{@code flakyFailure} and {@code flakyError} tell that it failed and then passed: it passed
 *       and is flaky. {@code rerunFailure} only tells of more failures of one that failed.
 *   <li>Two tests of one name are two: tools write parameters into names, or do not.
 *   <li>A time with commas between thousands is a time; one that is negative or no number is none.
 * </ul>
 */
public final class JUnitReport {
  private static final Set<String> ROOTS = Set.of("testsuites", "testsuite");
  private static final Set<String> NOT_RUN = Set.of("disabled", "notrun", "skipped", "ignored");
  private static final int MOST_MESSAGE = 2_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

  /** The pattern takes time by the square of a number's length. */
  private static final int LONGEST_TIME = 50;

  private static final Pattern SECONDS =
      Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?|[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?");

  private final XmlReader xml;
  private final TestCount count;
  private final Deque<Suite> suites = new ArrayDeque<>();
  private final Notes notes = new Notes();

  /** A suite that is open, and what it says of itself. */
  private static final class Suite {
    final String name;

    /** Names of all suites around it, and its own. */
    final String path;

    final @Nullable Long declared;
    long found;

    Suite(String name, String path, @Nullable Long declared) {
      this.name = name;
      this.path = path;
      this.declared = declared;
    }
  }

  private JUnitReport(XmlReader xml, Consumer<? super Detail> details) {
    this.xml = xml;
    this.count = new TestCount(details);
  }

  /** Whether a report with this root element is one. */
  public static boolean isRoot(String element) {
    return ROOTS.contains(element);
  }

  /**
   * Reads a report to its end.
   *
   * @param input closed by the caller
   * @param details takes each test as it is read; none counts when the report is refused later
   * @throws ReportException when it is no XML, is cut, or is no report of this kind
   */
  public static TestSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (XmlReader xml = XmlReader.of(input)) {
      return new JUnitReport(xml, details).all();
    }
  }

  private TestSummary all() throws ReportException {
    xml.root("a JUnit report", "testsuites", "testsuite");
    start();
    while (true) {
      switch (xml.next()) {
        case START -> start();
        case END -> {
          if (isRoot(xml.name())) {
            close(suites.pop());
          }
        }
        case TEXT -> {}
        case DONE -> {
          return count.summary(notes);
        }
      }
    }
  }

  private void start() throws ReportException {
    if (isRoot(xml.name())) {
      String name = TestCount.name(xml.attribute("name").orElse(""));
      suites.push(
          new Suite(
              name,
              TestCount.path(suites.isEmpty() ? "" : suites.peek().path, name),
              xml.attribute("tests")
                  .map(text -> text.strip().replace(",", ""))
                  .filter(text -> NUMBER.matcher(text).matches())
                  .map(Long::valueOf)
                  .orElse(null)));
    } else if (xml.name().equals("testcase")) {
      test();
    } else {
      xml.skip();
    }
  }

  private void close(Suite suite) {
    if (suite.declared != null && suite.declared != suite.found) {
      notes.add(
          "suite \"%s\" says that it has %,d tests, and %,d are in the report",
          Notes.piece(suite.name), suite.declared, suite.found);
    }
    if (!suites.isEmpty()) {
      suites.peek().found += suite.found;
    }
  }

  private void test() throws ReportException {
    String name = xml.attribute("name").orElse("");
    String className = xml.attribute("classname").or(() -> xml.attribute("class")).orElse("");
    Double took = seconds(xml.attribute("time"), name);
    TestOutcome outcome =
        notRun(xml.attribute("status")) || notRun(xml.attribute("result"))
            ? TestOutcome.SKIPPED
            : null;
    boolean again = false;
    String message = null;
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case START -> {
          TestOutcome told =
              switch (xml.name()) {
                case "failure" -> TestOutcome.FAILED;
                case "error" -> TestOutcome.ERROR;
                case "skipped", "ignored" -> TestOutcome.SKIPPED;
                default -> null;
              };
          again |= xml.name().equals("flakyFailure") || xml.name().equals("flakyError");
          if (told != null) {
            boolean worse = outcome == null || told.compareTo(outcome) > 0;
            String said = said();
            if (worse) {
              outcome = told;
              message = said;
            }
          } else {
            depth++;
          }
        }
        case END -> depth--;
        case TEXT -> {}
        case DONE -> throw xml.at("it ends in the middle of a test");
      }
    }
    TestOutcome ended = outcome == null ? TestOutcome.PASSED : outcome;
    count(
        new TestCase(
            suites.isEmpty() ? "" : suites.peek().path,
            className,
            name,
            ended,
            again && ended == TestOutcome.PASSED,
            took,
            message == null || message.isEmpty() ? null : message));
  }

  private void count(TestCase test) {
    count.add(test);
    if (!suites.isEmpty()) {
      suites.peek().found++;
    }
  }

  /** The message of a result: its attribute, else the beginning of its text. Reads to its end. */
  private String said() throws ReportException {
    String message = xml.attribute("message").orElse("").strip();
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case START -> depth++;
        case END -> depth--;
        case TEXT -> {
          if (message.isEmpty() && text.length() < MOST_MESSAGE) {
            text.append(xml.text());
          }
        }
        case DONE -> throw xml.at("it ends in the middle of a result");
      }
    }
    return cut(message.isEmpty() ? text.toString().strip() : message);
  }

  private @Nullable Double seconds(Optional<String> time, String test) {
    if (time.isEmpty() || time.get().isBlank()) {
      return null;
    }
    String text = time.get().strip();
    if (text.length() > LONGEST_TIME || !SECONDS.matcher(text).matches()) {
      notes.add("test \"%s\" took \"%s\", which is no time", Notes.piece(test), Notes.piece(text));
      return null;
    }
    return TestCount.seconds(Double.parseDouble(text.replace(",", "")));
  }

  private static boolean notRun(Optional<String> word) {
    return word.map(text -> NOT_RUN.contains(text.toLowerCase(Locale.ROOT))).orElse(false);
  }

  private static String cut(String text) {
    return text.length() > MOST_MESSAGE ? text.substring(0, MOST_MESSAGE) + "…" : text;
  }
}
