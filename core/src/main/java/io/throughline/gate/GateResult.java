package io.throughline.gate;

import io.throughline.report.Finding;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of one gate with all that it stands on.
 *
 * @param why one sentence for a person; empty when the conditions say it all
 * @param together what its reports say, kind by kind
 * @param findings that count, the worst first
 * @param waived findings for which somebody answers
 * @param waivedUntil last day on which all waivers hold by which it stands; null when it stands by
 *     none
 */
public record GateResult(
    GateRule rule,
    Verdict verdict,
    String why,
    List<ConditionResult> conditions,
    List<Together> together,
    List<Finding> findings,
    List<Finding> waived,
    @Nullable LocalDate waivedUntil,
    List<ReportFile> reports,
    List<Unreadable> unreadable,
    List<String> notes) {
  public GateResult {
    conditions = List.copyOf(conditions);
    together = List.copyOf(together);
    findings = List.copyOf(findings);
    waived = List.copyOf(waived);
    reports = List.copyOf(reports);
    unreadable = List.copyOf(unreadable);
    notes = List.copyOf(notes);
  }
}
