package io.throughline.source.newrelic;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The applications that agents watch. New Relic forgets one that has not reported for some days, so
 * one that is not listed is only not asked about any more; that it is gone nobody says.
 */
final class EntitiesFeed implements Feed {
  static final String ID = "entities";

  static final String DOCUMENT =
      "query($search: String!, $cursor: String) { actor { entitySearch(query: $search) {"
          + " results(cursor: $cursor) { entities { guid name reporting permalink"
          + " tags { key values }"
          + " ... on ApmApplicationEntityOutline { settings { apdexTarget } } }"
          + " nextCursor } } } }";

  private static final String KNOWN = "known";
  private static final int MOST_PAGES = 1000;
  private static final Duration EVERY = Duration.ofMinutes(15);

  @Override
  public String id() {
    return ID;
  }

  /** The applications that were found last. */
  static Collection<Entity> known(FeedRun run) throws SourceException {
    return run.cursorOf(ID, KNOWN)
        .orElseThrow(
            () ->
                new SourceException(
                    Remedy.RETRY, "It is not known yet which applications New Relic watches."))
        .lines()
        .map(Entity::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (run.cursor(KNOWN).isPresent() && !Due.now(run, "looked", EVERY)) {
      return;
    }
    Map<String, Entity> found = new TreeMap<>();
    Set<String> wanted = wanted(run);
    NerdGraph graph = new NerdGraph(run.http());
    Map<String, Object> variables = new HashMap<>();
    variables.put(
        "search",
        "domain = 'APM' AND type = 'APPLICATION' AND accountId = "
            + Account.number(run.settings()));
    String cursor = "";
    for (int page = 0; page == 0 || !cursor.isEmpty(); page++) {
      if (page == MOST_PAGES) {
        throw new SourceException(Remedy.RETRY, "New Relic's pages of entities do not end.");
      }
      variables.put("cursor", cursor.isEmpty() ? null : cursor);
      NerdGraph.Answer answer = graph.ask(DOCUMENT, variables);
      cursor = take(answer, wanted, found);
      PageStore.ifChanged(run, "page/" + page, "entities", Map.of(), List.of(answer.body()));
    }
    run.notice(
        "",
        found.isEmpty()
            ? "New Relic shows this key no application of the account. Is the number under account"
                + " right, and do agents report to it?"
            : null);
    String lines = found.values().stream().map(Entity::line).collect(Collectors.joining("\n"));
    if (!run.cursor(KNOWN).equals(Optional.of(lines))) {
      run.saveCursor(KNOWN, lines);
    }
    run.progress("", found.size(), (long) found.size());
    Due.done(run, "looked");
  }

  /** Names or GUIDs of the applications that count, in any case; empty for all. */
  private static Set<String> wanted(FeedRun run) {
    return Arrays.stream(run.settings().getOrDefault("projects", "").split(","))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /**
   * Takes what a page tells.
   *
   * @return the cursor of the next; empty text after the last
   */
  private static String take(NerdGraph.Answer answer, Set<String> wanted, Map<String, Entity> found)
      throws SourceException {
    try {
      JsonValue results = EntityMapping.results(answer.data());
      for (JsonValue row : results.at("entities").objects()) {
        Entity entity = Entity.of(row);
        String name = EntityMapping.name(row);
        if (wanted.isEmpty()
            || wanted.contains(name.toLowerCase(Locale.ROOT))
            || wanted.contains(entity.guid().toLowerCase(Locale.ROOT))) {
          found.put(entity.guid(), entity);
        }
      }
      String next = results.text("nextCursor");
      return next == null ? "" : next;
    } catch (UnmappableException e) {
      throw NerdGraph.misshapen(e);
    }
  }
}
