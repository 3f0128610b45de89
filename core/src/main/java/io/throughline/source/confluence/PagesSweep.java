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
 * Once a day, the numbers of all pages: nothing tells of one that was deleted. Each that is missing
 * is asked for by itself before it is told gone, and told back when it is listed again.
 */
final class PagesSweep implements Feed {
  private static final long THERE = 1;
  private static final long GONE = 0;
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
              return true;
            });
    for (Map.Entry<Long, Long> page : known.entrySet()) {
      long number = page.getKey();
      if (now.containsKey(number)) {
        if (page.getValue() == GONE) {
          tell(run, "page_back", number);
        }
      } else if (page.getValue() == GONE) {
        now.put(number, GONE);
      } else if (gone(run.http(), site.page(number))) {
        tell(run, "page_gone", number);
        now.put(number, GONE);
      } else {
        now.put(number, THERE);
      }
    }
    run.saveCursor("known", IdPairs.format(now));
    Due.done(run, "swept");
  }

  private static void tell(FeedRun run, String kind, long page) {
    PageStore.set(run, kind, Map.of("page", Long.toString(page)), List.of(EMPTY));
  }

  /** Whether it is in the bin or nowhere; one that is only closed to us may still be there. */
  private static boolean gone(HttpDoor http, String path)
      throws SourceException, InterruptedException {
    try {
      String status = StrictJson.read(http.get(path).body()).object().text("status");
      return "trashed".equals(status) || "deleted".equals(status);
    } catch (UnmappableException e) {
      throw Api.misshapen(path, e);
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return e.status() == 404;
    }
  }
}
