package io.throughline.source.gitlab;

import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Deployments that are new or changed, each successful one with the merge requests it brought; of
 * those to what GitLab itself calls staging, testing or development nobody counts what they
 * brought, so it is not asked for.
 */
final class DeploymentsFeed implements Feed {
  private static final int AT_ONCE = 8;
  private static final Set<String> UNFINISHED = Set.of("created", "running", "blocked");

  @Override
  public String id() {
    return "deployments";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "Deployments", project -> read(run, project));
  }

  private static void read(FeedRun run, String project)
      throws SourceException, InterruptedException {
    OpenItems open = OpenItems.of(run, project);
    Set<String> less = EnvironmentsFeed.lessThanProduction(run, project);
    AtomicBoolean refused = new AtomicBoolean();
    new ChangedPages(
            run,
            project,
            "deployments",
            "/api/v4/projects/"
                + project
                + "/deployments?order_by=updated_at&sort=asc&per_page=100",
            changed -> {
              Fanout.each(
                  changed, AT_ONCE, item -> mergeRequests(run, project, item, less, refused));
              changed.forEach(item -> open.read(item.id(), isUnfinished(item)));
              open.save();
            })
        .read();
    Fanout.each(open.left(), AT_ONCE, id -> one(run, project, id, open, refused));
    open.save();
    if (refused.get()) {
      run.notice(
          project + "/merge_requests",
          "This project does not tell which merge requests a deployment brought (an older GitLab, or"
              + " the token's rights). Deployments are linked by their commits only.");
    }
  }

  private static void mergeRequests(
      FeedRun run, String project, Item deployment, Set<String> less, AtomicBoolean refused)
      throws SourceException, InterruptedException {
    if (!deployment.text("status").equals("success")
        || less.contains(deployment.text("environment.name"))
        || refused.get()) {
      return;
    }
    String id = Long.toString(deployment.id());
    try {
      List<byte[]> pages =
          Paging.bodies(
              run.http(), path(project, deployment.id()) + "/merge_requests?per_page=100");
      PageStore.set(
          run, "deployment_merge_requests", Map.of("project", project, "deployment", id), pages);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      refused.set(true);
    }
  }

  private static void one(
      FeedRun run, String project, long id, OpenItems open, AtomicBoolean refused)
      throws SourceException, InterruptedException {
    try {
      byte[] body = run.http().get(path(project, id)).body();
      Item item = JsonScan.object(body, JsonScan.USUAL);
      run.store("deployment", PageStore.taken(run, Map.of("project", project)), null, body);
      Set<String> less = EnvironmentsFeed.lessThanProduction(run, project);
      mergeRequests(run, project, item, less, refused);
      open.read(id, isUnfinished(item));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      open.read(id, false);
    }
  }

  private static boolean isUnfinished(Item deployment) {
    return UNFINISHED.contains(deployment.text("status"));
  }

  private static String path(String project, long id) {
    return "/api/v4/projects/" + project + "/deployments/" + id;
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("deployment")) {
      return false;
    }
    String project = Ids.number(wish.scope());
    long id = Long.parseLong(Ids.number(wish.item()));
    one(run, project, id, OpenItems.of(run, project), new AtomicBoolean());
    return true;
  }
}
