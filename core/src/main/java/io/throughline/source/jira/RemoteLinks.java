package io.throughline.source.jira;

import io.throughline.model.fact.TicketKind;
import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.IdPairs;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what issues link to outside of Jira: of epics, and of issues whose changelog tells of such
 * a link. A request for each story would cost more than all else.
 */
final class RemoteLinks {
  private static final int AT_ONCE = 2;
  private static final String READ = "remote_links";
  private static final Pattern CHANGE = Pattern.compile("(?i)remoteissuelink|remoteworkitemlink");

  private RemoteLinks() {}

  /** Reads those of a page of issues; what is met again in the overlap, unchanged, is not. */
  static void read(FeedRun run, Site site, IssueSearch.Page page, Instant newest)
      throws SourceException, InterruptedException {
    SortedMap<Long, Long> before = IdPairs.parse(run.cursor(READ).orElse(""));
    SortedMap<Long, Long> wanted = new TreeMap<>();
    for (JsonValue issue : page.issues()) {
      long updated = IssuesFeed.updated(issue).toEpochMilli();
      long id = Api.id("the search", issue);
      if (linksOut(issue) && !Long.valueOf(updated).equals(before.get(id))) {
        wanted.put(id, updated);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    // Told once for all of them: they are read at once, and the last one would overwrite the
    // others.
    SortedMap<Long, String> hidden = new ConcurrentSkipListMap<>();
    Fanout.each(
        wanted.keySet(),
        AT_ONCE,
        id -> {
          String fault = fault(run, site, id);
          if (fault != null) {
            hidden.put(id, fault);
          }
        });
    run.notice(READ, hidden.isEmpty() ? null : hidden.values().iterator().next());
    before.putAll(wanted);
    long old = newest.minus(IssuesFeed.OVERLAP).toEpochMilli();
    before.values().removeIf(updated -> updated < old);
    run.saveCursor(READ, IdPairs.format(before));
  }

  /** Whether it may have links that are worth a request. */
  static boolean linksOut(JsonValue issue) throws SourceException {
    try {
      JsonValue fields = issue.optionalObject("fields");
      JsonValue type = fields == null ? null : fields.optionalObject("issuetype");
      String name = type == null ? null : type.text("name");
      return type != null && name != null && isEpic(type, name) || isTold(issue);
    } catch (UnmappableException e) {
      throw Api.misshapen("the search", e);
    }
  }

  private static boolean isEpic(JsonValue type, String name) throws UnmappableException {
    boolean subtask = Boolean.TRUE.equals(type.flag("subtask"));
    return TicketKinds.of(name, subtask, type.integer("hierarchyLevel")) == TicketKind.EPIC;
  }

  private static boolean isTold(JsonValue issue) throws UnmappableException {
    JsonValue changelog = issue.optionalObject("changelog");
    if (changelog == null) {
      return false;
    }
    for (JsonValue history : changelog.objects("histories")) {
      for (JsonValue item : history.objects("items")) {
        String field = item.text("field");
        if (field != null && CHANGE.matcher(field).matches()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Those of one issue; where they are not shown, the sources page says so. */
  static void one(FeedRun run, Site site, long id) throws SourceException, InterruptedException {
    run.notice(READ, fault(run, site, id));
  }

  private static @Nullable String fault(FeedRun run, Site site, long id)
      throws SourceException, InterruptedException {
    try {
      byte[] body = new Api(run).get(site.api() + "/issue/" + id + "/remotelink").body();
      PageStore.set(run, "remote_links", Map.of("issue", Long.toString(id)), List.of(body));
      return null;
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return "The links of issue " + id + " to pages cannot be read: " + e.getMessage();
    }
  }
}
