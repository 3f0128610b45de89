package io.throughline.simulator.world;

import io.throughline.simulator.world.GateRun.Condition;
import io.throughline.simulator.world.GateRun.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the company judges: the usual six gates, and for each service an agreement that its slowest
 * transaction takes 500 ms at most, and at most 1 % of the samples of any fails.
 */
final class GateRules {
  static final double SLOWEST_MILLIS = 500;
  static final double MOST_ERRORS = 1;

  private final Pipeline pipeline;
  private final LocalDate day;

  /**
   * The rules for a build.
   *
   * @param at when it is judged, epoch milliseconds
   */
  GateRules(Pipeline pipeline, long at) {
    this.pipeline = pipeline;
    this.day = day(at);
  }

  private static LocalDate day(long at) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
  }

  /** What comes of a gate. */
  Outcome judge(Gate gate, List<Measured> measured, @Nullable String unreadable) {
    if (!gate.appliesTo(pipeline.project())) {
      return new Outcome(
          gate, GateVerdict.NOT_APPLICABLE, "not for a library", List.of(), List.of(), null);
    }
    List<Condition> conditions =
        switch (gate) {
          case UNIT_TEST -> List.of(failedTests(measured), coverage(measured));
          case STATIC_ANALYSIS, SECURITY_TEST ->
              List.of(
                  findings("critical", "critical", measured), findings("high", "high", measured));
          case CONTAINER_ANALYSIS ->
              List.of(
                  findings("critical", "critical", measured),
                  findings("fixable_high", "high", measured));
          case FUNCTIONAL_TEST -> List.of(passRate(measured), flakyRate(measured));
          case LOAD_TEST -> List.of(slowest(measured), errors(measured));
        };
    List<GateVerdict> all = new ArrayList<>(conditions.stream().map(Condition::verdict).toList());
    int waived = scan(measured).map(scan -> scan.waived().size()).orElse(0);
    if (waived > 0) {
      all.add(GateVerdict.WAIVED);
    }
    if (unreadable != null) {
      all.add(GateVerdict.UNREADABLE);
    }
    String why = waived > 0 ? waived + " of its findings are waived" : "";
    return new Outcome(gate, GateVerdict.of(all), why, conditions, measured, unreadable);
  }

  private static Condition failedTests(List<Measured> measured) {
    Measured.Tests tests = first(Measured.Tests.class, measured).orElse(null);
    return condition(
        "failed_tests",
        0,
        false,
        "",
        tests == null ? null : (Double) (double) tests.failed(),
        null,
        "no report of tests was found");
  }

  private Condition coverage(List<Measured> measured) {
    Measured.Coverage told = first(Measured.Coverage.class, measured).orElse(null);
    Double value = told == null ? null : (Double) (100.0 * told.coveredLines() / told.lines());
    Condition plain =
        condition("line_coverage", 60, true, "%", value, null, "no report of coverage was found");
    LocalDate until = day(pipeline.era().at(0.6));
    boolean answered =
        Neglected.is(pipeline.project())
            && plain.verdict() != GateVerdict.PASS
            && !day.isAfter(until);
    return answered
        ? new Condition(
            plain.measure(),
            plain.limit(),
            plain.bound(),
            plain.unit(),
            plain.value(),
            null,
            GateVerdict.WAIVED,
            "ravi.kumar answers for it until " + until + ": legacy module, to be covered")
        : plain;
  }

  private static Condition passRate(List<Measured> measured) {
    Measured.Tests tests = first(Measured.Tests.class, measured).orElse(null);
    Double value =
        tests == null
            ? null
            : (Double) (100.0 * tests.passed() / (tests.passed() + tests.failed()));
    return condition("pass_rate", 100, true, "%", value, null, "no report of tests was found");
  }

  private static Condition flakyRate(List<Measured> measured) {
    Measured.Tests tests = first(Measured.Tests.class, measured).orElse(null);
    Double value = tests == null ? null : (Double) (100.0 * tests.flaky() / tests.passed());
    return condition("flaky_rate", 2, false, "%", value, null, "no report of tests was found");
  }

  private static Condition findings(String measure, String severity, List<Measured> measured) {
    Measured.Scan scan = scan(measured).orElse(null);
    boolean onlyFixable = measure.startsWith("fixable");
    Double value = scan == null ? null : (Double) (double) scan.count(severity, onlyFixable);
    return condition(measure, 0, false, "", value, null, "no report of findings was found");
  }

  private static Condition slowest(List<Measured> measured) {
    return ofWorst("p95", SLOWEST_MILLIS, "ms", Measured.Transaction::p95, measured);
  }

  private static Condition errors(List<Measured> measured) {
    return ofWorst("error_rate", MOST_ERRORS, "%", t -> 100.0 * t.failed() / t.samples(), measured);
  }

  private static Condition ofWorst(
      String measure,
      double limit,
      String unit,
      ToDoubleFunction<Measured.Transaction> of,
      List<Measured> measured) {
    Measured.Transaction worst =
        first(Measured.Load.class, measured)
            .flatMap(load -> load.transactions().stream().max(Comparator.comparingDouble(of)))
            .orElse(null);
    return condition(
        measure,
        limit,
        false,
        unit,
        worst == null ? null : (Double) of.applyAsDouble(worst),
        worst == null ? null : worst.name(),
        "no report of a load test was found");
  }

  private static Condition condition(
      String measure,
      double limit,
      boolean atLeast,
      String unit,
      @Nullable Double value,
      @Nullable String transaction,
      String missing) {
    GateVerdict verdict =
        value == null
            ? GateVerdict.NO_DATA
            : (atLeast ? value >= limit : value <= limit) ? GateVerdict.PASS : GateVerdict.FAIL;
    return new Condition(
        measure,
        limit,
        atLeast ? "at least" : "at most",
        unit,
        value,
        transaction,
        verdict,
        value == null ? missing : "");
  }

  private static Optional<Measured.Scan> scan(List<Measured> measured) {
    return first(Measured.Scan.class, measured);
  }

  private static <M extends Measured> Optional<M> first(Class<M> type, List<Measured> measured) {
    return measured.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
