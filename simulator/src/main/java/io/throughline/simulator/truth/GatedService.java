package io.throughline.simulator.truth;

import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Gate;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.GateVerdict;
import io.throughline.simulator.world.Gates;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Release;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the builds of one service were judged and which of them reached production, as of a moment. A
 * run whose evidence nobody kept is one that nobody can know of.
 */
final class GatedService {
  /** A version that arrived where users are. */
  record Shipped(String sha, long at) {}

  private final ProjectHistory history;
  private final List<GateRun> runs;
  private final Map<String, List<GateRun>> bySha = new LinkedHashMap<>();
  private final List<Shipped> shipped = new ArrayList<>();

  GatedService(ProjectHistory history, long now) {
    this.history = history;
    this.runs =
        history.pipelines().stream()
            .filter(p -> p.finishedAt() <= now)
            .flatMap(p -> Gates.of(p).stream())
            .filter(run -> run.fate() == GateRun.Fate.KEPT)
            .sorted(Comparator.comparingLong(GateRun::at))
            .toList();
    for (GateRun run : runs) {
      bySha.computeIfAbsent(run.pipeline().sha(), sha -> new ArrayList<>()).add(run);
    }
    for (Deployment d : history.deployments()) {
      boolean arrived = d.outcome().equals("success") && d.finishedAt() <= now;
      if (arrived && d.environment().equals("production")) {
        shipped.add(new Shipped(d.sha(), d.finishedAt()));
      }
    }
    for (Release release : history.releases()) {
      if (release.at() <= now) {
        shipped.add(new Shipped(release.sha(), release.at()));
      }
    }
    shipped.sort(Comparator.comparingLong(Shipped::at));
  }

  Project project() {
    return history.project();
  }

  /** All runs, oldest first. */
  List<GateRun> runs() {
    return runs;
  }

  /** The runs of the default branch, oldest first. */
  Stream<GateRun> onMain() {
    return runs.stream().filter(run -> run.pipeline().mrIid() == null);
  }

  /** The runs of each commit, oldest first. */
  Iterable<List<GateRun>> commits() {
    return bySha.values();
  }

  /** What arrived in production, or was released as a library, oldest first. */
  List<Shipped> shipped() {
    return shipped;
  }

  long firstJudged() {
    return runs.isEmpty() ? Long.MAX_VALUE : runs.getFirst().at();
  }

  /** The last run of a commit up to a moment; null when it was not judged by then. */
  @Nullable GateRun last(String sha, long upTo) {
    GateRun last = null;
    for (GateRun run : bySha.getOrDefault(sha, List.of())) {
      last = run.at() <= upTo ? run : last;
    }
    return last;
  }

  /** The gates that a version of this service has to pass. */
  List<Gate> required() {
    return Arrays.stream(Gate.values()).filter(gate -> gate.appliesTo(project())).toList();
  }

  /** What came of a gate; no data where nothing came of it. */
  static GateVerdict verdict(@Nullable GateRun run, Gate gate) {
    return run == null
        ? GateVerdict.NO_DATA
        : run.of(gate).map(GateRun.Outcome::verdict).orElse(GateVerdict.NO_DATA);
  }
}
