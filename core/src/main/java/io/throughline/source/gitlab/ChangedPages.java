package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.SourceException;
import io.throughline.source.http.HttpDoor;
import io.throughline.source.http.NextLink;
import io.throughline.source.http.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project's changes in the order of {@code updated_at}, while they go on changing.
 *
 * <p>A page by offset loses what slides forward when something before it changes and moves to the
 * end. So after each page the window is moved instead: the next request asks for what changed since
 * the last thing that was read. Only where a whole page shares one second does it follow the next
 * link, and such a block is read again until a pass finds nothing new.
 */
final class ChangedPages {
  /** What is to be read for the things that are new or changed; done before the cursor moves. */
  interface Work {
    void details(List<Item> changed) throws SourceException, InterruptedException;
  }

  private static final Duration STEP_BACK = Duration.ofSeconds(1);
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(15);
  private static final int MOST_PASSES = 10;

  private final FeedRun run;
  private final String project;
  private final @Nullable String kind;
  private final String path;
  private final Work work;
  private final Map<String, String> context;

  private Watermark mark;
  private Instant from;
  private final Set<String> asked = new HashSet<>();
  private boolean ordered = true;
  private boolean inBlock;
  private boolean newInBlock;
  private int passes;
  private long done;
  private @Nullable Long total;
  private @Nullable Instant began;
  private Instant newest = Instant.MIN;

  /**
   * @param kind by which the pages are stored; null where only the work is wanted
   * @param path of the list with a query that sorts by {@code updated_at} ascending
   */
  ChangedPages(FeedRun run, String project, @Nullable String kind, String path, Work work) {
    this.run = run;
    this.project = project;
    this.kind = kind;
    this.path = path;
    this.work = work;
    this.mark = Watermark.parse(run.cursor(project).orElse(""));
    this.from = mark.from(run.since());
    this.context = PageStore.taken(run, Map.of("project", project));
  }

  /** Reads all that changed since the cursor. */
  void read() throws SourceException, InterruptedException {
    Optional<String> next = Optional.of(window());
    while (next.isPresent()) {
      if (!asked.add(next.get())) {
        throw Paging.loop(path);
      }
      HttpDoor.Page page = run.http().get(next.get());
      List<Item> items = JsonScan.list(page.body(), JsonScan.USUAL);
      observe(page);
      boolean news = keep(page, items);
      next = after(items, news, NextLink.of(page));
    }
    mark = mark.advanced(newest);
    save();
    if (began != null) {
      run.completeUntil(project, began);
    }
  }

  private String window() {
    asked.clear();
    inBlock = false;
    newInBlock = false;
    return path + "&updated_after=" + from;
  }

  private boolean keep(HttpDoor.Page page, List<Item> items)
      throws SourceException, InterruptedException {
    List<Item> changed = items.stream().filter(item -> !mark.knows(item)).toList();
    ordered &= isOrdered(items);
    if (!changed.isEmpty()) {
      if (kind != null) {
        run.store(kind, context, null, page.body());
      }
      work.details(changed);
      done += changed.size();
      run.progress(project, done, total);
    }
    Instant ceiling = theirTime(page).plus(CLOCK_SLACK);
    newest = mark.with(items, ceiling).at();
    // In a block that is not proved yet, a run that dies must come back to the block's beginning.
    Instant provable = from.plus(Watermark.OVERLAP);
    mark = mark.with(items, inBlock && provable.isBefore(ceiling) ? provable : ceiling);
    if (!changed.isEmpty() && ordered) {
      save();
    }
    return !changed.isEmpty();
  }

  private Optional<String> after(List<Item> items, boolean news, Optional<String> link) {
    newInBlock |= inBlock && news;
    Instant last = items.isEmpty() ? null : items.getLast().updatedAt().orElse(null);
    Instant next = ordered && last != null ? last.minus(STEP_BACK) : from;
    boolean moves = next.isAfter(from);
    boolean blockEnds = inBlock && (link.isEmpty() || moves);
    if (blockEnds && newInBlock && ordered && ++passes < MOST_PASSES) {
      return Optional.of(window());
    }
    if (link.isEmpty()) {
      return link;
    }
    if (moves) {
      passes = 0;
      from = next;
      return Optional.of(window());
    }
    inBlock = true;
    return link;
  }

  /** The first answer says how much there is and what time it is there. */
  private void observe(HttpDoor.Page page) {
    if (began == null) {
      began = theirTime(page);
      String count = page.headers().getOrDefault("x-total", "");
      total = count.matches("[0-9]{1,15}") ? Long.valueOf(count) : null;
    }
  }

  private Instant theirTime(HttpDoor.Page page) {
    return Waits.date(page.headers().get("date")).orElse(run.clock().instant());
  }

  private void save() {
    String cursor = mark.format();
    if (!mark.at().equals(Instant.MIN) && !run.cursor(project).equals(Optional.of(cursor))) {
      run.saveCursor(project, cursor);
    }
  }

  private static boolean isOrdered(List<Item> items) {
    Instant before = Instant.MIN;
    for (Item item : items) {
      Instant updated = item.updatedAt().orElse(Instant.MAX);
      if (updated.isBefore(before) || updated.equals(Instant.MAX)) {
        return false;
      }
      before = updated;
    }
    return true;
  }
}
