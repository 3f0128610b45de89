package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Sha256;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** One file among the artifacts of the jobs that judge a build. Safe for several threads. */
final class GateArtifacts {
  /** What is looked at of a job. */
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "status",
          "ref",
          "finished_at",
          "web_url",
          "artifacts_file.filename",
          "pipeline.id",
          "pipeline.sha",
          "pipeline.ref",
          "pipeline.web_url");

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int LONGEST = 500;
  private static final Set<String> ENDED = Set.of("success", "failed");

  private final FeedRun run;
  private final String project;
  private final Set<String> jobs;
  private final String path;
  private final AtomicInteger kept = new AtomicInteger();
  private final AtomicInteger missing = new AtomicInteger();
  private final AtomicInteger large = new AtomicInteger();

  /**
   * @param jobs names of the job
   * @param path of the file among its artifacts
   */
  GateArtifacts(FeedRun run, String project, Set<String> jobs, String path) {
    this.run = run;
    this.project = project;
    this.jobs = jobs;
    this.path =
        Arrays.stream(path.split("/"))
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
  }

  /** Whether a job is one of those, has ended since the history begins, and left artifacts. */
  boolean has(Item item) {
    return jobs.contains(item.text("name"))
        && ENDED.contains(item.text("status"))
        && !item.text("artifacts_file.filename").isEmpty()
        && item.finishedAt().filter(at -> !at.isBefore(run.since())).isPresent();
  }

  /** Stores the file of a job. One that is not there any more is counted and left out. */
  void keep(Item item) throws SourceException, InterruptedException {
    HttpDoor.Page page;
    try {
      page =
          run.http()
              .file("/api/v4/projects/" + project + "/jobs/" + item.id() + "/artifacts/" + path);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      (e.status() == 0 ? large : missing).incrementAndGet();
      return;
    }
    String type = page.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    if (type.contains("html")) {
      throw new SourceException(
          Remedy.RETRY,
          "A web page came instead of an artifact: is something answering in GitLab's place?");
    }
    if (page.body().length > MOST_BYTES) {
      large.incrementAndGet();
      return;
    }
    // What is no evidence becomes a dead letter that says why.
    run.store(
        GatesFeed.KIND,
        PageStore.taken(run, context(item)),
        GatesFeed.KIND + "/" + project + "/" + item.id() + "/" + Sha256.hex(page.body()),
        page.body());
    kept.incrementAndGet();
  }

  private Map<String, String> context(Item item) {
    Map<String, String> context = new HashMap<>();
    context.put("project", project);
    context.put("job", Long.toString(item.id()));
    put(context, "build", item.text("pipeline.web_url"));
    put(context, "sha", item.text("pipeline.sha"));
    put(context, "ref", item.text("pipeline.ref"));
    put(context, "finished_at", item.text("finished_at"));
    put(context, "url", item.text("web_url"));
    return context;
  }

  private static void put(Map<String, String> context, String name, String text) {
    if (!text.isEmpty() && text.length() <= LONGEST) {
      context.put(name, text);
    }
  }

  /** Tells a person what could not be had, or takes back what was told when all is well. */
  void tell() {
    String scope = project + "/artifacts";
    String name = KnownProjects.of(run).name(project);
    if (missing.get() > 0) {
      run.notice(
          scope,
          "Of the jobs that judge builds of "
              + name
              + " "
              + missing
              + " have no "
              + run.settings().getOrDefault("gates", "")
              + " among their artifacts: expired, or written somewhere else. They count as not"
              + " judged.");
    } else if (large.get() > 0) {
      run.notice(
          scope, "Of the verdicts on builds of " + name + " " + large + " are files over 4 MB.");
    } else if (kept.get() > 0) {
      run.notice(scope, null);
    }
  }
}
