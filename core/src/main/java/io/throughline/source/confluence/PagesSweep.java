package io.throughline.source.confluence;

import io.throughline.source.Due;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.IdPairs;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.UnmappableException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Once a day, the numbers and labels of all pages: nothing tells of a page that was deleted, and a
 * label may change without a new version. Each page that is missing is asked for by itself: one in
 * the bin is told gone, one that is not shown is told hidden, since Confluence answers the same for
 * what is gone for good and for what is closed to us. Either is told back when it is listed again.
 */
final class PagesSweep implements Feed {
  private static final long THERE = 1;
  private static final long GONE = 0;
  private static final long HIDDEN = 2;
  private static final String LABELS = "labels";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private final Duration every;

  PagesSweep(Duration every) {
    this.every = every;
  }

  @Override
  public String id() {
    return "pages_sweep";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (!Due.now(run, "swept", every)) {
      return;
    }
    Site site = Site.of(run);
    SortedMap<Long, Long> known = IdPairs.parse(run.cursor("known").orElse(""));
    SortedMap<Long, Long> now = new TreeMap<>();
    SweptLabels labels = new SweptLabels(run, site, IdPairs.parse(run.cursor(LABELS).orElse("")));
    new Api(run)
        .each(
            site.list(null, false),
            answer -> {
              for (JsonValue row : answer.rows()) {
                try {
                  now.put(row.requiredInteger("id"), THERE);
                } catch (UnmappableException e) {
                  throw Api.misshapen("/pages", e);
                }
              }
              labels.look(answer);
              return true;
            });
    run.saveCursor(LABELS, IdPairs.format(labels.now()));
    for (Map.Entry<Long, Long> page : known.entrySet()) {
      long number = page.getKey();
      if (now.containsKey(number)) {
        if (page.getValue() != THERE) {
          tell(run, "page_back", number);
        }
      } else if (page.getValue() != THERE) {
        now.put(number, page.getValue());
      } else {
        long state = state(run.http(), site.page(number));
        if (state != THERE) {
          tell(run, state == GONE ? "page_gone" : "page_hidden", number);
        }
        now.put(number, state);
      }
    }
    run.saveCursor("known", IdPairs.format(now));
    Due.done(run, "swept");
  }

  private static void tell(FeedRun run, String kind, long page) {
    PageStore.set(run, kind, Map.of("page", Long.toString(page)), List.of(EMPTY));
  }

  /** What became of a page that is no longer listed. */
  private static long state(HttpDoor http, String path)
      throws SourceException, InterruptedException {
    try {
      String status = StrictJson.read(http.get(path).body()).object().text("status");
      return "trashed".equals(status) || "deleted".equals(status) ? GONE : THERE;
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return HIDDEN;
    }
  }
}
