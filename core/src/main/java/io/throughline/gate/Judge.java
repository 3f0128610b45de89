package io.throughline.gate;

import io.throughline.gate.GateEvidence.Value;
import io.throughline.model.PathGlob;
import io.throughline.report.BuiltFrom;
import io.throughline.report.CoveredLines;
import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comes to the verdict on a build, from its rules, its reports and the day. A gate passes when each
 * of its conditions holds; what nothing tells is no data, and a gate without a condition has
 * nothing that could hold.
 */
public final class Judge {
  private final GateRules rules;
  private final LocalDate day;
  private final @Nullable ChangedLines changes;
  private final LastRelease last;

  /**
   * One that knows of no release before.
   *
   * @param changes lines that the build changes; null when nobody said
   */
  public Judge(GateRules rules, LocalDate day, @Nullable ChangedLines changes) {
    this(
        rules,
        day,
        changes,
        LastRelease.unknown("nobody said what the last release measured; give it with --baseline"));
  }

  /**
   * @param changes lines that the build changes; null when nobody said
   * @param last what load tests are compared with
   */
  public Judge(GateRules rules, LocalDate day, @Nullable ChangedLines changes, LastRelease last) {
    this.rules = rules;
    this.day = day;
    this.changes = changes;
    this.last = last;
  }

  /**
   * The verdict.
   *
   * @param lines by path of a report of coverage the lines that it tells of
   */
  public BuildVerdict verdict(
      List<ReportFile> reports, Map<String, CoveredLines> lines, List<Unreadable> unreadable) {
    List<ReportFile> own = reports.stream().filter(report -> !isOfAnother(report)).toList();
    List<Unreadable> none = new ArrayList<>(unreadable);
    reports.stream().filter(this::isOfAnother).map(this::ofAnother).forEach(none::add);
    return judged(own, lines, none);
  }

  /** Whether it says that it is of an image or a commit that is not the build's. */
  private boolean isOfAnother(ReportFile report) {
    return isOfAnotherImage(report) || isOfAnotherCommit(report);
  }

  private boolean isOfAnotherImage(ReportFile report) {
    return rules.build().image() != null
        && report.measured() instanceof FindingSummary scan
        && scan.digest() != null
        && !scan.digest().equals(rules.build().image());
  }

  private boolean isOfAnotherCommit(ReportFile report) {
    String commit = rules.build().commit();
    return commit != null && report.commit() != null && !report.commit().isOf(commit);
  }

  private Unreadable ofAnother(ReportFile report) {
    BuiltFrom commit = report.commit();
    return new Unreadable(
        report.path(),
        "",
        commit != null && isOfAnotherCommit(report)
            ? "it is of the commit "
                + commit.commit()
                + ", and the build's is "
                + rules.build().commit()
            : "it is of the image "
                + ((FindingSummary) report.measured()).digest()
                + ", and the build's is "
                + rules.build().image());
  }

  private BuildVerdict judged(
      List<ReportFile> reports, Map<String, CoveredLines> lines, List<Unreadable> unreadable) {
    List<ReportFile> unassigned = reports.stream().filter(r -> gateOf(r).isEmpty()).toList();
    List<GateResult> results =
        rules.gates().stream()
            .map(
                gate ->
                    result(
                        gate,
                        reports.stream().filter(r -> gateOf(r).equals(Optional.of(gate))).toList(),
                        lines,
                        unreadable.stream().filter(file -> named(gate, file.path())).toList()))
            .toList();
    List<Verdict> all = new ArrayList<>(results.stream().map(GateResult::verdict).toList());
    if (all.stream().allMatch(verdict -> verdict == Verdict.NOT_APPLICABLE)) {
      all.add(Verdict.NO_DATA); // where nothing applies, nothing was shown to hold either
    }
    if (!unreadable.isEmpty()) {
      all.add(Verdict.UNREADABLE);
    }
    return new BuildVerdict(rules, day, last, Verdict.of(all), results, unassigned, unreadable);
  }

