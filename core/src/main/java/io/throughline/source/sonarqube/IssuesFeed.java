package io.throughline.source.sonarqube;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Issues of main branches. First all of them in the order in which they were found, since one that
 * was found years ago may be open; then those that changed last, back to fifteen minutes before the
 * newest change that is known. A search tells 10,000 rows at most: the next one begins at the time
 * of the last row.
 */
final class IssuesFeed implements Feed {
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final String SEARCH = "/api/issues/search";

  @Override
  public String id() {
    return "issues";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "issues", project -> new OfProject(run, project.key()).read());
  }

  /** The reading of one project. */
  private record OfProject(FeedRun run, Api api, String project, String mode) {
    OfProject(FeedRun run, String project) {
      this(run, new Api(run), project, ProjectsFeed.mode(run));
    }

    /** Where the server began to count in another way, every issue is another. */
    void read() throws SourceException, InterruptedException {
      String read = "read/" + project;
      boolean before = run.cursor(read).equals(Optional.of(mode));
      if (!before || !recent()) {
        all();
        run.saveCursor(read, mode);
      }
    }

    private String search(String rest) {
      return SEARCH + "?" + Api.parameter("componentKeys", project).substring(1) + rest;
    }

    private void all() throws SourceException, InterruptedException {
      String scope = "found/" + project + "/" + mode;
      Instant from = run.cursor(scope).map(Instant::parse).orElse(Instant.EPOCH);
      long[] seen = {0};
      boolean whole = false;
      while (!whole) {
        Instant[] last = {from};
        whole =
            api.each(
                search("&s=CREATION_DATE&asc=true" + Api.parameter("createdAfter", Api.time(from))),
                "issues",
                Api.PAGE,
                page -> {
                  take(page);
                  seen[0] += page.rows().size();
                  run.progress(project, seen[0], null);
                  if (!page.rows().isEmpty()) {
                    last[0] = time(page.rows().getLast(), "creationDate");
                  }
                  return true;
                });
        if (!whole && !last[0].isAfter(from)) {
          run.notice(
              "at " + project,
              "Project "
                  + project
                  + " has more than "
                  + Api.MOST_ROWS
                  + " issues of one analysis; SonarQube tells no more of them.");
          last[0] = from.plusSeconds(1);
        }
        from = last[0];
        run.saveCursor(scope, from.toString());
      }
      // A change of how the server counts leads here again, from the beginning.
      run.saveCursor(scope, Instant.EPOCH.toString());
    }

    /**
     * @return false when more changed than a search tells
     */
    private boolean recent() throws SourceException, InterruptedException {
      Instant newest = run.cursor("updated/" + project).map(Instant::parse).orElse(Instant.EPOCH);
      Instant from = newest.equals(Instant.EPOCH) ? newest : newest.minus(OVERLAP);
      return api.each(
          search("&s=UPDATE_DATE&asc=false"),
          "issues",
          Api.PAGE,
          page -> {
            take(page);
            return page.rows().isEmpty()
                || !time(page.rows().getLast(), "updateDate").isBefore(from);
          });
    }

    private void take(Api.Page page) throws SourceException {
      if (page.rows().isEmpty()) {
        return;
      }
      run.store("issues", Map.of("project_key", project, "mode", mode), null, page.body());
      Instant before = run.cursor("updated/" + project).map(Instant::parse).orElse(Instant.EPOCH);
      Instant newest = before;
      Instant now = run.clock().instant();
      for (JsonValue row : page.rows()) {
        Instant updated = time(row, "updateDate");
        // A change from the future must not carry the mark past changes that are still to come.
        newest = updated.isAfter(newest) && !updated.isAfter(now) ? updated : newest;
      }
      if (newest.isAfter(before)) {
        run.saveCursor("updated/" + project, newest.toString());
      }
    }

    private static Instant time(JsonValue row, String field) throws SourceException {
      try {
        return SourceTime.parse(row.requiredText(field));
      } catch (UnmappableException e) {
        throw Api.misshapen(SEARCH, e);
      } catch (DateTimeException e) {
        throw new SourceException(Remedy.RETRY, "SonarQube gives an issue a time that is none.", e);
      }
    }
  }
}
