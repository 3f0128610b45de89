package io.throughline.source.jira;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Issues that are new or changed, oldest change first, each with its changelog. A question begins
 * fifteen minutes before the newest change that was read, since Jira may tell late of what it
 * already counts; what is read twice is the same facts again.
 */
final class IssuesFeed implements Feed {
  static final String ID = "issues";

  /** The scope of the requests among them; it is there where this Jira has a service desk. */
  static final String DESKS = "service desks";

  static final Duration OVERLAP = Duration.ofMinutes(15);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Site site = Site.of(run);
    if (!run.cursor("fields").equals(Optional.of(site.format()))) {
      // Another field holds the points now: what was read by the former one is read again.
      run.saveCursor("updated", "");
      run.saveCursor("read", "0");
      run.saveCursor("fields", site.format());
    }
    Optional<Instant> newest = run.cursor("updated").filter(c -> !c.isEmpty()).map(Instant::parse);
    if (!Projects.named(run.settings()).isEmpty()
        && Projects.of(run).configured(run.settings()).byId().isEmpty()) {
      throw new SourceException(
          Remedy.RETRY, "This Jira shows none of the projects that are named under projects.");
    }
    IssueSearch search = new IssueSearch(new Api(run), site, run.settings());
    // Only the first reading is counted: later ones meet again what they know.
    boolean backfill = run.cursor("backfilled").isEmpty();
    long[] done = {Long.parseLong(run.cursor("read").orElse("0"))};
    Instant asked =
        search.each(
            newest.map(at -> at.minus(OVERLAP)).orElse(run.since()),
            page -> {
              take(run, site, page);
              if (backfill) {
                done[0] += page.issues().size();
                run.saveCursor("read", Long.toString(done[0]));
                run.progress("", done[0], null);
              }
            });
    if (backfill) {
      run.saveCursor("backfilled", asked.toString());
    }
    run.completeUntil("", asked);
    if (!run.cursorOf(ProjectsFeed.ID, ProjectsFeed.DESKS).orElse("").isEmpty()) {
      run.completeUntil(DESKS, asked);
    }
  }

  private static void take(FeedRun run, Site site, IssueSearch.Page page)
      throws SourceException, InterruptedException {
    run.store("issues", context(run, site, Map.of()), null, page.answer().body());
    Instant newest =
        run.cursor("updated").filter(c -> !c.isEmpty()).map(Instant::parse).orElse(Instant.MIN);
    Map<Long, Long> seen = new HashMap<>();
    for (JsonValue issue : page.issues()) {
      see(issue, seen);
      Instant updated = updated(issue);
      // A change from the future must not carry the mark past changes that are still to come.
      Instant capped = updated.isAfter(page.answer().at()) ? page.answer().at() : updated;
      newest = capped.isAfter(newest) ? capped : newest;
      if (isCut(issue)) {
        changelog(run, site, issue);
      }
    }
    SeenIssues.add(run, seen);
    RemoteLinks.read(run, site, page, newest);
    if (newest.isAfter(Instant.MIN)) {
      run.saveCursor("updated", newest.toString());
    }
  }

  private static void see(JsonValue issue, Map<Long, Long> seen) throws SourceException {
    try {
      JsonValue project = issue.object("fields").optionalObject("project");
      if (project != null) {
        seen.put(issue.requiredInteger("id"), project.requiredInteger("id"));
      }
    } catch (UnmappableException e) {
      throw Api.misshapen("the search", e);
    }
  }

  static Instant updated(JsonValue issue) throws SourceException {
    try {
      return SourceTime.parse(issue.object("fields").requiredText("updated"));
    } catch (UnmappableException e) {
      throw Api.misshapen("the search", e);
    } catch (DateTimeException e) {
      throw new SourceException(Remedy.RETRY, "Jira gives an issue a time that is none.", e);
    }
  }

  private static boolean isCut(JsonValue issue) throws SourceException {
    try {
      JsonValue changelog = issue.optionalObject("changelog");
      Long total = changelog == null ? null : changelog.integer("total");
      return changelog != null && total != null && total > changelog.objects("histories").size();
    } catch (UnmappableException e) {
      throw Api.misshapen("the search", e);
    }
  }

  /** The whole changelog of an issue whose search told only a part; old ones tell it otherwise. */
  private static void changelog(FeedRun run, Site site, JsonValue issue)
      throws SourceException, InterruptedException {
    String id;
    try {
      id = Long.toString(issue.requiredInteger("id"));
    } catch (UnmappableException e) {
      throw Api.misshapen("the search", e);
    }
    try {
      List<Api.Answer> pages = new Api(run).pages(site.api() + "/issue/" + id + "/changelog");
      PageStore.set(
          run,
          "issue_changelog",
          context(run, site, Map.of("issue", id)),
          pages.stream().map(Api.Answer::body).toList());
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      one(run, site, id);
    }
  }

  private static Map<String, String> context(FeedRun run, Site site, Map<String, String> ids) {
    Map<String, String> context = new HashMap<>(site.fields());
    context.putAll(ids);
    return PageStore.taken(run, context);
  }

  /**
   * Reads one issue, whatever was read of it before.
   *
   * @return whether it may link to something outside
   */
  static boolean one(FeedRun run, Site site, String id)
      throws SourceException, InterruptedException {
    Api.Answer answer = new Api(run).get(site.api() + "/issue/" + id + "?expand=changelog");
    PageStore.set(run, "issue", context(run, site, Map.of()), List.of(answer.body()));
    return RemoteLinks.linksOut(answer.json());
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals("issue")) {
      return false;
    }
    if (!wish.item().matches("[0-9]{1,18}")) {
      throw new SourceException(Remedy.SKIP, "A wish names something that is not an id.");
    }
    Site site = Site.of(run);
    if (one(run, site, wish.item())) {
      RemoteLinks.one(run, site, Long.parseLong(wish.item()));
    }
    return true;
  }
}
