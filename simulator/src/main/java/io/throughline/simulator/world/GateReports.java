package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of one build say. Most of it drifts with the project and the time; what goes
 * wrong by chance is told by the {@link Mishap}.
 */
final class GateReports {
  private static final List<String> TOPICS =
      List.of("Route", "Battery", "Dock", "Invoice", "Cart", "Signal", "Query", "Client", "Retry");
  private static final List<String> CLAIMS =
      List.of("holds its limit", "survives a restart", "refuses a stranger", "keeps the order");
  private static final List<String> CALLS =
      List.of("Open", "Search", "List robots", "Plan route", "Send reading", "Pay", "Show report");

  private final Pipeline pipeline;
  private final Mishap mishap;
  private final long at;
  private final double year;
  private final Dice dice;

  /**
   * The reports of an attempt.
   *
   * @param at when they are judged, epoch milliseconds
   */
  GateReports(Pipeline pipeline, int attempt, Mishap mishap, long at) {
    this.pipeline = pipeline;
    this.mishap = mishap;
    this.at = at;
    this.year = pipeline.era().year(pipeline.createdAt());
    this.dice = pipeline.era().dice("reports/" + pipeline.id() + "/" + attempt);
  }

  /** What was measured for a gate; nothing where its reports are missing. */
  List<Measured> of(Gate gate, @Nullable String image) {
    boolean built = pipeline.outcome().equals("success");
    boolean needsBuild = !gate.beforeMerge();
    if (needsBuild && !built || mishap.loses(gate)) {
      return List.of();
    }
    return switch (gate) {
      case UNIT_TEST ->
          mishap.losesCoverage() ? List.of(unitTests()) : List.of(unitTests(), coverage());
      case STATIC_ANALYSIS ->
          List.of(scan("code-findings", "sarif", "Semgrep 1.96.0", null, Flaw.Kind.CODE));
      case CONTAINER_ANALYSIS ->
          List.of(
              scan("composition-findings", "trivy", "Trivy 0.57.1", image, Flaw.Kind.COMPOSITION));
      case FUNCTIONAL_TEST ->
          Gate.LOAD_TEST.appliesTo(pipeline.project())
              ? List.of(browserTests(), api())
              : List.of(browserTests());
      case LOAD_TEST -> List.of(load());
      case SECURITY_TEST ->
          List.of(scan("running-findings", "zap", "ZAP 2.15.0", null, Flaw.Kind.RUNNING));
    };
  }

  /** What a project is like by itself. */
  private Dice traits(String what) {
    return pipeline.era().dice("traits/" + what + "/" + pipeline.project().slug());
  }

  private Measured.Tests unitTests() {
    Dice traits = traits("unit");
    int all = (int) ((140 + traits.below(700)) * (1 + 0.45 * year));
    int skipped = traits.below(9);
    int failed = pipeline.outcome().equals("success") ? 0 : 1 + dice.poisson(0.8);
    int passed = all - skipped - failed;
    List<Measured.Case> cases = new ArrayList<>();
    fail(cases, failed, "unit");
    int flaky = flaky(cases, traits, 0.05, 0, "unit");
    return new Measured.Tests("tests", "junit", passed, failed, skipped, flaky, cases);
  }

  private Measured.Tests browserTests() {
    Dice traits = traits("browser");
    int all = (int) ((60 + traits.below(110)) * (1 + 0.3 * year));
    int skipped = traits.below(4);
    int failed = mishap == Mishap.BROWSER_TEST_FAILS ? 1 + dice.below(3) : 0;
    int passed = all - skipped - failed;
    List<Measured.Case> cases = new ArrayList<>();
    fail(cases, failed, "browser");
    int sure = mishap == Mishap.BROWSER_TESTS_FLAKE ? passed / 50 + 1 : 0;
    int flaky = flaky(cases, traits, 0.10, sure, "browser");
    return new Measured.Tests("browser-tests", "playwright", passed, failed, skipped, flaky, cases);
  }

  private void fail(List<Measured.Case> cases, int failed, String what) {
    for (int i = 0; i < failed; i++) {
      cases.add(
          new Measured.Case(
              place(what, dice.pick(TOPICS)) + "." + dice.pick(CLAIMS) + " " + (i + 1),
              "failed",
              "expected 3 but was " + (4 + dice.below(9))));
    }
  }

