package io.throughline.source.confluence;

import io.throughline.source.Fanout;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Sha256;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds labels that changed while their page did not, by a digest of each page's labels. */
final class SweptLabels {
  private final FeedRun run;
  private final Site site;
  private final SortedMap<Long, Long> before;
  private final SortedMap<Long, Long> now = Collections.synchronizedSortedMap(new TreeMap<>());

  /**
   * @param before digests of the last sweep, by the page's number
   */
  SweptLabels(FeedRun run, Site site, SortedMap<Long, Long> before) {
    this.run = run;
    this.site = site;
    this.before = before;
  }

  /** Digests of this sweep, by the page's number. */
  SortedMap<Long, Long> now() {
    return now;
  }

  /** Looks at the pages of an answer, and stores what changed. */
  void look(Api.Answer answer) throws SourceException, InterruptedException {
    if (site.cloud()) {
      List<Long> pages = new ArrayList<>();
      for (JsonValue row : answer.rows()) {
        pages.add(id(row));
      }
      Fanout.each(pages, PagesFeed.AT_ONCE, this::asked);
      return;
    }
    boolean changed = false;
    for (JsonValue row : answer.rows()) {
      try {
        JsonValue metadata = row.optionalObject("metadata");
        if (metadata != null && metadata.at("labels").isObject()) {
          changed |= isNew(id(row), names(metadata.object("labels")));
        }
      } catch (UnmappableException e) {
        throw Api.misshapen("/content", e);
      }
    }
    if (changed) {
      PageStore.set(run, "pages", Map.of(), List.of(answer.body()));
    }
  }

  private void asked(long page) throws SourceException, InterruptedException {
    List<byte[]> bodies = PageLabels.read(run, page);
    if (bodies.isEmpty()) {
      return;
    }
    SortedSet<String> names = new TreeSet<>();
    try {
      for (byte[] body : bodies) {
        names.addAll(names(StrictJson.read(body).object()));
      }
    } catch (UnmappableException e) {
      throw Api.misshapen("/labels", e);
    }
    if (isNew(page, names)) {
      PagesFeed.keep(run, page, bodies);
    }
  }

  /** Labels that were never looked at came with their page. */
  private boolean isNew(long page, SortedSet<String> names) {
    long digest = Sha256.number(String.join(" ", names));
    now.put(page, digest);
    Long last = before.get(page);
    return last != null && last != digest;
  }

  private static SortedSet<String> names(JsonValue labels) throws UnmappableException {
    SortedSet<String> names = new TreeSet<>();
    for (JsonValue row : labels.objects("results")) {
      names.add(row.requiredText("name"));
    }
    return names;
  }

  private static long id(JsonValue row) throws SourceException {
    try {
      return row.requiredInteger("id");
    } catch (UnmappableException e) {
      throw Api.misshapen("/pages", e);
    }
  }
}
