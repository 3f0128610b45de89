package io.throughline.source.jira;

import io.throughline.source.FeedRun;
import io.throughline.source.IdPairs;
import io.throughline.source.PageStore;
import io.throughline.source.Presence;
import io.throughline.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells what was deleted from what is only hidden. Jira answers 404 to both, so each thing is asked
 * for by itself, and where many are missing at once a lost permission is the likelier reason: then
 * nothing is taken for deleted, and it is told.
 *
 * @param kind what is looked for, {@code issue}; what is gone is stored as {@code issue_gone}
 * @param path where one of them is asked for, without its number
 */
record Vanished(FeedRun run, String kind, String path) {
  private static final int FEW = 10;
  private static final int USUAL_SHARE = 10;

  /** What became of those that were known: not listed any more, and confirmed to be gone. */
  record Outcome(SortedSet<Long> known, SortedSet<Long> gone) {}

  /**
   * Compares.
   *
   * @param scope of the notice
   * @param where for the notice, {@code project PAY}
   * @param known what was listed or read before
   * @param listed all that is listed now
   */
  Outcome look(String scope, String where, SortedSet<Long> known, Set<Long> listed)
      throws SourceException, InterruptedException {
    SortedSet<Long> left = new TreeSet<>(known);
    SortedSet<Long> gone = new TreeSet<>();
    SortedSet<Long> missing = new TreeSet<>(known);
    missing.removeAll(listed);
    boolean all = listed.isEmpty() && known.size() > 1;
    if ((all || missing.size() > FEW) && missing.size() * 100L > known.size() * (long) share()) {
      run.notice(
          scope,
          "%,d of %,d %ss of %s are no longer shown. So many are not taken for deleted, since it may"
                  .formatted(missing.size(), known.size(), kind, where)
              + " be a permission that the token lost; they go on counting. Give the permission"
              + " back; or, if they were deleted, set sweep_share of the source to 100 until they"
              + " are gone here too.");
      return new Outcome(left, gone);
    }
    int closed = 0;
    for (long id : missing) {
      switch (Presence.of(run.http(), path + id)) {
        case THERE -> left.remove(id);
        case CLOSED -> closed++;
        case GONE -> {
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          PageStore.set(run, kind + "_gone", Map.of(kind, Long.toString(id)), List.of(body));
          left.remove(id);
          gone.add(id);
        }
      }
    }
    run.notice(
        scope,
        closed == 0
            ? null
            : "%s has %ss that are closed to the token now: %,d. What was read of them is kept."
                .formatted(where, kind, closed));
    return new Outcome(left, gone);
  }

  private int share() {
    String text = run.settings().getOrDefault("sweep_share", "");
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : USUAL_SHARE;
  }

  /** Numbers that a cursor keeps. */
  static SortedSet<Long> known(FeedRun run, String scope) {
    return new TreeSet<>(IdPairs.parse(run.cursor(scope).orElse("")).keySet());
  }

  /** Keeps numbers in a cursor. */
  static void save(FeedRun run, String scope, SortedSet<Long> ids) {
    SortedMap<Long, Long> pairs = IdPairs.parse("");
    ids.forEach(id -> pairs.put(id, 0L));
    String text = IdPairs.format(pairs);
    if (!run.cursor(scope).orElse("").equals(text)) {
      run.saveCursor(scope, text);
    }
  }
}