  /** Whose path names it, else whose kind it is of. */
  private Optional<GateRule> gateOf(ReportFile report) {
    return rules.gates().stream()
        .filter(gate -> named(gate, report.path()))
        .findFirst()
        .or(
            () ->
                rules.gates().stream()
                    .filter(gate -> gate.takes().contains(report.kind()))
                    .findFirst());
  }

  private static boolean named(GateRule gate, String path) {
    return gate.reports().stream().anyMatch(glob -> new PathGlob(glob).matches(path));
  }

  private GateResult result(
      GateRule gate,
      List<ReportFile> reports,
      Map<String, CoveredLines> lines,
      List<Unreadable> unreadable) {
    if (!gate.applies()) {
      return new GateResult(
          gate,
          Verdict.NOT_APPLICABLE,
          "not for a " + rules.build().kind(),
          List.of(),
          new GateEvidence(reports, lines, changes, last, Waivers.NONE).together(),
          List.of(),
          List.of(),
          null,
          reports,
          unreadable,
          List.of());
    }
    Waivers waivers = Waivers.on(day, gate.waivers());
    GateEvidence evidence = new GateEvidence(reports, lines, changes, last, waivers);
    List<ConditionResult> conditions =
        gate.conditions().stream().map(c -> condition(c, evidence, waivers)).toList();
    List<Verdict> all = new ArrayList<>(conditions.stream().map(ConditionResult::verdict).toList());
    String why = "";
    if (conditions.isEmpty()) {
      Optional<GateWaiver> whole = waivers.ofAll();
      all.add(whole.isPresent() ? Verdict.WAIVED : Verdict.NO_DATA);
      why = whole.map(GateWaiver::told).orElse("nothing is agreed that has to hold");
    }
    if (!evidence.waived().isEmpty()) {
      all.add(Verdict.WAIVED);
      why = evidence.waived().size() + " of its findings are waived";
    }
    if (!unreadable.isEmpty()) {
      all.add(Verdict.UNREADABLE);
    }
    List<String> notes = new ArrayList<>(evidence.notes());
    waivers
        .ended()
        .forEach(
            waiver ->
                notes.add(
                    "a waiver of %s ended on %s: %s"
                        .formatted(waiver.owner(), waiver.until(), waiver.reason())));
    return new GateResult(
        gate,
        Verdict.of(all),
        why,
        conditions,
        evidence.together(),
        evidence.open(),
        evidence.waived(),
        waivedUntil(conditions, evidence.waived(), waivers),
        reports,
        unreadable,
        notes);
  }

  /** The first of them to end ends what stands by all of them. */
  private static @Nullable LocalDate waivedUntil(
      List<ConditionResult> conditions, List<Finding> findings, Waivers waivers) {
    Stream<GateWaiver> ofConditions =
        conditions.stream()
            .filter(result -> result.verdict() == Verdict.WAIVED)
            .flatMap(result -> waivers.of(result.condition().measure()).stream());
    Stream<GateWaiver> ofFindings =
        findings.stream().flatMap(finding -> waivers.of(finding).stream());
    Stream<GateWaiver> ofAll = conditions.isEmpty() ? waivers.ofAll().stream() : Stream.empty();
    return Stream.of(ofConditions, ofFindings, ofAll)
        .flatMap(all -> all)
        .map(GateWaiver::until)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static ConditionResult condition(
      GateCondition condition, GateEvidence evidence, Waivers waivers) {
    Value value = evidence.value(condition);
    if (value.notAsked()) {
      return new ConditionResult(condition, null, null, Verdict.NOT_APPLICABLE, value.why());
    }
    Double found = value.value();
    Verdict plain =
        found == null
            ? Verdict.NO_DATA
            : condition.measure().keeps(found, condition.limit()) ? Verdict.PASS : Verdict.FAIL;
    Optional<GateWaiver> waiver =
        plain == Verdict.PASS ? Optional.empty() : waivers.of(condition.measure());
    return new ConditionResult(
        condition,
        found,
        value.of(),
        waiver.isPresent() ? Verdict.WAIVED : plain,
        waiver.map(GateWaiver::told).orElse(value.why()));
  }
}
