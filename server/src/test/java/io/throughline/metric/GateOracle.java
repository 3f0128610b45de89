package io.throughline.metric;

import io.throughline.metric.GateOracleSums.Row;
import io.throughline.model.fact.BuildReport;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateRun;
import io.throughline.model.org.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What gates say, the slow way: every reading asks all facts again, and each state is asked what it
 * was at one instant.
 */
final class GateOracle {
  private static final String COMMAND = "throughline-gate";

  private static final Set<String> SHARES =
      Set.of(
          "unit_coverage",
          "unit_coverage_branch",
          "api_functional_coverage",
          "api_status_coverage",
          "gate_coverage");
  private static final Set<String> LATEST =
      Set.of(
          "container_vulns",
          "container_vulns_critical_high",
          "container_vulns_fixable",
          "api_security_findings",
          "api_security_findings_critical_high",
          "load_p95");
  private static final String AGE = "container_vuln_age";

  private record Event(Instant at, Row row) {}

  private final GateOracleWorld world;
  private final GateOracleShipping shipping;

  GateOracle(GateOracleWorld world) {
    this.world = world;
    this.shipping = new GateOracleShipping(world);
  }

  /**
   * @param to where the period ends; where it runs, it is looked at now
   * @param part null: all of them
   */
  GateOracleSums.Expected expected(
      String metric, Scope scope, Instant from, Instant to, @Nullable String part) {
    Instant end = to.isBefore(FactWorld.NOW) ? to : FactWorld.NOW;
    if (!from.isBefore(FactWorld.NOW)) {
      return GateOracleSums.none();
    }
    if (SHARES.contains(metric) || LATEST.contains(metric) || metric.equals(AGE)) {
      // What holds until the very end of the day still holds at its last instant.
      Instant moment = end.minusNanos(1_000);
      List<Row> rows = new ArrayList<>();
      for (String service : GateOracleWorld.SERVICES) {
        if (counts(service, moment, scope)) {
          rows.addAll(holding(metric, service, moment, end));
        }
      }
      List<Row> asked = GateOracleSums.ofPart(rows, part);
      return SHARES.contains(metric)
          ? GateOracleSums.divided(asked, metric.equals("gate_coverage") ? 10 : 0)
          : LATEST.contains(metric)
              ? GateOracleSums.latest(asked, metric.equals("load_p95"))
              : GateOracleSums.ages(asked);
    }
    List<Row> rows =
        events(metric).stream()
            .filter(e -> !e.at().isBefore(from) && e.at().isBefore(end))
            .filter(e -> counts(e.row().service(), e.at(), scope))
            .map(Event::row)
            .toList();
    return GateOracleSums.divided(GateOracleSums.ofPart(rows, part), 10);
  }

  /** Whether a service's observation of an instant is one of the scope. */
  private boolean counts(@Nullable String service, Instant at, Scope scope) {
    return switch (scope) {
      case Scope.Everyone ignored -> true;
      case Scope.OfService(String id) -> id.equals(service);
      case Scope.OfTeam(String id) ->
          world.teams.stream()
              .filter(team -> id.equals(team.id()) || id.equals(team.parent()))
              .anyMatch(team -> owns(team, service, at));
    };
  }

  private static boolean owns(Team team, @Nullable String service, Instant at) {
    return team.services().stream()
        .anyMatch(
            s -> s.value().equals(service) && s.holdsOn(at.atZone(team.zone()).toLocalDate()));
  }

  // What happens
  // -----------------------------------------------------------------------------------

  private List<Event> events(String metric) {
    return switch (metric) {
      case "gate_pass_rate" -> outcomes(null);
      case "load_result" -> outcomes("load-test");
      case "gate_first_pass" -> firstRuns();
      case "gate_bypass_rate" -> bypasses(Set.of("fail", "missing", "waived"));
      case "gate_bypass_unwaived" -> bypasses(Set.of("fail", "missing"));
      case "load_error_rate" ->
          reports(r -> is(r, "load") ? row(r, r.failedSamples(), r.samples()) : null);
      case "functional_pass_rate" ->
          reports(
              r ->
                  functional(r) && last(r)
                      ? row(r, r.passed(), sum(r.passed(), r.failed()))
                      : null);
      case "functional_flaky_rate" ->
          reports(r -> functional(r) && last(r) ? row(r, r.flaky(), r.passed()) : null);
      case "unit_coverage_new" ->
          reports(
              r ->
                  unitCoverage(r) && last(r) && r.newLines() != null && r.newLines() >= 20
                      ? row(r, r.coveredNewLines(), r.newLines())
                      : null);
      default -> throw new IllegalArgumentException("the oracle does not know " + metric);
    };
  }

