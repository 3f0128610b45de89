package io.throughline.source.gitlab;

import io.throughline.source.FeedRun;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * Things of a project that were unfinished when they were last read. They are asked for in every
 * run until they are final, whatever became of their {@code updated_at}. Safe for several threads.
 */
final class OpenItems {
  private static final int MOST = 500;

  private final FeedRun run;
  private final String scope;
  private final Set<Long> open;
  private final Set<Long> read = new ConcurrentSkipListSet<>();

  private OpenItems(FeedRun run, String scope, Collection<Long> open) {
    this.run = run;
    this.scope = scope;
    this.open = new ConcurrentSkipListSet<>(open);
  }

  static OpenItems of(FeedRun run, String project) {
    String scope = "open/" + project;
    Set<Long> open =
        Arrays.stream(run.cursor(scope).orElse("").split(" "))
            .filter(id -> !id.isEmpty())
            .map(Long::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    return new OpenItems(run, scope, open);
  }

  /** Notes that a thing was read, and whether it has to be read again. */
  void read(long id, boolean unfinished) {
    read.add(id);
    if (unfinished) {
      open.add(id);
    } else {
      open.remove(id);
    }
  }

  /** What was left unfinished by an earlier run and was not read in this one. */
  Set<Long> left() {
    Set<Long> left = new TreeSet<>(open);
    left.removeAll(read);
    return left;
  }

  /** Saves them, the newest ones when there are too many. */
  void save() {
    String cursor =
        open.stream()
            .skip(Math.max(0, open.size() - MOST))
            .map(id -> Long.toString(id))
            .collect(Collectors.joining(" "));
    if (!run.cursor(scope).orElse("").equals(cursor)) {
      run.saveCursor(scope, cursor);
    }
  }
}
