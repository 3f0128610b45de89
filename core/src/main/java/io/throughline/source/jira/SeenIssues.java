package io.throughline.source.jira;

import io.throughline.source.FeedRun;
import io.throughline.source.IdPairs;
import java.util.Map;
import java.util.SortedMap;

/**
 * The issues that were read since the sweep made its own list: what it must miss when they are gone
 * one day. Kept in pieces, so that a long backfill does not write a growing text with every page.
 */
final class SeenIssues {
  private static final int PIECE = 5_000;
  private static final String CURRENT = "piece";

  private SeenIssues() {}

  /** Remembers issues, with the numbers of their projects. */
  static void add(FeedRun run, Map<Long, Long> projects) {
    if (projects.isEmpty()) {
      return;
    }
    long piece = current(run.cursor(CURRENT).orElse("0"));
    long taken = current(run.cursorOf(IssueSweep.ID, IssueSweep.TAKEN).orElse("0"));
    if (piece < taken) {
      for (long old = taken - 1; !run.cursor("seen/" + old).orElse("").isEmpty(); old--) {
        run.saveCursor("seen/" + old, "");
      }
      piece = taken;
      run.saveCursor(CURRENT, Long.toString(piece));
    }
    SortedMap<Long, Long> seen = IdPairs.parse(run.cursor("seen/" + piece).orElse(""));
    seen.putAll(projects);
    run.saveCursor("seen/" + piece, IdPairs.format(seen));
    if (seen.size() >= PIECE) {
      run.saveCursor(CURRENT, Long.toString(piece + 1));
    }
  }

  /** What was read from a piece on. */
  static SortedMap<Long, Long> from(FeedRun run, long first) {
    SortedMap<Long, Long> all = IdPairs.parse("");
    for (long piece = first; piece < end(run); piece++) {
      all.putAll(IdPairs.parse(run.cursorOf(IssuesFeed.ID, "seen/" + piece).orElse("")));
    }
    return all;
  }

  /** The piece after the last. */
  static long end(FeedRun run) {
    return current(run.cursorOf(IssuesFeed.ID, CURRENT).orElse("0")) + 1;
  }

  private static long current(String text) {
    return Long.parseLong(text);
  }
}
