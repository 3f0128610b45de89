package io.throughline.report;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts tests while a report is read, and hands each on. */
public final class TestCount {
  private static final int LONGEST_NAME = 2_000;
  private static final int LONGEST_MESSAGE = 2_000;

  /** Some thirty years. */
  private static final double LONGEST_SECONDS = 1e9;

  /** Colours for a terminal, which test tools leave in their messages. */
  private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]{0,20}[A-Za-z]");

  private final Consumer<? super Detail> details;
  private long passed;
  private long failed;
  private long errors;
  private long skipped;
  private long flaky;
  private double seconds;

  /**
   * @param details takes each test
   */
  public TestCount(Consumer<? super Detail> details) {
    this.details = details;
  }

  /** Counts a test. */
  public void add(TestCase test) {
    switch (test.outcome()) {
      case PASSED -> passed++;
      case FAILED -> failed++;
      case ERROR -> errors++;
      case SKIPPED -> skipped++;
    }
    flaky += test.flaky() ? 1 : 0;
    seconds += test.seconds() == null ? 0 : test.seconds();
    details.accept(test);
  }

  /** All so far. */
  public TestSummary summary(Notes notes) {
    return new TestSummary(passed, failed, errors, skipped, flaky, seconds, notes.all());
  }

  /**
   * A duration as it is kept.
   *
   * @return null when no test takes so long, so that all together are a number too
   */
  public static @Nullable Double seconds(double told) {
    return told >= 0 && told <= LONGEST_SECONDS ? (Double) told : null;
  }

  /** A name as it is kept: no longer than anybody reads. */
  public static String name(String text) {
    return cut(text.strip(), LONGEST_NAME);
  }

  /**
   * Names of suites as they are kept, made when a suite begins and not for each of its tests: a
   * report may be nothing but long names around small tests.
   *
   * @param around names of the suites around it; may be empty
   * @param name of the suite; may be empty
   */
  public static String path(String around, String name) {
    if (around.isEmpty() || name.isEmpty()) {
      return name(around.isEmpty() ? name : around);
    }
    return name(around + " > " + name(name));
  }

  /**
   * A message as it is kept: its first lines, without colours.
   *
   * @return null when it says nothing
   */
  public static @Nullable String message(String text) {
    // Colours take room, so that more is looked at than is kept.
    String plain = COLOURS.matcher(beginning(text)).replaceAll("").strip();
    return plain.isEmpty() ? null : cut(plain, LONGEST_MESSAGE);
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), 4 * LONGEST_MESSAGE));
  }

  private static String cut(String text, int most) {
    // What was cut already stays as it is.
    return text.length() > most + 1 ? text.substring(0, most) + "…" : text;
  }
}
