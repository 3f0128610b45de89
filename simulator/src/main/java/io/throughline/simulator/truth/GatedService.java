package io.throughline.simulator.truth;

import io.throughline.simulator.world.CodeScan;
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
  /**
   * A version that arrived where users are.
   *
   * @param digest of the image that runs; null where nothing tells of it
   */
  record Shipped(String sha, @Nullable String digest, long at) {
    /** Whether what a run scanned is what runs. */
    boolean isOf(GateRun run) {
      return run.pipeline().sha().equals(sha) && (digest == null || digest.equals(run.image()));
    }
  }

  private final ProjectHistory history;
  private final List<CodeScan> scans;
  private final List<GateRun> runs;
  private final Map<String, List<GateRun>> bySha = new LinkedHashMap<>();
  private final List<Shipped> shipped = new ArrayList<>();

  /**
   * @param scans analyses of its code that were made by then
   * @param shipments what Argo CD tells of it, and since when; null where it tells of nothing
   */
  GatedService(
      ProjectHistory history, List<CodeScan> scans, @Nullable Shipments shipments, long now) {
    this.history = history;
    this.scans = scans.stream().filter(scan -> scan.mrIid() == null).toList();
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
    long told = shipments == null ? Long.MAX_VALUE : shipments.argoBegan();
    for (Deployment d : history.deployments()) {
      boolean arrived =
          d.outcome().equals("success") && d.finishedAt() <= now && d.finishedAt() < told;
      if (arrived && d.environment().equals("production")) {
        shipped.add(new Shipped(d.sha(), null, d.finishedAt()));
      }
    }
    if (shipments != null) {
      shipped.addAll(shipments.arrivedByArgo());
    }
    for (Release release : history.releases()) {
      if (release.at() <= now) {
        shipped.add(new Shipped(release.sha(), null, release.at()));
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

  /**
   * What was known of a gate when a version arrived; no data where nothing was. An analysis of the
   * code has its own gate: where it failed the version failed, and where nothing else is known it
   * says so.
   */
  GateVerdict verdict(Shipped shipped, Gate gate) {
    GateRun run = last(shipped.sha(), shipped.at());
    GateVerdict told =
        run == null
            ? GateVerdict.NO_DATA
            : run.of(gate).map(GateRun.Outcome::verdict).orElse(GateVerdict.NO_DATA);
    CodeScan scan = gate == Gate.STATIC_ANALYSIS ? scan(shipped) : null;
    if (scan == null || told == GateVerdict.FAIL) {
      return told;
    }
    boolean known = told == GateVerdict.UNREADABLE || told == GateVerdict.WAIVED;
    return !scan.passed() ? GateVerdict.FAIL : known ? told : GateVerdict.PASS;
  }

  private @Nullable CodeScan scan(Shipped shipped) {
    return scans.stream()
        .filter(scan -> scan.pipeline().sha().equals(shipped.sha()) && scan.at() <= shipped.at())
        .max(Comparator.comparingLong(CodeScan::at))
        .orElse(null);
  }
}
