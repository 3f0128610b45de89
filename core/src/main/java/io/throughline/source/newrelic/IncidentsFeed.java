package io.throughline.source.newrelic;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Alert issues, by the time in which they were, back to an hour before the last reading. One that
 * stays open is asked for by its id until it is closed, however long that takes.
 */
final class IncidentsFeed implements Feed {
  static final String ID = "incidents";

  private static final String FIELDS =
      " { issues { issueId title priority state createdAt acknowledgedAt closedAt closedBy"
          + " updatedAt entityGuids entityNames } nextCursor } } } } }";

  static final String DOCUMENT =
      "query($account: Int!, $cursor: String, $from: EpochMilliseconds!, $to: EpochMilliseconds!) {"
          + " actor { account(id: $account) { aiIssues {"
          + " issues(cursor: $cursor, timeWindow: {startTime: $from, endTime: $to})"
          + FIELDS;

  static final String DOCUMENT_BY_IDS =
      "query($account: Int!, $cursor: String, $from: EpochMilliseconds!, $to: EpochMilliseconds!,"
          + " $ids: [ID!]) { actor { account(id: $account) { aiIssues {"
          + " issues(cursor: $cursor, filter: {ids: $ids},"
          + " timeWindow: {startTime: $from, endTime: $to})"
          + FIELDS;

  private static final String UNTIL = "until";
  private static final String OPEN = "open";
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final int MOST_PAGES = 1000;
  private static final int IDS = 50;
  private static final int MOST_OPEN = 1000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Instant now = run.clock().instant();
    Instant from =
        run.cursor(UNTIL).map(Instant::parse).map(last -> last.minus(OVERLAP)).orElse(run.since());
    Set<String> seen = new HashSet<>();
    while (from.isBefore(now)) {
      Instant to = from.plus(WINDOW).isAfter(now) ? now : from.plus(WINDOW);
      Set<String> open = open(run);
      pages(run, DOCUMENT, variables(run, from, to), open, seen);
      saveOpen(run, open);
      run.saveCursor(UNTIL, to.toString());
      from = to;
    }
    Set<String> open = open(run);
    Set<String> unseen = new TreeSet<>(open);
    unseen.removeAll(seen);
    byIds(run, unseen, open);
    saveOpen(run, open);
    run.completeUntil("", now);
  }

  /** Reads the issue that a webhook told of. */
  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(ID) || !Issue.isId(wish.item())) {
      return false;
    }
    byIds(run, Set.of(wish.item()), new HashSet<>());
    return true;
  }

  private static void byIds(FeedRun run, Collection<String> ids, Set<String> open)
      throws SourceException, InterruptedException {
    List<String> all = List.copyOf(ids);
    for (int i = 0; i < all.size(); i += IDS) {
      Map<String, Object> variables = variables(run, run.since(), run.clock().instant());
      variables.put("ids", all.subList(i, Math.min(all.size(), i + IDS)));
      pages(run, DOCUMENT_BY_IDS, variables, open, new HashSet<>());
    }
  }

  private static Map<String, Object> variables(FeedRun run, Instant from, Instant to)
      throws SourceException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("account", Account.number(run.settings()));
    variables.put("cursor", null);
    variables.put("from", from.toEpochMilli());
    variables.put("to", to.toEpochMilli());
    return variables;
  }

  private static void pages(
      FeedRun run,
      String document,
      Map<String, Object> variables,
      Set<String> open,
      Set<String> seen)
      throws SourceException, InterruptedException {
    NerdGraph graph = new NerdGraph(run.http());
    for (int page = 0; page < MOST_PAGES; page++) {
      NerdGraph.Answer answer = graph.ask(document, variables);
      try {
        JsonValue issues = IssueMapping.issues(Account.of(answer));
        List<JsonValue> rows = issues.at("issues").objects();
        if (!rows.isEmpty()) {
          run.store("issues", PageStore.taken(run, Map.of()), null, answer.body());
        }
        for (JsonValue row : rows) {
          note(row, open, seen);
        }
        String next = issues.text("nextCursor");
        if (next == null || next.isEmpty()) {
          return;
        }
        variables.put("cursor", next);
      } catch (UnmappableException e) {
        throw NerdGraph.misshapen(e);
      }
    }
    throw new SourceException(Remedy.RETRY, "New Relic's pages of issues do not end.");
  }

  private static void note(JsonValue row, Set<String> open, Set<String> seen)
      throws UnmappableException {
    String id = row.requiredText("issueId");
    seen.add(id);
    if ("CLOSED".equals(row.text("state"))) {
      open.remove(id);
    } else if (Issue.isId(id)) {
      open.add(id);
    }
  }

  private static Set<String> open(FeedRun run) {
    return new TreeSet<>(
        run.cursor(OPEN).orElse("").lines().filter(line -> !line.isEmpty()).toList());
  }

  private static void saveOpen(FeedRun run, Set<String> open) {
    List<String> kept = new ArrayList<>(open);
    run.notice(
        OPEN,
        kept.size() > MOST_OPEN
            ? "New Relic has more than "
                + MOST_OPEN
                + " open issues; when some of them end is learned from webhooks only."
            : null);
    String lines = String.join("\n", kept.subList(0, Math.min(kept.size(), MOST_OPEN)));
    if (!run.cursor(OPEN).orElse("").equals(lines)) {
      run.saveCursor(OPEN, lines);
    }
  }
}
