package io.throughline.simulator.jenkins;

import io.throughline.simulator.evidence.Artifacts;
import io.throughline.simulator.evidence.GateJson;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Gates;
import io.throughline.simulator.world.Pipeline;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

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

  /**
   * The verdicts on it with the reports of each, by their paths; the last ones where the kit puts
   * them, each written when it is asked for.
   *
   * @param address of the build
   */
  SortedMap<String, Supplier<byte[]>> artifacts(long now, String address) {
    SortedMap<String, Supplier<byte[]>> files = new TreeMap<>();
    List<GateRun> runs = Gates.of(pipeline);
    for (GateRun run : runs) {
      if (!running(now) && run.fate() == GateRun.Fate.KEPT) {
        boolean last = run.equals(runs.getLast());
        Artifacts.of(run, job, address)
            .forEach((path, file) -> files.put(last ? path : first(path), file));
      }
    }
    return files;
  }

  /** Where a file of the first judging is put when there is a second one. */
  private static String first(String path) {
    return ".throughline/first/"
        + (path.equals(GateJson.PATH) ? path.substring(path.lastIndexOf('/') + 1) : path);
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
