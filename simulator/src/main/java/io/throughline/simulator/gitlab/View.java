package io.throughline.simulator.gitlab;

import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The world as an answer sees it.
 *
 * @param base address of this GitLab without a slash at the end
 * @param clock the world's present moment, epoch milliseconds
 */
public record View(
    World world, Production production, Overlay overlay, String base, LongSupplier clock) {
  /** The world's present moment, epoch milliseconds. */
  public long now() {
    return clock.getAsLong();
  }

  public Company company() {
    return world.company();
  }

  /** All projects that GitLab has, by rising id. */
  public List<ProjectHistory> repositories() {
    List<ProjectHistory> all = new ArrayList<>(world.histories());
    all.add(GitopsRepository.history());
    return all;
  }

  /** The project's present path with its groups. */
  public String path(Project project) {
    return overlay.path(project);
  }

  /** The page of a project. */
  public String url(Project project) {
    return base + "/" + path(project);
  }

  /** The page of a user. */
  public String url(Account account) {
    return base + "/" + account.username();
  }

  /** The page of a merge request. */
  public String url(MergeRequest mr) {
    return url(mr.project()) + "/-/merge_requests/" + mr.iid();
  }
}
