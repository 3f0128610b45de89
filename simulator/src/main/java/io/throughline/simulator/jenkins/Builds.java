package io.throughline.simulator.jenkins;

import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What Jenkins knows of the world: the builds of the branches of its projects. The job of a change
 * goes a week after the change has ended, and its builds with it.
 */
public final class Builds {
  private static final String MAIN = "main";
  private static final long KEPT = Duration.ofDays(7).toMillis();
  private final World world;

  /** What there is to know of a world. */
  public Builds(World world) {
    this.world = world;
  }

  /** The projects that it builds. */
  List<ProjectHistory> projects() {
    return world.histories().stream().filter(h -> h.project().jenkins() != null).toList();
  }

  /** The names of the jobs of a project: {@code main}, and {@code PR-7} for each change. */
  List<String> jobs(ProjectHistory project, long now) {
    List<String> jobs = new ArrayList<>(List.of(MAIN));
    for (MergeRequest mr : project.mergeRequests()) {
      boolean begun = mr.pipelines().stream().anyMatch(p -> p.startedAt() <= now);
      if (begun && now < gone(mr)) {
        jobs.add("PR-" + mr.iid());
      }
    }
    return jobs;
  }

  private static long gone(MergeRequest mr) {
    long ended = Long.MAX_VALUE - KEPT;
    for (Event event : mr.events()) {
      if (event instanceof Event.Merged || event instanceof Event.Closed) {
        ended = event.at();
      } else if (event instanceof Event.Reopened) {
        ended = Long.MAX_VALUE - KEPT;
      }
    }
    return ended + KEPT;
  }

  /** The builds of a job that have begun, newest first. */
  List<Build> builds(ProjectHistory project, String job, long now) {
    return all(project, job).stream()
        .filter(b -> b.pipeline().startedAt() <= now)
        .toList()
        .reversed();
  }

  /** The build that a pipeline is. */
  Optional<Build> build(Pipeline pipeline) {
    Project project = pipeline.project();
    ProjectHistory history = world.history(project.id());
    return history == null || project.jenkins() == null
        ? Optional.empty()
        : all(history, job(pipeline)).stream()
            .filter(b -> b.pipeline().id() == pipeline.id())
            .findFirst();
  }

  private static String job(Pipeline pipeline) {
    return pipeline.mrIid() == null ? MAIN : "PR-" + pipeline.mrIid();
  }

  /**
   * A build gets its number when it leaves the queue. What begins before a moment was made before
   * it, so what is yet to be made changes no number that was told.
   */
  private static List<Build> all(ProjectHistory project, String job) {
    List<Pipeline> pipelines =
        project.pipelines().stream()
            .filter(p -> job(p).equals(job))
            .sorted(Comparator.comparingLong(Pipeline::startedAt).thenComparing(Pipeline::id))
            .toList();
    List<Build> builds = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      builds.add(new Build(pipeline, job, builds.size() + 1));
    }
    return builds;
  }
}
