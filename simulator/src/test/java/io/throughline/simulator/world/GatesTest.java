package io.throughline.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static World world;
  private static List<GateRun> runs;

  @BeforeAll
  static void build() {
    world = world(7);
    runs = runs(world);
  }

  private static World world(long seed) {
    World world = new World(seed, ANCHOR, 9, 0.3, Witness.none());
    world.advance(ANCHOR.toEpochMilli());
    return world;
  }

  private static List<GateRun> runs(World world) {
    return world.histories().stream()
        .flatMap(history -> history.pipelines().stream())
        .flatMap(pipeline -> Gates.of(pipeline).stream())
        .toList();
  }

  private static List<GateRun> onMain() {
    return runs.stream().filter(run -> run.pipeline().mrIid() == null).toList();
  }

  @Test
  void equalSeedsTellEqualRunsAndOthersDoNot() {
    assertThat(runs(world(7))).isNotEmpty().isEqualTo(runs);
    assertThat(runs(world(8))).isNotEqualTo(runs);
  }

  @Test
  void everyFinishedPipelineOfAServiceIsJudgedOnceOrTwiceBeforeItEnds() {
    for (ProjectHistory history : world.histories()) {
      for (Pipeline p : history.pipelines()) {
        List<GateRun> own = Gates.of(p);
        boolean judged = history.project().serviceId() != null && !p.outcome().equals("canceled");
        assertThat(own).hasSizeBetween(judged ? 1 : 0, judged ? 2 : 0);
        for (GateRun run : own) {
          assertThat(run.startedAt()).isBetween(p.startedAt(), run.at());
          assertThat(run.at()).isLessThanOrEqualTo(p.finishedAt());
        }
      }
    }
  }

  @Test
  void runningAgainMendsWhatFailed() {
    int twice = 0;
    for (ProjectHistory history : world.histories()) {
      for (Pipeline p : history.pipelines()) {
        List<GateRun> own = Gates.of(p);
        if (own.size() == 2) {
          twice++;
          assertThat(own.getFirst().verdict().good()).isFalse();
          assertThat(own.getLast().verdict().good()).isTrue();
          assertThat(own.getFirst().at()).isLessThan(own.getLast().at());
          assertThat(own.getFirst().image()).isEqualTo(own.getLast().image());
        }
      }
    }
    assertThat(twice).isGreaterThan(10);
  }

  @Test
  void aFailedPipelineHasFailedTestsAndASuccessfulOneHasNone() {
    for (GateRun run : runs) {
      Measured.Tests tests = run.measured(Measured.Tests.class, "tests").findFirst().orElseThrow();
      assertThat(tests.failed() == 0).isEqualTo(run.pipeline().outcome().equals("success"));
      assertThat(tests.cases()).hasSize(tests.failed() + tests.flaky());
      assertThat(tests.cases()).extracting(Measured.Case::name).doesNotHaveDuplicates();
    }
  }

  @Test
  void mostGatesPassAndEachOtherVerdictOccurs() {
    Map<GateVerdict, Long> verdicts = new EnumMap<>(GateVerdict.class);
    onMain().stream()
        .flatMap(run -> run.gates().stream())
        .forEach(outcome -> verdicts.merge(outcome.verdict(), 1L, Long::sum));
    assertThat(verdicts).containsOnlyKeys(GateVerdict.values());
    long all = verdicts.values().stream().mapToLong(n -> n).sum();
    assertThat(100.0 * verdicts.getOrDefault(GateVerdict.PASS, 0L) / all).isBetween(75.0, 97.0);
  }

  @Test
  void aMergeRequestHasTwoGatesAndTheDefaultBranchSix() {
    for (GateRun run : runs) {
      assertThat(run.gates()).hasSize(run.pipeline().mrIid() == null ? 6 : 2);
    }
  }

  @Test
  void aLibraryHasNoImageNoLoadAndNothingThatRuns() {
    List<GateRun> library =
        onMain().stream()
            .filter(run -> run.pipeline().project().slug().equals("motion-kit"))
            .toList();
    assertThat(library).isNotEmpty();
    for (GateRun run : library) {
      assertThat(run.image()).isNull();
      for (Gate gate : List.of(Gate.CONTAINER_ANALYSIS, Gate.LOAD_TEST, Gate.SECURITY_TEST)) {
        assertThat(run.of(gate).orElseThrow().verdict()).isEqualTo(GateVerdict.NOT_APPLICABLE);
      }
    }
  }

  @Test
  void whatIsFoundInAnImageStaysUntilItIsMended() {
    Map<String, Set<String>> seenIn =
        onMain().stream()
            .flatMap(
                run ->
                    run.measured(Measured.Scan.class, "composition-findings")
                        .flatMap(scan -> scan.open().stream().map(f -> Map.entry(f, scan))))
            .collect(
                Collectors.groupingBy(
                    e -> e.getValue().artefact() + e.getKey().rule() + e.getKey().subject(),
                    Collectors.mapping(
                        e -> String.valueOf(e.getValue().digest()), Collectors.toSet())));
    assertThat(seenIn.values()).anyMatch(digests -> digests.size() > 20);
    assertThat(seenIn.values()).anyMatch(digests -> digests.size() < 5);
  }

  @Test
  void theNeglectedServiceIsWaivedUntilADayAndTheSlowOneGetsSlower() {
    List<GateVerdict> neglected =
        onMain().stream()
            .filter(run -> run.pipeline().project().slug().equals("report-builder"))
            .map(run -> run.of(Gate.UNIT_TEST).orElseThrow().verdict())
            .toList();
    assertThat(neglected).contains(GateVerdict.WAIVED, GateVerdict.FAIL);
    List<Double> slowest =
        onMain().stream()
            .filter(run -> run.pipeline().project().slug().equals("time-series"))
            .flatMap(run -> run.measured(Measured.Load.class, "load"))
            .map(load -> load.transactions().getFirst().p95())
            .toList();
    assertThat(slowest.getFirst()).isLessThan(400);
    assertThat(slowest.getLast()).isGreaterThan(500);
  }

  @Test
  void someTestsAreFlakyAgainAndAgain() {
    Map<String, Long> flaky =
        onMain().stream()
            .flatMap(
                run ->
                    run.measured(Measured.Tests.class, "browser-tests")
                        .flatMap(tests -> tests.cases().stream())
                        .filter(one -> one.outcome().equals("flaky"))
                        .map(one -> run.pipeline().project().slug() + one.name()))
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    assertThat(flaky.values()).anyMatch(times -> times >= 5);
  }

  @Test
  void eachJobHasANumberOfItsOwn() {
    Set<Long> ids = new HashSet<>();
    for (ProjectHistory history : world.histories()) {
      for (Pipeline p : history.pipelines()) {
        for (Job job : Job.of(p)) {
          assertThat(ids.add(job.id())).isTrue();
          assertThat(job.finishedAt()).isGreaterThanOrEqualTo(job.startedAt());
        }
      }
    }
  }
}
