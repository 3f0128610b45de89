package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything that happened in one project; appended to by the world, read by anybody. */
public final class ProjectHistory {
  private final Project project;
  private final AppendList<MergeRequest> mergeRequests = new AppendList<>();
  private final AppendList<Pipeline> pipelines = new AppendList<>();
  private final AppendList<Deployment> deployments = new AppendList<>();
  private final AppendList<Release> releases = new AppendList<>();
  private final Map<Integer, MergeRequest> byIid = new ConcurrentHashMap<>();
  private final Map<Long, Pipeline> pipelineById = new ConcurrentHashMap<>();
  // What is merged into main and not yet in the environment; touched by the world's thread only.
  final List<MergeRequest> awaitingProduction = new ArrayList<>();
  final List<MergeRequest> awaitingStaging = new ArrayList<>();
  int pipelineCount;
  int mergeRequestCount;

  /** One in which nothing has happened yet. */
  public ProjectHistory(Project project) {
    this.project = project;
  }

  void add(MergeRequest mr) {
    mergeRequests.add(mr);
    byIid.put(mr.iid(), mr);
    mr.pipelines().forEach(this::add);
  }

  void add(Pipeline pipeline) {
    pipelines.add(pipeline);
    pipelineById.put(pipeline.id(), pipeline);
  }

  void add(Deployment deployment) {
    deployments.add(deployment);
  }

  void add(Release release) {
    releases.add(release);
  }

  public Project project() {
    return project;
  }

  /** By rising iid; some may lie in the future. */
  public List<MergeRequest> mergeRequests() {
    return mergeRequests.view();
  }

  /** The merge request with this number, even one of the future, or null. */
  public @Nullable MergeRequest mergeRequest(int iid) {
    return byIid.get(iid);
  }

  /** In no particular order; some may lie in the future. */
  public List<Pipeline> pipelines() {
    return pipelines.view();
  }

  /** Those that GitLab runs: all, or none where another system builds the project. */
  public List<Pipeline> gitlabPipelines() {
    return project.jenkins() == null ? pipelines() : List.of();
  }

  /** The one of {@link #gitlabPipelines} with this id, even one of the future, or null. */
  public @Nullable Pipeline gitlabPipeline(long id) {
    return project.jenkins() == null ? pipelineById.get(id) : null;
  }

  /** By rising id; some may lie in the future. */
  public List<Deployment> deployments() {
    return deployments.view();
  }

  public List<Release> releases() {
    return releases.view();
  }
}