  private List<Event> outcomes(@Nullable String gate) {
    List<Event> events = new ArrayList<>();
    for (GateRun run : world.runs) {
      for (GateOutcome outcome : world.outcomes.getOrDefault(run.id(), List.of())) {
        boolean decided = Set.of("pass", "fail").contains(outcome.verdict());
        // Whoever judges by its own rules is told apart; a load test is one whoever judges it.
        boolean wanted = gate == null ? run.tool().equals(COMMAND) : gate.equals(outcome.gate());
        if (decided && wanted) {
          double passed = outcome.verdict().equals("pass") ? 1 : 0;
          // Parts are told apart where a metric is about several gates.
          String part = gate == null ? outcome.gate() : null;
          events.add(event(run.at(), GateOracleShipping.owner(run), part, passed));
        }
      }
    }
    return events;
  }

  /** The gate command's first run, for it judges all gates. */
  private List<Event> firstRuns() {
    Map<String, GateRun> first = new HashMap<>();
    Comparator<GateRun> order = Comparator.comparing(GateRun::at);
    for (GateRun run : world.runs) {
      if (run.sha() != null && run.tool().equals(COMMAND)) {
        first.merge(
            GateOracleShipping.owner(run) + " " + run.sha(),
            run,
            (one, other) -> order.compare(one, other) <= 0 ? one : other);
      }
    }
    return first.values().stream()
        .map(
            run ->
                event(
                    run.at(),
                    GateOracleShipping.owner(run),
                    null,
                    Set.of("pass", "waived").contains(run.verdict()) ? 1 : 0))
        .toList();
  }

  private List<Event> bypasses(Set<String> bad) {
    return shipping.deployments().stream()
        .filter(s -> s.sha() != null && shipping.afterGates(s))
        .filter(s -> !shipping.verdicts(s).isEmpty())
        .map(
            s ->
                event(
                    s.at(),
                    s.service(),
                    null,
                    shipping.verdicts(s).stream().anyMatch(bad::contains) ? 1 : 0))
        .toList();
  }

  private static Event event(
      Instant at, @Nullable String service, @Nullable String part, double above) {
    return new Event(at, new Row(service, "", part, above, 1.0));
  }

  private List<Event> reports(Function<BuildReport, @Nullable Row> of) {
    List<Event> events = new ArrayList<>();
    for (BuildReport report : world.reports) {
      Row row = of.apply(report);
      if (row != null) {
        events.add(new Event(report.at(), row));
      }
    }
    return events;
  }

  /** Whether nothing later tells the same of its commit. */
  private boolean last(BuildReport report) {
    return report.sha() == null
        || world.reports.stream()
            .filter(r -> report.sha().equals(r.sha()) && same(report, r))
            .noneMatch(r -> r.at().isAfter(report.at()));
  }

  private static boolean same(BuildReport one, BuildReport other) {
    return Objects.equals(GateOracleShipping.owner(one), GateOracleShipping.owner(other))
        && one.kind().equals(other.kind())
        && gate(one).equals(gate(other))
        && one.part().equals(other.part());
  }

  // What holds
  // -----------------------------------------------------------------------------------

  private List<Row> holding(String metric, String service, Instant moment, Instant end) {
    return switch (metric) {
      case "unit_coverage" ->
          newest(
              service, moment, r -> unitCoverage(r) ? row(r, r.coveredLines(), r.lines()) : null);
      case "unit_coverage_branch" ->
          newest(
              service,
              moment,
              r -> unitCoverage(r) ? row(r, r.coveredBranches(), r.branches()) : null);
      case "api_functional_coverage" ->
          newest(
              service,
              moment,
              r -> is(r, "api") ? row(r, r.calledOperations(), r.operations()) : null);
      case "api_status_coverage" ->
          newest(service, moment, r -> is(r, "api") ? row(r, r.seenAnswers(), r.answers()) : null);
      case "gate_coverage" -> coverage(service, moment);
      case "load_p95" -> waits(service, moment);
      case "api_security_findings" ->
          shipping.newest(service, moment, "running-findings").stream()
              .flatMap(r -> severities(r, "" + r.id()).stream())
              .toList();
      case "api_security_findings_critical_high" ->
          shipping.newest(service, moment, "running-findings").stream()
              .map(r -> value(service, "" + r.id(), null, sum(r.critical(), r.high())))
              .toList();
      case "container_vulns" ->
          shipping.scans(service, moment).stream()
              .flatMap(s -> severities(s.report(), s.image()).stream())
              .toList();
      case "container_vulns_critical_high" ->
          shipping.scans(service, moment).stream()
              .map(
                  s ->
                      value(
                          service, s.image(), null, sum(s.report().critical(), s.report().high())))
              .toList();
      case "container_vulns_fixable" ->
          shipping.scans(service, moment).stream()
              .map(
                  s ->
                      value(
                          service,
                          s.image(),
                          null,
                          sum(s.report().fixableCritical(), s.report().fixableHigh())))
              .toList();
      case AGE -> known(service, moment, end);
      default -> throw new IllegalArgumentException("the oracle does not know " + metric);
    };
  }

