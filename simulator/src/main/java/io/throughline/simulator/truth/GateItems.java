package io.throughline.simulator.truth;

import io.throughline.simulator.world.Gate;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.GateVerdict;
import io.throughline.simulator.world.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is counted of the builds and deployments of one service, each at its moment. */
final class GateItems {
  private static final int SMALL_CHANGE = 20;

  private final GatedService service;
  private final @Nullable String part;
  private final long firstJudged;
  private final long now;
  private final List<Item> out = new ArrayList<>();

  /**
   * @param part name of a gate; null for all
   * @param firstJudged when the company's first build was judged, epoch milliseconds
   */
  GateItems(GatedService service, @Nullable String part, long firstJudged, long now) {
    this.service = service;
    this.part = part;
    this.firstJudged = firstJudged;
    this.now = now;
  }

  Stream<Item> of(String metric) {
    switch (metric) {
      case "functional_pass_rate" ->
          functional((run, t) -> add(run.at(), t.passed(), t.passed() + t.failed()));
      case "functional_flaky_rate" -> functional((run, t) -> add(run.at(), t.flaky(), t.passed()));
      case "unit_coverage_new" -> newLines();
      case "load_error_rate" ->
          service
              .runs()
              .forEach(
                  run ->
                      run.measured(Measured.Load.class, "load")
                          .forEach(load -> add(run.at(), load.failed(), load.samples())));
      case "load_result" -> outcomes(gate -> gate == Gate.LOAD_TEST);
      case "gate_pass_rate" -> outcomes(gate -> part == null || gate.id().equals(part));
      case "gate_first_pass" -> {
        for (List<GateRun> runs : service.commits()) {
          GateRun first = runs.getFirst();
          add(first.at(), first.verdict().good() ? 1 : 0, 1);
        }
      }
      case "gate_bypass_rate" -> bypassed(verdict -> verdict != GateVerdict.PASS);
      case "gate_bypass_unwaived" ->
          bypassed(verdict -> verdict != GateVerdict.PASS && verdict != GateVerdict.WAIVED);
      default -> throw new IllegalArgumentException("no such metric of gates: " + metric);
    }
    return out.stream();
  }

  private void add(long at, double above, double below) {
    out.add(Item.ratio(service.project().slug(), at, null, above, below));
  }

  /** The last run with functional tests of each commit. */
  private void functional(BiConsumer<GateRun, Measured.Tests> each) {
    for (List<GateRun> runs : service.commits()) {
      GateRun last = null;
      Measured.Tests tests = null;
      for (GateRun run : runs) {
        Measured.Tests found =
            run.measured(Measured.Tests.class, "browser-tests").findFirst().orElse(null);
        if (found != null) {
          last = run;
          tests = found;
        }
      }
      if (last != null && tests != null) {
        each.accept(last, tests);
      }
    }
  }

  /** A small change is not judged by its new lines; the last report of a commit counts. */
  private void newLines() {
    for (List<GateRun> runs : service.commits()) {
      Item counted = null;
      for (GateRun run : runs) {
        Measured.Coverage coverage =
            run.measured(Measured.Coverage.class, "coverage").findFirst().orElse(null);
        Integer covered = coverage == null ? null : coverage.coveredNewLines();
        Integer lines = coverage == null ? null : coverage.newLines();
        if (covered != null && lines != null && lines >= SMALL_CHANGE) {
          counted = Item.ratio(service.project().slug(), run.at(), null, covered, lines);
        }
      }
      if (counted != null) {
        out.add(counted);
      }
    }
  }

  private void outcomes(Predicate<Gate> wanted) {
    for (GateRun run : service.runs()) {
      for (GateRun.Outcome outcome : run.gates()) {
        boolean passed = outcome.verdict() == GateVerdict.PASS;
        if (wanted.test(outcome.gate()) && (passed || outcome.verdict() == GateVerdict.FAIL)) {
          add(run.at(), passed ? 1 : 0, 1);
        }
      }
    }
  }

  /**
   * Judged by what was known when it arrived, whatever came of the build later. A library is
   * released, never deployed.
   */
  private void bypassed(Predicate<GateVerdict> bad) {
    boolean library = !Gate.CONTAINER_ANALYSIS.appliesTo(service.project());
    for (GatedService.Shipped shipped : service.shipped()) {
      if (!library && shipped.at() >= firstJudged && shipped.at() <= now) {
        boolean past =
            service.required().stream().anyMatch(gate -> bad.test(service.verdict(shipped, gate)));
        add(shipped.at(), past ? 1 : 0, 1);
      }
    }
  }
}
