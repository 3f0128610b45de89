package io.throughline.simulator.gitlab;

import io.throughline.simulator.evidence.Artifacts;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Job;
import io.throughline.simulator.world.Measured;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Jobs of a project or of a pipeline, what they left behind, and what their tests said. */
final class JobApi {
  private final View view;

  JobApi(View view) {
    this.view = view;
  }

  Reply ofPipeline(Request request, Pipeline pipeline, long now) {
    boolean retried = request.flag("include_retried");
    List<Job> jobs =
        Job.of(pipeline).stream().filter(j -> retried || !j.retried()).toList().reversed();
    return Page.offset(
        view.base(), request, jobs, (out, job) -> PipelineJson.job(out, view, job, now));
  }

  /** All jobs, the retried ones too, as GitLab lists them for a whole project. */
  Reply list(Request request, ProjectHistory history) {
    long now = view.now();
    List<Pipeline> pipelines =
        history.gitlabPipelines().stream()
            .filter(p -> p.createdAt() <= now)
            .sorted(Comparator.comparingLong(Pipeline::id).reversed())
            .toList();
    Page.Row<Job> row = (out, job) -> PipelineJson.job(out, view, job, now);
    if (!"keyset".equals(request.query().get("pagination"))) {
      List<Job> jobs = pipelines.stream().flatMap(p -> Job.of(p).reversed().stream()).toList();
      return Page.offset(view.base(), request, jobs, row);
    }
    return Page.keyset(view.base(), request, near(request, pipelines), Job::id, false, row);
  }

  /** The jobs that a page by key can show, and some more: not all have to be thought out for it. */
  private static List<Job> near(Request request, List<Pipeline> newestFirst) {
    long key = Page.cursor(request);
    List<Job> jobs = new ArrayList<>();
    int enough = 2 * Page.MOST_ROWS;
    for (Pipeline p : newestFirst) {
      if ((key < 0 || p.id() * 16 < key) && jobs.size() < enough) {
        jobs.addAll(Job.of(p).reversed());
      }
    }
    return jobs;
  }

  /** One job, or a file of its artifacts. */
  Reply one(ProjectHistory history, String id, List<String> rest) {
    long now = view.now();
    Job job = job(history, Api.id(id), now);
    if (rest.isEmpty()) {
      return Reply.of(out -> PipelineJson.job(out, view, job, now));
    }
    GateRun run = job.judged();
    boolean asked = rest.getFirst().equals("artifacts");
    String path = String.join("/", rest.subList(1, rest.size()));
    if (!asked || run == null || run.at() > now || run.fate() != GateRun.Fate.KEPT) {
      throw NotFound.of("");
    }
    Pipeline p = run.pipeline();
    Supplier<byte[]> file =
        Artifacts.of(run, branch(history, p), PipelineJson.url(view, p)).get(path);
    if (file == null) {
      throw NotFound.of("");
    }
    return Artifacts.reply(path, file.get());
  }

  /** What a pipeline of a merge request calls its branch. */
  private static String branch(ProjectHistory history, Pipeline p) {
    Integer iid = p.mrIid();
    MergeRequest mr = iid == null ? null : history.mergeRequest(iid);
    return mr == null ? p.ref() : mr.sourceBranch();
  }

  private static Job job(ProjectHistory history, long id, long now) {
    Pipeline pipeline = history.gitlabPipeline(id / 16);
    if (pipeline == null || pipeline.createdAt() > now) {
      throw NotFound.of("");
    }
    return Job.of(pipeline).stream()
        .filter(job -> job.id() == id)
        .findFirst()
        .orElseThrow(() -> NotFound.of(""));
  }

  /** What the reports of tests said that the pipeline's last jobs uploaded. */
  Reply testSummary(Pipeline pipeline, long now) {
    List<GateRun> runs =
        Job.of(pipeline).stream()
            .map(Job::judged)
            .filter(run -> run != null && run.at() <= now)
            .toList();
    List<Measured.Tests> suites =
        runs.isEmpty()
            ? List.of()
            : runs.getLast().gates().stream()
                .flatMap(gate -> gate.measured().stream())
                .filter(Measured.Tests.class::isInstance)
                .map(Measured.Tests.class::cast)
                .toList();
    return Reply.of(out -> TestSummaryJson.write(out, pipeline, suites));
  }
}
