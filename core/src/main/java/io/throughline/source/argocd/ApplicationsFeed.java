package io.throughline.source.argocd;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applications with their last operation and the ten syncs of their history. There are no pages and
 * no way to ask for what is new: all are listed in each run, and those that moved are stored, each
 * alone. What is no longer on the list is asked for before it is said to be gone, since the list
 * leaves out what a token may not see.
 */
final class ApplicationsFeed implements Feed {
  static final String ID = "applications";
  private static final Duration MISSING = Duration.ofMinutes(10);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Instant asked = run.clock().instant();
    List<String> wanted = new Api(run).projects();
    Map<String, KnownApp> before = KnownApp.before(run);
    Map<String, KnownApp> now = new TreeMap<>();
    if (wanted.isEmpty()) {
      list(run, Api.APPLICATIONS, wanted, now);
    }
    for (String project : wanted) {
      list(run, Api.APPLICATIONS + "?" + Api.parameter("projects", project), wanted, now);
    }
    for (KnownApp missing : before.values()) {
      boolean counts = wanted.isEmpty() || wanted.contains(missing.project());
      if (!now.containsKey(missing.app().toString()) && counts && !left(run, missing)) {
        now.put(missing.app().toString(), missing);
      }
    }
    run.notice(
        "",
        now.isEmpty()
            ? "Argo CD shows this token no application. May its account get them, and are the"
                + " names under projects those of Argo projects?"
            : null);
    KnownApp.keep(run, now.values());
    run.progress("", now.size(), (long) now.size());
    run.completeUntil("", asked);
  }

  private static void list(FeedRun run, String path, List<String> wanted, Map<String, KnownApp> now)
      throws SourceException, InterruptedException {
    Instant asked = run.clock().instant();
    byte[] body = run.http().get(path).body();
    try {
      for (byte[] item : ApplicationList.items(body)) {
        TakenApp taken = TakenApp.take(run, item, wanted, asked);
        if (taken != null) {
          now.put(taken.app().app().toString(), taken.app());
        }
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
  }

  /** Whether an application that is not listed any more is gone, or not ours any more. */
  private static boolean left(FeedRun run, KnownApp missing)
      throws SourceException, InterruptedException {
    String scope = "missing/" + missing.app();
    if (!Due.now(run, scope, MISSING)) {
      return false;
    }
    // Without its project, Argo CD would not say whether there is one.
    String project =
        missing.project().isEmpty() ? "" : "&" + Api.parameter("project", missing.project());
    Presence presence = Presence.of(run.http(), Api.path(missing.app(), "") + project);
    if (presence == Presence.CLOSED) {
      Due.done(run, scope);
    }
    if (presence == Presence.GONE) {
      PageStore.set(
          run,
          "application_gone",
          missing.app().context(),
          List.of("{}".getBytes(StandardCharsets.UTF_8)));
      // One that comes back is told again, as like the former as it may be.
      run.saveCursor("app/" + missing.app(), "gone\t");
    }
    return presence != Presence.CLOSED;
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID) || !AppName.isName(wish.scope()) || !AppName.isName(wish.item())) {
      return false;
    }
    Instant asked = run.clock().instant();
    Api api = new Api(run);
    String path = Api.path(new AppName(wish.scope(), wish.item()), "");
    try {
      TakenApp.take(run, api.get(path).body(), api.projects(), asked);
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
    return true;
  }
}