  /** Three tests of each project are flaky again and again; some others happen to be. */
  private int flaky(List<Measured.Case> cases, Dice traits, double chance, int sure, String what) {
    int before = cases.size();
    for (int i = 0; i < 3; i++) {
      String name = place(what, traits.pick(TOPICS)) + "." + traits.pick(CLAIMS) + " #" + i;
      // In a bad run the usual ones are among those that flake.
      if (dice.chance(chance) || i < sure) {
        cases.add(new Measured.Case(name, "flaky", "timed out after 5 s, passed when tried again"));
      }
    }
    for (int i = cases.size() - before; i < sure; i++) {
      cases.add(
          new Measured.Case(
              place(what, dice.pick(TOPICS)) + ".waits long enough #" + (10 + i),
              "flaky",
              "timed out after 5 s, passed when tried again"));
    }
    return cases.size() - before;
  }

  /** The class of a unit test, or the file of one in a browser. */
  private static String place(String what, String topic) {
    return what.equals("unit")
        ? "unit." + topic + "Test"
        : "e2e/" + topic.toLowerCase(Locale.ROOT) + ".spec.ts";
  }

  private Measured.Coverage coverage() {
    Dice traits = traits("coverage");
    double usual = 0.65 + 0.24 * traits.unit();
    double drift = (traits.unit() - 0.35) * 0.10 * year;
    double share =
        (Neglected.is(pipeline.project()) ? 0.43 : usual) + drift + dice.between(-0.004, 0.004);
    int lines = (int) ((3_000 + traits.below(6_000)) * (1 + 0.3 * year)) + dice.below(40);
    int branches = (int) (lines * 0.42);
    boolean change = pipeline.mrIid() != null;
    int fresh = change ? 1 + dice.below(220) : 0;
    return new Measured.Coverage(
        (int) (lines * share),
        lines,
        (int) (branches * (share - 0.09)),
        branches,
        change ? (Integer) (int) (fresh * dice.between(0.55, 1)) : null,
        change ? (Integer) fresh : null);
  }

  private Measured.Scan scan(
      String kind, String format, String tool, @Nullable String digest, Flaw.Kind flaws) {
    List<Flaw> open = new ArrayList<>();
    List<Flaw> waived = new ArrayList<>();
    for (Flaw flaw : pipeline.era().flaws(flaws, pipeline.project())) {
      if (flaw.isThere(at)) {
        (flaw.isWaived(at) ? waived : open).add(flaw);
      }
    }
    return new Measured.Scan(
        kind,
        format,
        tool,
        digest == null
            ? pipeline.project().path()
            : "registry.brightwater.example/" + pipeline.project().slug(),
        digest,
        traits(kind).below(3),
        open,
        waived);
  }

  private Measured.Api api() {
    Dice traits = traits("api");
    int operations = (int) ((14 + traits.below(60)) * (1 + 0.1 * year));
    double share = 0.55 + 0.25 * traits.unit() + 0.12 * year;
    int called = (int) (operations * share);
    return new Measured.Api(called, operations, called * 2 - called / 3, operations * 3);
  }

  private Measured.Load load() {
    Dice traits = traits("load");
    int first = traits.below(CALLS.size());
    List<Measured.Transaction> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double usual = traits.between(160, 370) * (1 + 0.12 * year);
      boolean slows = i == 0 && Neglected.slows(pipeline.project());
      double p95 = (slows ? 330 + 260 * year : usual) * dice.between(0.95, 1.05);
      int samples = 600 + traits.below(2_000) + dice.below(60);
      boolean bad = i == 0 && mishap == Mishap.LOAD_TEST_FAILS_SAMPLES;
      int failed = (int) (samples * (bad ? dice.between(0.02, 0.05) : dice.between(0, 0.006)));
      all.add(
          new Measured.Transaction(
              CALLS.get((first + i) % CALLS.size()),
              samples,
              failed,
              tenth(p95 * 0.42),
              tenth(p95 * 0.83),
              tenth(p95),
              tenth(p95 * 1.6),
              tenth(p95 * 0.98),
              tenth(samples / 600.0)));
    }
    return new Measured.Load(
        20 + 10 * traits.below(7), tenth(ResponseTimes.together(all, 0.95)), all);
  }

  private static double tenth(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