  private List<Row> newest(
      String service, Instant moment, Function<BuildReport, @Nullable Row> of) {
    List<Row> rows = new ArrayList<>();
    for (String kind : List.of("coverage", "api")) {
      for (BuildReport report : shipping.newest(service, moment, kind)) {
        Row row = of.apply(report);
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private List<Row> coverage(String service, Instant moment) {
    GateOracleShipping.Shipped runs = shipping.running(service, moment);
    if (runs == null || runs.sha() == null || !shipping.afterGates(runs)) {
      return List.of();
    }
    List<String> verdicts = shipping.told(runs);
    boolean all = verdicts.stream().noneMatch("missing"::equals);
    return verdicts.isEmpty()
        ? List.of()
        : List.of(new Row(service, "", null, all ? 1.0 : 0.0, 1.0));
  }

  private List<Row> waits(String service, Instant moment) {
    return shipping.newest(service, moment, "load").stream()
        .flatMap(
            r ->
                world.transactions.getOrDefault(r.id(), List.of()).stream()
                    .map(t -> new Row(service, "" + r.id(), t.name(), t.p95(), null)))
        .toList();
  }

  private static List<Row> severities(BuildReport report, String subject) {
    String service = GateOracleShipping.owner(report);
    return List.of(
        value(service, subject, "critical", report.critical()),
        value(service, subject, "high", report.high()),
        value(service, subject, "medium", report.medium()),
        value(service, subject, "low", report.low()),
        value(service, subject, "unknown", report.unknown()));
  }

  /** Since when what runs is known to have what is critical or high in it. */
  private List<Row> known(String service, Instant moment, Instant end) {
    return shipping.scans(service, moment).stream()
        .flatMap(
            s ->
                world.findings.getOrDefault(s.report().id(), List.of()).stream()
                    .filter(f -> f.state().equals("open"))
                    .filter(f -> Set.of("critical", "high").contains(f.severity()))
                    .map(
                        f ->
                            new Row(
                                service,
                                s.image(),
                                f.rule(),
                                days(shipping.firstSeen(service, f.identity()), end),
                                null)))
        .toList();
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / 86_400.0;
  }

  // Words
  // -----------------------------------------------------------------------------------

  private static boolean is(BuildReport report, String kind) {
    return report.kind().equals(kind);
  }

  private static boolean unitCoverage(BuildReport report) {
    return is(report, "coverage") && !gate(report).equals("functional-test");
  }

  private static boolean functional(BuildReport report) {
    return is(report, "browser-tests")
        || is(report, "tests") && gate(report).equals("functional-test");
  }

  /** The gate that took it, or that takes its kind by the rules that ship. */
  static String gate(BuildReport report) {
    if (report.gate() != null) {
      return report.gate();
    }
    return switch (report.kind()) {
      case "tests", "coverage" -> "unit-test";
      case "composition-findings" -> "container-analysis";
      case "running-findings" -> "security-test";
      case "load" -> "load-test";
      default -> "functional-test";
    };
  }

  private static Row row(BuildReport report, @Nullable Long above, @Nullable Long below) {
    return new Row(GateOracleShipping.owner(report), "", null, number(above), number(below));
  }

  private static Row value(
      @Nullable String service, String subject, @Nullable String part, @Nullable Long value) {
    return new Row(service, subject, part, number(value), null);
  }

  private static @Nullable Double number(@Nullable Long value) {
    return value == null ? null : (Double) (double) value;
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : (Long) (one + other);
  }
}
