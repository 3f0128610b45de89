package io.throughline.source.jira;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Projects; remembers those that the token sees, and tells of those that it no longer sees. Jira
 * answers alike whether one was deleted or closed, so what was read of it is kept.
 */
final class ProjectsFeed implements Feed {
  static final String ID = "projects";

  /** The cursor of the projects that are shown now. */
  static final String SHOWN = "shown";

  /** The cursor of those among them that are service desks. */
  static final String DESKS = "desks";

  private static final String EVER = "ever";

  private final Duration every;

  ProjectsFeed(Duration every) {
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
    Site site = Site.of(run);
    String path = site.api() + (site.cloud() ? "/project/search" : "/project");
    List<Api.Answer> pages = new Api(run).pages(path);
    SortedMap<Long, String> shown = new TreeMap<>();
    SortedMap<Long, String> desks = new TreeMap<>();
    try {
      for (Api.Answer page : pages) {
        for (JsonValue row : Api.rows(path, page)) {
          String key = row.requiredText("key").replaceAll("[^\\w]", "");
          shown.put(row.requiredInteger("id"), key);
          if ("service_desk".equals(row.text("projectTypeKey"))) {
            desks.put(row.requiredInteger("id"), key);
          }
        }
      }
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    }
    PageStore.ifChanged(run, "", ID, Map.of(), pages.stream().map(Api.Answer::body).toList());
    Projects ever = Projects.parse(run.cursor(EVER).orElse(""));
    tell(run, new Projects(shown), ever);
    ever.byId().putAll(shown);
    run.saveCursor(EVER, ever.format());
    run.saveCursor(SHOWN, new Projects(shown).format());
    run.saveCursor(DESKS, new Projects(desks).configured(run.settings()).format());
    Due.done(run, "looked");
  }

  private static void tell(FeedRun run, Projects shown, Projects ever) {
    Set<String> keys =
        shown.byId().values().stream()
            .map(key -> key.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>(Projects.named(run.settings()));
    unknown.removeAll(keys);
    run.notice(
        "unknown",
        unknown.isEmpty()
            ? null
            : "This Jira shows no project "
                + String.join(", ", unknown)
                + ": is the key under projects right, and may the token browse it?");
    SortedMap<Long, String> lost = new TreeMap<>(ever.configured(run.settings()).byId());
    lost.keySet().removeAll(shown.byId().keySet());
    run.notice(
        "lost",
        lost.isEmpty()
            ? null
            : "This Jira no longer shows "
                + String.join(", ", lost.values())
                + ": deleted, archived, or closed to the token. What was read before is kept.");
  }
}
