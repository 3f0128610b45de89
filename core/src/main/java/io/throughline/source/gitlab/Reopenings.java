package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
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
 * of what is older than that. Where the list does not come as it should nothing is said of any, so
 * that each is asked for its own states.
 */
final class Reopenings {
  private static final Duration KEPT = Duration.ofDays(700);

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
      for (byte[] page : Paging.bodies(run.http(), path)) {
        for (JsonValue event : StrictJson.read(page).objects()) {
          found.add(event.requiredText("target_id"));
        }
      }
    } catch (SourceException e) {
      if (e.remedy() == Remedy.PERSON) {
        throw e;
      }
      refused = true;
    } catch (UnmappableException e) {
      // Not the list that was asked for: nothing is known of any, so each is asked for.
      refused = true;
    }
    reopened = found;
    return found;
  }
}
