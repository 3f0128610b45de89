package io.throughline.source.jira;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.util.Map;

/** The statuses that issues can be in. */
final class StatusesFeed implements Feed {
  private static final String ID = "statuses";

  private final Duration every;

  StatusesFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (!Due.now(run, "looked", every)) {
      return;
    }
    PageStore.ifChanged(
        run,
        "",
        ID,
        Map.of(),
        new Api(run).pages(Site.of(run).api() + "/status").stream().map(Api.Answer::body).toList());
    Due.done(run, "looked");
  }
}
