package io.throughline.source.pagerduty;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The users, once a day: whose e-mail belongs to a person is how calls find their calendar. */
final class UsersFeed implements Feed {
  private static final String PATH = "/users?sort_by=name";
  private static final Duration EVERY = Duration.ofDays(1);

  @Override
  public String id() {
    return "users";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (!Due.now(run, "looked", EVERY)) {
      return;
    }
    int[] number = {0};
    boolean whole =
        new Api(run)
            .each(
                PATH,
                "users",
                Api.MOST_ROWS,
                page ->
                    PageStore.ifChanged(
                        run, "page/" + number[0]++, "users", Map.of(), List.of(page.body())));
    run.notice("", whole ? null : "PagerDuty lists no more than " + Api.MOST_ROWS + " users.");
    Due.done(run, "looked");
  }
}
