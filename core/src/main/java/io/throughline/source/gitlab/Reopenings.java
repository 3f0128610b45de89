package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which merge requests of a project were ever reopened, from the project's own events: one list in
 * place of a request for each. Of all others the list of merge requests tells every change of
 * state: when it was opened, and when it was merged or closed.
 *
 * <p>GitLab throws events away after some years (two, in newer versions three), so nothing is said
 * of what is older than that.
 */
final class Reopenings {
  private static final Duration KEPT = Duration.ofDays(700);
  private static final Set<String> WANTED = Set.of("id", "target_id");

  private final FeedRun run;
  private final String project;
  private @Nullable Set<String> reopened;
  private boolean refused;

  Reopenings(FeedRun run, String project) {
    this.run = run;
    this.project = project;
  }

  /** Whether this one is known never to have been reopened, and its list tells when it ended. */
  boolean none(Item mergeRequest) throws SourceException, InterruptedException {
    Instant kept = run.clock().instant().minus(KEPT);
    Optional<Instant> created = mergeRequest.createdAt();
    return created.isPresent()
        && created.get().isAfter(kept)
        && tellsItsEnd(mergeRequest)
        && !listed(kept).contains(Long.toString(mergeRequest.id()))
        && !refused;
  }

  private static boolean tellsItsEnd(Item mergeRequest) {
    return switch (mergeRequest.text("state")) {
      case "opened" -> true;
      case "merged" -> !mergeRequest.text("merged_at").isEmpty();
      case "closed" -> !mergeRequest.text("closed_at").isEmpty();
      default -> false;
    };
  }

  private Set<String> listed(Instant kept) throws SourceException, InterruptedException {
    if (reopened != null) {
      return reopened;
    }
    Set<String> found = new HashSet<>();
    String path =
        "/api/v4/projects/"
            + project
            + "/events?action=reopened&target_type=merge_request&sort=asc&per_page=100&after="
            + kept.atZone(ZoneOffset.UTC).toLocalDate();
    try {
      Paging.each(
          run.http(),
          path,
          page ->
              JsonScan.list(page.body(), WANTED)
                  .forEach(event -> found.add(event.text("target_id"))));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      refused = true;
    }
    reopened = found;
    return found;
  }
}
