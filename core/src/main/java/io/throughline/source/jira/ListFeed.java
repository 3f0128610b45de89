package io.throughline.source.jira;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.util.Map;

/** Lists that are short and change seldom: looked at in intervals, stored when they differ. */
final class ListFeed implements Feed {
  /** What is listed. */
  enum Kind {
    PROJECTS,
    STATUSES;

    private String path(Site site) {
      return switch (this) {
        case PROJECTS -> site.api() + (site.cloud() ? "/project/search" : "/project");
        case STATUSES -> site.api() + "/status";
      };
    }
  }

  private final String id;
  private final Kind kind;
  private final Duration every;

  ListFeed(String id, Kind kind, Duration every) {
    this.id = id;
    this.kind = kind;
    this.every = every;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (!Due.now(run, "looked", every)) {
      return;
    }
    PageStore.ifChanged(
        run,
        "",
        id,
        Map.of(),
        new Api(run).pages(kind.path(Site.of(run))).stream().map(Api.Answer::body).toList());
    Due.done(run, "looked");
  }
}
