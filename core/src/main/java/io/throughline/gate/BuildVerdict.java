package io.throughline.gate;

import java.time.LocalDate;
import java.util.List;

/**
 * The verdict on a build.
 *
 * @param day on which it was judged: waivers hold until a day
 * @param last what load tests were compared with
 * @param gates in the order of the rules
 * @param unassigned reports that no gate takes
 */
public record BuildVerdict(
    GateRules rules,
    LocalDate day,
    LastRelease last,
    Verdict verdict,
    List<GateResult> gates,
    List<ReportFile> unassigned,
    List<Unreadable> unreadable) {
  public BuildVerdict {
    gates = List.copyOf(gates);
    unassigned = List.copyOf(unassigned);
    unreadable = List.copyOf(unreadable);
  }
}
