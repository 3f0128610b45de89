package io.throughline.gate.cli;

import io.throughline.gate.Build;
import io.throughline.gate.BuildVerdict;
import io.throughline.gate.ConditionResult;
import io.throughline.gate.GateResult;
import io.throughline.gate.ReportFile;
import io.throughline.gate.ReportFile.FailedTest;
import io.throughline.gate.Unreadable;
import io.throughline.gate.Verdict;
import io.throughline.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The verdict for the log of a pipeline. */
final class TableText {
  private static final int MOST = 10;
  private static final int WIDEST = 24;

  private final BuildVerdict verdict;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  private TableText(BuildVerdict verdict, boolean colour) {
    this.verdict = verdict;
    this.colour = colour;
  }

  /** All of it, line by line. */
  static String of(BuildVerdict verdict, boolean colour) {
    return new TableText(verdict, colour).text();
  }

  private String text() {
    lines.add("");
    lines.add("  " + head());
    lines.add("");
    int width =
        verdict.gates().stream()
            .mapToInt(gate -> Plain.of(gate.rule().title()).length())
            .max()
            .orElse(0);
    for (GateResult gate : verdict.gates()) {
      gate(gate, Math.min(WIDEST, width));
    }
    if (!verdict.unreadable().isEmpty()) {
      lines.add("");
      lines.add("  Cannot be read:");
      for (Unreadable file : verdict.unreadable()) {
        lines.add("    " + unreadable(file));
      }
    }
    if (!verdict.unassigned().isEmpty()) {
      lines.add("");
      lines.add("  No gate takes:");
      for (ReportFile report : verdict.unassigned()) {
        lines.add("    " + Plain.of(report.path()) + "  (" + report.kind().id() + ")");
      }
    }
    lines.add("");
    lines.add("  " + last());
    lines.add("");
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private String head() {
    Build build = verdict.rules().build();
    List<String> parts = new ArrayList<>();
    parts.add(
        "Gates of "
            + (build.service() == null ? "this " + build.kind() : Plain.of(build.service()))
            + (build.team() == null ? "" : ", team " + Plain.of(build.team())));
    if (build.commit() != null) {
      parts.add("commit " + shortened(build.commit(), 12));
    }
    if (build.image() != null) {
      parts.add("image " + shortened(build.image(), 19));
    }
    parts.add("rules: " + Plain.of(verdict.rules().source()));
    return String.join(" · ", parts);
  }

  private static String shortened(String text, int length) {
    String plain = Plain.of(text);
    return plain.length() > length ? plain.substring(0, length) : plain;
  }

  private void gate(GateResult gate, int width) {
    String title = Plain.of(gate.rule().title());
    lines.add(
        "  "
            + painted(gate.verdict(), mark(gate.verdict()))
            + " "
            + (title + " ".repeat(WIDEST)).substring(0, Math.max(title.length(), width))
            + "  "
            + painted(gate.verdict(), (words(gate.verdict()) + " ".repeat(15)).substring(0, 15))
            + "  "
            + gate.why());
    for (ConditionResult condition : gate.conditions()) {
      lines.add(
          "      "
              + painted(condition.verdict(), mark(condition.verdict()))
              + " "
              + Words.condition(condition)
              + (condition.why().isEmpty() ? "" : "  (" + Plain.of(condition.why()) + ")"));
    }
    if (gate.verdict() == Verdict.FAIL) {
      failures(gate);
      findings(gate);
    }
    gate.unreadable().forEach(file -> lines.add("      ! " + unreadable(file)));
    gate.notes().stream().limit(MOST).forEach(note -> lines.add("      i " + Plain.of(note)));
    more(gate.notes().size(), "notes");
  }

  private void failures(GateResult gate) {
    List<FailedTest> failed =
        gate.reports().stream().flatMap(report -> report.failures().stream()).toList();
    for (FailedTest test : failed.subList(0, Math.min(MOST, failed.size()))) {
      lines.add(
          "          "
              + Plain.of(test.name())
              + (test.message().isEmpty() ? "" : ": " + Plain.of(test.message())));
    }
    more(failed.size(), "failed tests");
  }

  private void findings(GateResult gate) {
    List<Finding> worst = gate.findings();
    for (Finding finding : worst.subList(0, Math.min(MOST, worst.size()))) {
      lines.add(
          "          "
              + (finding.severity().name().toLowerCase(Locale.ROOT) + " ".repeat(10))
                  .substring(0, 10)
              + Words.finding(finding));
    }
    more(worst.size(), "findings");
  }

  private void more(int all, String what) {
    if (all > MOST) {
      lines.add("          and " + (all - MOST) + " more " + what);
    }
  }

  private static String unreadable(Unreadable file) {
    return Plain.of(file.path())
        + (file.place().isEmpty() ? "" : ", " + file.place())
        + ": "
        + Plain.of(file.reason());
  }

  private String last() {
    return painted(verdict.verdict(), words(verdict.verdict()))
        + ": "
        + counts(verdict)
        + ". Exit code "
        + ExitCode.of(verdict.verdict())
        + ".";
  }

  /** {@code fail: 2 pass, 1 fail}. */
  static String outcome(BuildVerdict verdict) {
    return verdict.verdict().words() + ": " + counts(verdict);
  }

  private static String counts(BuildVerdict verdict) {
    StringBuilder counts = new StringBuilder();
    for (Verdict kind : Verdict.values()) {
      long count = verdict.gates().stream().filter(gate -> gate.verdict() == kind).count();
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ').append(kind.words());
      }
    }
    return counts.toString();
  }

  private static String words(Verdict verdict) {
    return verdict == Verdict.FAIL ? "FAIL" : verdict.words();
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✓";
      case FAIL -> "✗";
      case WAIVED -> "~";
      case NOT_APPLICABLE -> "-";
      case NO_DATA -> "?";
      case UNREADABLE -> "!";
    };
  }

  private String painted(Verdict verdict, String text) {
    int code =
        switch (verdict) {
          case PASS -> 32;
          case FAIL, UNREADABLE -> 31;
          case WAIVED, NO_DATA -> 33;
          case NOT_APPLICABLE -> 90;
        };
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
