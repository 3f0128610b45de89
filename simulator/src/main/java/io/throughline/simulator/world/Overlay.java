package io.throughline.simulator.world;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was done to the world by hand: merge requests deleted, projects moved to other groups. */
public final class Overlay {
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final Map<Long, String> paths = new ConcurrentHashMap<>();

  /** Lets a merge request vanish, as when somebody deletes it. */
  public void delete(long mergeRequestId) {
    deleted.add(mergeRequestId);
  }

  /** True unless the merge request was deleted. */
  public boolean has(MergeRequest mr) {
    return deleted.isEmpty() || !deleted.contains(mr.id());
  }

  /** Moves a project to another path; its id stays. */
  public void move(long projectId, String path) {
    paths.put(projectId, path);
  }

  /** The project's present path with its groups. */
  public String path(Project project) {
    return paths.getOrDefault(project.id(), project.path());
  }

  /** Ids of deleted merge requests. */
  public Set<Long> deleted() {
    return Set.copyOf(deleted);
  }

  /** New paths by project id. */
  public Map<Long, String> moved() {
    return Map.copyOf(paths);
  }
}
