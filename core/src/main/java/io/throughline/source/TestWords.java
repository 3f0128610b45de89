package io.throughline.source;

import io.throughline.model.fact.TestResult;
import java.util.Locale;
import java.util.Map;

/** What the words of test managements mean to us, whatever the organisation made of them. */
public final class TestWords {
  private static final Map<String, TestResult> RESULTS =
      Map.ofEntries(
          Map.entry("pass", TestResult.PASSED),
          Map.entry("passed", TestResult.PASSED),
          Map.entry("success", TestResult.PASSED),
          Map.entry("fail", TestResult.FAILED),
          Map.entry("failed", TestResult.FAILED),
          Map.entry("error", TestResult.FAILED),
          Map.entry("blocked", TestResult.BLOCKED),
          Map.entry("not executed", TestResult.NOT_RUN),
          Map.entry("unexecuted", TestResult.NOT_RUN),
          Map.entry("not run", TestResult.NOT_RUN),
          Map.entry("to do", TestResult.NOT_RUN),
          Map.entry("work in progress", TestResult.IN_PROGRESS),
          Map.entry("in progress", TestResult.IN_PROGRESS),
          Map.entry("wip", TestResult.IN_PROGRESS),
          Map.entry("not applicable", TestResult.SKIPPED),
          Map.entry("skipped", TestResult.SKIPPED),
          Map.entry("skip", TestResult.SKIPPED));

  private TestWords() {}

  /** The meaning of a result's name. */
  public static TestResult result(String name) {
    return RESULTS.getOrDefault(
        name.strip().replace('_', ' ').toLowerCase(Locale.ROOT), TestResult.OTHER);
  }

  /** Whether a status says that a test case is not ready to be run. */
  public static boolean draft(String status) {
    return status.toLowerCase(Locale.ROOT).contains("draft");
  }
}
