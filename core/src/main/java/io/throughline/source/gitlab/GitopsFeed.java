package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.gitlab.GitopsRepositories.Repository;
import io.throughline.source.gitops.GitopsPaths;
import java.util.List;
import java.util.Optional;

/**
 * What changed in GitOps repositories, commit by commit of the default branch. Off unless the
 * setting {@code gitops} names repositories.
 *
 * <p>How far it came is kept as a commit, not as a time: the time of a commit is that of somebody's
 * computer, and one that was made days ago may come to the branch today.
 */
final class GitopsFeed implements Feed {
  static final String ID = "gitops";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    SourceException later = null;
    for (String path : GitopsRepositories.named(run.settings())) {
      try {
        read(run, new GitopsRepositories(run).find(path));
        run.notice(path, null);
      } catch (SourceException e) {
        if (e.remedy() == Remedy.PERSON) {
          throw e;
        }
        later = later == null && e.remedy() == Remedy.RETRY ? e : later;
        if (e.remedy() == Remedy.SKIP) {
          run.notice(
              path,
              "The GitOps repository "
                  + path
                  + " cannot be read: is its path under gitops right, and is the token's user a"
                  + " member with at least the Reporter role? What was read before is kept. "
                  + e.getMessage());
        }
      }
    }
    if (later != null) {
      throw later;
    }
  }

  private static void read(FeedRun run, Repository repository)
      throws SourceException, InterruptedException {
    if (repository.branch().isEmpty()) {
      run.notice(
          repository.path() + "/branch",
          "The GitOps repository "
              + repository.path()
              + " has no default branch yet: there is nothing in it that could be read.");
      return;
    }
    run.notice(repository.path() + "/branch", null);
    GitopsPaths paths = GitopsPaths.of(run.settings().getOrDefault("gitops_paths", ""));
    MainLine line = MainLine.since(run, repository, run.cursor(repository.id()).orElse(""));
    List<String> shas = line.oldestFirst();
    GitopsCommits commits = new GitopsCommits(run, repository, paths);
    boolean settled = true;
    for (int i = 0; i < shas.size(); i++) {
      settled &= commits.read(line.commit(shas.get(i)));
      if (settled) {
        run.saveCursor(repository.id(), shas.get(i));
      }
      run.progress(repository.id(), i + 1L, (long) shas.size());
    }
    commits.tell();
    run.completeUntil(repository.id(), line.askedAt());
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID)) {
      return false;
    }
    String id = Ids.number(wish.scope());
    for (String path : GitopsRepositories.named(run.settings())) {
      Optional<Repository> repository = open(run, path);
      if (repository.isPresent() && repository.get().id().equals(id)) {
        read(run, repository.get());
      }
    }
    return true;
  }

  /** Another repository that is closed to us is told of when all are read. */
  private static Optional<Repository> open(FeedRun run, String path)
      throws SourceException, InterruptedException {
    try {
      return Optional.of(new GitopsRepositories(run).find(path));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
