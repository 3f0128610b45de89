package io.throughline.simulator.jenkins;

import io.throughline.simulator.evidence.GateJson;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Gates;
import io.throughline.simulator.world.Pipeline;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pipeline of the world as a build of Jenkins.
 *
 * @param job name of the job of its branch or change
 * @param number in its job
 */
record Build(Pipeline pipeline, String job, int number) {
  /** Whether somebody's word is awaited before the end: only where it goes to production. */
  boolean asksForAWord() {
    return pipeline.mrIid() == null && pipeline.outcome().equals("success");
  }

  /** The verdicts of its gates by the paths of their files; the last one where the kit puts it. */
  SortedMap<String, GateRun> artifacts(long now) {
    SortedMap<String, GateRun> files = new TreeMap<>();
    List<GateRun> runs = Gates.of(pipeline);
    for (GateRun run : runs) {
      if (!running(now) && run.fate() == GateRun.Fate.KEPT) {
        boolean last = run.equals(runs.getLast());
        files.put(last ? GateJson.PATH : ".throughline/first/gates.json", run);
      }
    }
    return files;
  }

  boolean running(long now) {
    return now < pipeline.finishedAt();
  }

  /** The result once it has ended; of what failed, some had only failed tests. */
  String result() {
    return switch (pipeline.outcome()) {
      case "success" -> "SUCCESS";
      case "canceled" -> "ABORTED";
      default -> failedTests() > 0 ? "UNSTABLE" : "FAILURE";
    };
  }

  /** How many tests failed; none when it did not get so far. */
  int failedTests() {
    Dice dice = Dice.of(pipeline.id(), pipeline.sha());
    return pipeline.outcome().equals("failed") && dice.chance(0.4) ? 1 + (int) dice.below(5) : 0;
  }

  /** How many tests it has; 0 when it ended before they were run. */
  int tests() {
    boolean ran = pipeline.outcome().equals("success") || failedTests() > 0;
    return ran ? 180 + (int) (pipeline.id() % 40) : 0;
  }
}
