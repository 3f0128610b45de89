package io.throughline.simulator.evidence;

import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tests as Surefire writes them, the suites of all classes in one file. */
final class JUnitXml {
  private static final int TESTS_OF_A_CLASS = 24;
  private static final String FAILURE = "org.opentest4j.AssertionFailedError";

  private JUnitXml() {}

  /** A test and how it ended: passed, failed, flaky or skipped. */
  private record Row(String name, String outcome, String message) {}

  static byte[] of(GateRun run, Measured.Tests tests) {
    Instant began = Instant.ofEpochMilli(run.startedAt());
    StringBuilder out = new StringBuilder(1 << 16);
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    classes(tests).forEach((name, rows) -> suite(out, name, rows, began));
    out.append("</testsuites>\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, List<Row>> classes(Measured.Tests tests) {
    Map<String, List<Row>> classes = new LinkedHashMap<>();
    for (Measured.Case one : tests.cases()) {
      int dot = one.name().lastIndexOf('.');
      String message = one.message() == null ? "" : one.message();
      classes
          .computeIfAbsent(one.name().substring(0, dot), name -> new ArrayList<>())
          .add(new Row(one.name().substring(dot + 1), one.outcome(), message));
    }
    for (int i = 0; i < tests.skipped(); i++) {
      classes
          .computeIfAbsent("unit.HardwareTest", name -> new ArrayList<>())
          .add(new Row("moves a real robot " + i, "skipped", "needs a robot"));
    }
    for (int i = 0; i < tests.passed() - tests.flaky(); i++) {
      classes
          .computeIfAbsent("unit.Part" + i / TESTS_OF_A_CLASS + "Test", name -> new ArrayList<>())
          .add(new Row("keeps rule " + i % TESTS_OF_A_CLASS, "passed", ""));
    }
    return classes;
  }

  private static void suite(StringBuilder out, String name, List<Row> rows, Instant began) {
    out.append("<testsuite name=\"").append(escaped(name));
    out.append("\" timestamp=\"").append(began);
    out.append("\" tests=\"").append(rows.size());
    out.append("\" failures=\"").append(count(rows, "failed"));
    out.append("\" errors=\"0\" skipped=\"").append(count(rows, "skipped"));
    out.append("\" flakes=\"").append(count(rows, "flaky")).append("\">\n");
    int place = 0;
    for (Row row : rows) {
      out.append("<testcase name=\"").append(escaped(row.name()));
      out.append("\" classname=\"").append(escaped(name));
      out.append("\" time=\"0.").append(100 + place++ * 37 % 800).append('"');
      if (row.outcome().equals("passed")) {
        out.append("/>\n");
      } else {
        out.append('>');
        result(out, row, name);
        out.append("</testcase>\n");
      }
    }
    out.append("</testsuite>\n");
  }

  private static long count(List<Row> rows, String outcome) {
    return rows.stream().filter(row -> row.outcome().equals(outcome)).count();
  }

  private static void result(StringBuilder out, Row row, String className) {
    switch (row.outcome()) {
      case "failed" -> {
        trace(out, "failure", row, className, false);
        // It was tried once more, and failed again.
        trace(out, "rerunFailure", row, className, true);
      }
      case "flaky" -> trace(out, "flakyFailure", row, className, true);
      default -> out.append("<skipped message=\"").append(escaped(row.message())).append("\"/>");
    }
  }

  /**
   * Why a try failed.
   *
   * @param nested whether the trace has an element of its own, as that of tries beside the last
   */
  private static void trace(
      StringBuilder out, String element, Row row, String className, boolean nested) {
    String text = FAILURE + ": " + row.message() + "\n\tat " + className + ".java";
    out.append('<').append(element);
    out.append(" message=\"").append(escaped(row.message()));
    out.append("\" type=\"").append(FAILURE).append("\">");
    out.append(nested ? "<stackTrace>" : "").append(escaped(text));
    out.append(nested ? "</stackTrace>" : "");
    out.append("</").append(element).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
