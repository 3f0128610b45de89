package io.throughline.gate.cli;

import io.throughline.gate.BuildVerdict;
import io.throughline.gate.ConditionResult;
import io.throughline.gate.GateResult;
import io.throughline.gate.Unreadable;
import io.throughline.gate.Verdict;
import io.throughline.report.Finding;
import java.util.List;
import java.util.Locale;

/** The verdict for a comment on a merge request. */
final class MarkdownText {
  private static final int MOST = 20;

  private MarkdownText() {}

  static String of(BuildVerdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append("### Quality gates: ").append(verdict.verdict().words()).append("\n\n");
    text.append("| | Gate | Verdict | What had to hold |\n|---|---|---|---|\n");
    for (GateResult gate : verdict.gates()) {
      text.append("| ")
          .append(mark(gate.verdict()))
          .append(" | ")
          .append(safe(gate.rule().title()))
          .append(" | ")
          .append(gate.verdict().words())
          .append(" | ")
          .append(conditions(gate))
          .append(" |\n");
    }
    for (GateResult gate : verdict.gates()) {
      if (gate.verdict() == Verdict.FAIL && !gate.findings().isEmpty()) {
        findings(text, gate);
      }
    }
    if (!verdict.unreadable().isEmpty()) {
      text.append("\nCannot be read:\n\n");
      for (Unreadable file : verdict.unreadable()) {
        text.append("- ")
            .append(safe(file.path()))
            .append(file.place().isEmpty() ? "" : ", " + file.place())
            .append(": ")
            .append(safe(file.reason()))
            .append('\n');
      }
    }
    text.append("\n<sub>Rules: ")
        .append(safe(verdict.rules().source()))
        .append(", ")
        .append(verdict.rules().hash(), 0, 12)
        .append("</sub>\n");
    return text.toString();
  }

  private static String conditions(GateResult gate) {
    if (gate.conditions().isEmpty()) {
      return safe(gate.why());
    }
    StringBuilder all = new StringBuilder();
    for (ConditionResult condition : gate.conditions()) {
      all.append(all.isEmpty() ? "" : "<br>")
          .append(mark(condition.verdict()))
          .append(' ')
          .append(safe(Words.condition(condition)))
          .append(condition.why().isEmpty() ? "" : " (" + safe(condition.why()) + ")");
    }
    return all.toString();
  }

  private static void findings(StringBuilder text, GateResult gate) {
    List<Finding> worst = gate.findings();
    text.append("\n<details><summary>")
        .append(safe(gate.rule().title()))
        .append(": ")
        .append(worst.size())
        .append(
            " findings</summary>\n\n| Severity | Rule | Of | Where | Fix |\n|---|---|---|---|---|\n");
    for (Finding finding : worst.subList(0, Math.min(MOST, worst.size()))) {
      text.append("| ")
          .append(finding.severity().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(safe(finding.rule()))
          .append(" | ")
          .append(safe(finding.subject()))
          .append(" | ")
          .append(safe(finding.place()))
          .append(" | ")
          .append(finding.fixable() ? "yes" : "")
          .append(" |\n");
    }
    if (worst.size() > MOST) {
      text.append("\nand ").append(worst.size() - MOST).append(" more\n");
    }
    text.append("\n</details>\n");
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✅";
      case FAIL -> "❌";
      case WAIVED -> "🟡";
      case NOT_APPLICABLE -> "➖";
      case NO_DATA -> "❔";
      case UNREADABLE -> "❗";
    };
  }

  /** What a report says stays text: no markup, no mention of a person, no quick action. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    Plain.of(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '@' -> safe.append("&#64;");
                case '|', '`', '*', '_', '[', ']', '(', ')', '!', '#', '~', '\\', '$', '{', '}' ->
                    safe.append("&#").append(c).append(';');
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString().startsWith("/") ? "&#47;" + safe.substring(1) : safe.toString();
  }
}
