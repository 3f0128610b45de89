package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.NextLink;
import io.throughline.source.http.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of a project's history, newest first and a hundred a request, which is far fewer
 * requests than one for each pipeline.
 *
 * <p>Read once. Its cursor says when the reading began, how far back it goes, and where it goes on,
 * that it is done, or that this GitLab refuses such a list; then each pipeline is asked for its own
 * jobs.
 */
final class JobHistory {
  /** What is done with a page that holds jobs; done before the cursor moves. */
  interface Use {
    void page(HttpDoor.Page page) throws SourceException, InterruptedException;
  }

  private static final String DONE = "done";
  private static final String REFUSED = "refused";
  // The begin is told in whole seconds, and what changes while the first page is made may be in it.
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final FeedRun run;
  private final String project;
  private final String scope;
  private final Use use;
  private Instant began = Instant.MIN;
  private Instant since;
  private String next = "";

  private JobHistory(FeedRun run, String project, Use use) {
    this.run = run;
    this.project = project;
    this.scope = "jobs/" + project;
    this.use = use;
    this.since = run.since();
  }

  /** Reads what is left to read of it, and stores its pages. */
  static JobHistory read(FeedRun run, String project) throws SourceException, InterruptedException {
    Map<String, String> ids = Map.of("project", project);
    return read(run, project, page -> PageStore.set(run, "jobs", ids, List.of(page.body())));
  }

  /** Reads what is left to read of it. */
  static JobHistory read(FeedRun run, String project, Use use)
      throws SourceException, InterruptedException {
    JobHistory history = new JobHistory(run, project, use);
    history.resume();
    try {
      history.pages();
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // Closed to the token, or (405) an older GitLab without pages by key here.
      history.began = run.clock().instant();
      history.save(REFUSED);
    }
    return history;
  }

  /** Whether all jobs of a listed pipeline were in it. */
  boolean covers(Item pipeline) {
    return next.equals(DONE)
        && pipeline.createdAt().filter(created -> !created.isBefore(since)).isPresent()
        && pipeline.updatedAt().filter(updated -> updated.isBefore(began)).isPresent();
  }

  private void resume() {
    String[] parts = run.cursor(scope).orElse("").split(" ", 3);
    if (parts.length == 3) {
      began = Instant.parse(parts[0]);
      since = Instant.parse(parts[1]);
      next = parts[2];
    } else {
      next =
          "/api/v4/projects/"
              + project
              + "/jobs?pagination=keyset&order_by=id&sort=desc&per_page=100";
    }
  }

  private void pages() throws SourceException, InterruptedException {
    while (!next.equals(DONE) && !next.equals(REFUSED)) {
      HttpDoor.Page page = run.http().get(next);
      List<Item> jobs = JsonScan.list(page.body(), JsonScan.USUAL);
      if (began.equals(Instant.MIN)) {
        began = Waits.date(page.headers().get("date")).orElse(run.clock().instant()).minus(SLACK);
      }
      if (!jobs.isEmpty()) {
        use.page(page);
      }
      boolean older =
          jobs.isEmpty() || jobs.getLast().createdAt().filter(at -> at.isBefore(since)).isPresent();
      Optional<String> link = older ? Optional.empty() : NextLink.of(page);
      if (link.isPresent() && link.get().equals(next)) {
        throw Paging.loop(next);
      }
      save(link.orElse(DONE));
    }
  }

  private void save(String place) {
    next = place;
    run.saveCursor(scope, began + " " + since + " " + place);
  }
}
