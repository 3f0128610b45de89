package io.throughline.source.confluence;

import io.throughline.source.Fanout;
import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.SourceTime;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages with their bodies and labels: all at first, whatever their age, since an old design may be
 * linked today; then those that changed since fifteen minutes before the last question, by
 * Confluence's own clock. A reading that dies goes on at the page of the list where it stopped.
 */
final class PagesFeed implements Feed {
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  static final int AT_ONCE = 2;

  @Override
  public String id() {
    return "pages";
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    Site site = Site.of(run);
    String spaces = String.join(",", site.spaces());
    if (!run.cursor("spaces").equals(Optional.of(spaces))) {
      // Other spaces than before: what is there now is read whole.
      run.saveCursor("asked", "");
      run.saveCursor("next", "");
      run.saveCursor("spaces", spaces);
    }
    String asked = run.cursor("asked").orElse("");
    Instant from = asked.isEmpty() ? null : Instant.parse(asked).minus(OVERLAP);
    String next = run.cursor("next").orElse("");
    String begun = run.cursor("begun").orElse("");
    if (next.isEmpty() || begun.isEmpty()) {
      pages(run, site, from, site.list(back(run, from), true), null);
      return;
    }
    try {
      pages(run, site, from, next, Instant.parse(begun));
    } catch (SourceException e) {
      if (e.status() < 400 || e.status() >= 500) {
        throw e;
      }
      // A cursor lives only for a while; then the reading begins anew.
      run.saveCursor("next", "");
      throw new SourceException(
          Remedy.RETRY, "Confluence no longer knows where the reading stopped; it begins anew.", e);
    }
  }

  private static @Nullable Duration back(FeedRun run, @Nullable Instant from) {
    // A minute more, since Confluence counts in whole minutes.
    return from == null ? null : Duration.between(from, run.clock().instant()).plusMinutes(1);
  }

  private void pages(
      FeedRun run, Site site, @Nullable Instant from, String path, @Nullable Instant begun)
      throws SourceException, InterruptedException {
    List<Instant> first = new ArrayList<>();
    if (begun != null) {
      first.add(begun);
    }
    new Api(run)
        .each(
            path,
            answer -> {
              if (first.isEmpty()) {
                first.add(answer.at());
                run.saveCursor("begun", answer.at().toString());
              }
              boolean reached = store(run, site, from, answer);
              run.saveCursor("next", reached || answer.next() == null ? "" : answer.next());
              return !reached;
            });
    run.saveCursor("asked", first.getFirst().toString());
    run.completeUntil("", first.getFirst());
  }

  /** Whether the page of the list reaches back to what is known. */
  private static boolean store(FeedRun run, Site site, @Nullable Instant from, Api.Answer answer)
      throws SourceException, InterruptedException {
    List<Long> changed = new ArrayList<>();
    boolean reached = false;
    for (JsonValue row : answer.rows()) {
      try {
        Instant saved = saved(row);
        if (site.cloud() && from != null && saved != null && saved.isBefore(from)) {
          reached = true;
        } else {
          changed.add(row.requiredInteger("id"));
        }
      } catch (UnmappableException e) {
        throw Api.misshapen("/pages", e);
      }
    }
    if (site.cloud()) {
      Fanout.each(changed, AT_ONCE, page -> labels(run, page));
    }
    if (!changed.isEmpty()) {
      PageStore.set(run, "pages", Map.of(), List.of(answer.body()));
    }
    return reached;
  }

  /** Labels of Cloud are a list of their own. */
  private static void labels(FeedRun run, long page) throws SourceException, InterruptedException {
    keep(run, page, PageLabels.read(run, page));
  }

  /** Stores the labels of a page; they are one set. */
  static void keep(FeedRun run, long page, List<byte[]> bodies) {
    if (!bodies.isEmpty()) {
      PageStore.set(run, "page_labels", Map.of("page", Long.toString(page)), bodies);
    }
  }

  private static @Nullable Instant saved(JsonValue row) throws UnmappableException {
    JsonValue version = row.optionalObject("version");
    String text = version == null ? null : version.text("createdAt");
    try {
      return text == null ? null : SourceTime.parse(text);
    } catch (DateTimeException e) {
      throw row.object("version").at("createdAt").unexpected("a time with a zone");
    }
  }
}
