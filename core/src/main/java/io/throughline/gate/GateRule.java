package io.throughline.gate;

import io.throughline.report.jmeter.Window;
import java.util.List;
import java.util.Set;

/**
 * The rule of one gate, for one service.
 *
 * @param applies whether it has to be passed at all
 * @param takes kinds of reports that it takes
 * @param reports globs of paths of its reports; a file that matches is taken whatever its kind.
 *     Empty: by kind alone
 * @param window part of a load test that counts
 */
public record GateRule(
    String id,
    String title,
    boolean applies,
    Set<ReportKind> takes,
    List<String> reports,
    List<GateCondition> conditions,
    Window window,
    List<GateWaiver> waivers) {
  public GateRule {
    takes = Set.copyOf(takes);
    reports = List.copyOf(reports);
    conditions = List.copyOf(conditions);
    waivers = List.copyOf(waivers);
  }
}
