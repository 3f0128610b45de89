package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job of a pipeline. Times are epoch milliseconds.
 *
 * @param outcome final status: success, failed, canceled or skipped
 * @param retried true for an attempt that another one replaced
 * @param judged what came of the gates; null for any other job, and where they were not asked
 */
public record Job(
    long id,
    Pipeline pipeline,
    String stage,
    String name,
    String outcome,
    long startedAt,
    long finishedAt,
    boolean retried,
    @Nullable GateRun judged) {

  /** Name and stage of the job that judges a build. */
  public static final String GATES = "gates";

  /** The jobs of a pipeline, in the order in which they were created. */
  public static List<Job> of(Pipeline p) {
    Dice dice = Dice.of(p.id(), p.sha());
    List<Job> jobs = new ArrayList<>();
    long length = p.finishedAt() - p.startedAt();
    long built = p.startedAt() + length * 3 / 10;
    boolean good = p.outcome().equals("success");
    jobs.add(
        new Job(p.id() * 16, p, "build", "compile", "success", p.startedAt(), built, false, null));
    jobs.add(job(p, 1, "test", "lint", "success", built, built + length / 10));
    if (good && dice.chance(0.08)) {
      long again = built + length / 5;
      jobs.add(
          new Job(p.id() * 16 + 2, p, "test", "unit-tests", "failed", built, again, true, null));
      jobs.add(job(p, 3, "test", "unit-tests", "success", again, p.startedAt() + length * 7 / 10));
    } else {
      String outcome = good ? "success" : p.outcome();
      long end = good ? p.startedAt() + length * 6 / 10 : p.finishedAt();
      jobs.add(job(p, 3, "test", "unit-tests", outcome, built, end));
    }
    long tested = p.startedAt() + length * 8 / 10;
    jobs.add(job(p, 4, "test", "integration-tests", good ? "success" : "canceled", built, tested));
    long packed = Gates.has(p.project()) ? Math.max(tested, Gates.begin(p)) : p.finishedAt();
    jobs.add(job(p, 5, "package", "image", good ? "success" : "skipped", tested, packed));
    gates(p, jobs);
    return jobs;
  }

  /** The last stage, which runs whatever came before it, but not when somebody stops it all. */
  private static void gates(Pipeline p, List<Job> jobs) {
    if (!Gates.has(p.project())) {
      return;
    }
    List<GateRun> runs = Gates.of(p);
    if (runs.isEmpty()) {
      jobs.add(job(p, 6, GATES, GATES, "skipped", p.finishedAt(), p.finishedAt()));
    }
    for (GateRun run : runs) {
      jobs.add(
          new Job(
              run.jobId(),
              p,
              GATES,
              GATES,
              run.verdict().good() ? "success" : "failed",
              run.startedAt(),
              run.at(),
              run.attempt() + 1 < runs.size(),
              run));
    }
  }

  /** Whether its failure leaves the pipeline as it is. */
  public boolean mayFail() {
    return name.equals(GATES);
  }

  private static Job job(
      Pipeline p, int slot, String stage, String name, String outcome, long start, long end) {
    return new Job(p.id() * 16 + slot, p, stage, name, outcome, start, end, false, null);
  }

  /** The status that GitLab shows at a moment. */
  public String status(long now) {
    if (outcome.equals("skipped")) {
      return now >= pipeline.finishedAt() ? "skipped" : "created";
    }
    return now >= finishedAt ? outcome : now >= startedAt ? "running" : "created";
  }
}
