package io.throughline.source.jenkins;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is read beside a build: its stages, and the evidence of its gates when it kept some. Either
 * may be missing; the build is none the worse for it. Safe for several threads.
 */
final class BuildDetails {
  private static final String DEFAULT_EVIDENCE = "gates.json";
  private static final int MOST_EVIDENCE = 5;
  private static final String STAGES = "stages";

  private final FeedRun run;
  private final List<String> evidence;
  private final AtomicBoolean stages = new AtomicBoolean(true);

  BuildDetails(FeedRun run) {
    this.run = run;
    String name = run.settings().getOrDefault("evidence", "").strip();
    this.evidence = Arrays.asList((name.isEmpty() ? DEFAULT_EVIDENCE : name).split("/"));
  }

  /** Reads both of one build. */
  void read(KnownJobs.Known project, JobName job, BuildRow build)
      throws SourceException, InterruptedException {
    if (build.pipeline() && stages.get()) {
      stages(project, job, build);
    }
    if (!build.running()) {
      evidence(project, job, build);
    }
  }

  private void stages(KnownJobs.Known project, JobName job, BuildRow build)
      throws SourceException, InterruptedException {
    try {
      byte[] body = run.http().get(job.path() + "/" + build.number() + "/wfapi/describe").body();
      run.store(STAGES, PageStore.taken(run, context(project, job, build)), null, body);
      run.notice(STAGES, null);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      if (e.status() == 404) {
        // Either this build went, or the plugin is not there, and then none has any.
        stages.set(false);
      }
      run.notice(
          STAGES,
          "The stages of pipelines cannot be read; builds are. Is the plugin Pipeline: REST API"
              + " installed, and may the user read "
              + job.full()
              + "? "
              + e.getMessage());
    }
  }

  private void evidence(KnownJobs.Known project, JobName job, BuildRow build)
      throws SourceException, InterruptedException {
    List<List<String>> found =
        build.artifacts().stream()
            .map(path -> List.of(path.split("/", -1)))
            .filter(this::isEvidence)
            .limit(MOST_EVIDENCE)
            .toList();
    for (List<String> path : found) {
      StringBuilder place = new StringBuilder(job.path() + "/" + build.number() + "/artifact");
      path.forEach(segment -> place.append('/').append(JobName.encode(segment)));
      String told = job.full() + " " + build.number();
      try {
        byte[] body = run.http().get(place.toString()).body();
        Map<String, String> context = new HashMap<>(context(project, job, build));
        context.put("artifact", String.join("/", path));
        context.put("finished_at", build.startedAt().plusMillis(build.millis()).toString());
        put(context, "build", build.url() == null ? told : build.url());
        put(context, "url", build.url());
        put(context, "sha", build.revision().sha());
        String ref = project.ref(job);
        put(context, "ref", ref == null ? build.revision().branch() : ref);
        run.store("gate_evidence", PageStore.taken(run, context), null, body);
        run.notice("evidence", null);
      } catch (SourceException e) {
        // A Jenkins with a domain of its own for artifacts sends us there, and nobody follows.
        boolean elsewhere = e.status() >= 300 && e.status() < 400;
        if (e.remedy() != Remedy.SKIP && !elsewhere) {
          throw e;
        }
        run.notice(
            "evidence", "The evidence of gates of " + told + " cannot be read. " + e.getMessage());
      }
    }
  }

  /** Whether a path ends in the configured name and leads nowhere else. */
  private boolean isEvidence(List<String> path) {
    int from = path.size() - evidence.size();
    return from >= 0
        && path.subList(from, path.size()).equals(evidence)
        && path.stream().allMatch(JobName::isSegment);
  }

  private static Map<String, String> context(KnownJobs.Known project, JobName job, BuildRow build) {
    Map<String, String> context = new HashMap<>(BuildContext.put(project, job));
    context.put(
        "pipeline",
        Long.toString(BuildMapping.number(job.full(), build.number(), build.startedAt())));
    context.put("number", Long.toString(build.number()));
    return context;
  }

  private static void put(Map<String, String> context, String name, @Nullable String text) {
    if (text != null) {
      context.put(name, text);
    }
  }
}
