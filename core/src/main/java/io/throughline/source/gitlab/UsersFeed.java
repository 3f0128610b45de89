package io.throughline.source.gitlab;

import io.throughline.source.Due;
import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members of the projects once a day; each of them once a month by itself, because only that tells
 * who is a bot.
 */
final class UsersFeed implements Feed {
  private static final int AT_ONCE = 8;
  private static final Duration MONTH = Duration.ofDays(30);

  private final Duration every;

  UsersFeed(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return "users";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    EachProject.read(run, "Members", project -> members(run, project));
  }

  private void members(FeedRun run, String project) throws SourceException, InterruptedException {
    String looked = "looked/" + project;
    if (!Due.now(run, looked, every)) {
      return;
    }
    List<byte[]> pages =
        Paging.lists(run.http(), "/api/v4/projects/" + project + "/members/all?per_page=100");
    PageStore.ifChanged(run, project, "members", Map.of("project", project), pages);
    List<Long> unknown = new ArrayList<>();
    for (byte[] page : pages) {
      for (Item member : JsonScan.list(page, Set.of("id"))) {
        if (Due.now(run, "users/" + member.id(), MONTH)) {
          unknown.add(member.id());
        }
      }
    }
    Fanout.each(unknown, AT_ONCE, id -> one(run, Long.toString(id)));
    Due.done(run, looked);
  }

  private static void one(FeedRun run, String id) throws SourceException, InterruptedException {
    try {
      byte[] body = run.http().get("/api/v4/users/" + id).body();
      JsonScan.object(body, Set.of("id"));
      PageStore.set(run, "user", Map.of(), List.of(body));
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      // Blocked or hidden from the token: the membership alone tells name and user name.
    }
    Due.done(run, "users/" + id);
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("user")) {
      return false;
    }
    one(run, Ids.number(wish.item()));
    return true;
  }
}
