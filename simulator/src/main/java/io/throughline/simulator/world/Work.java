package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the work for a ticket is done. Times are epoch milliseconds.
 *
 * @param key names its dice; unique in the world
 * @param begun the first commit
 * @param review the moment from which others look at it
 * @param returns how often it went back to its author, and when
 * @param done the last merge; null when it never gets that far
 * @param plans keys of the merge requests that are made for it
 */
record Work(
    String key,
    Account who,
    String summary,
    long begun,
    long review,
    List<Return> returns,
    @Nullable Long done,
    List<String> plans) {
  private static final long LONG_AGO = 20L * 86_400_000;
  private static final long MINUTE = 60_000;

  /** Sent back to its author at one moment and handed in again at another. */
  record Return(long back, long again) {}

  /** What the lives of these merge requests, oldest first, tell. */
  static Work of(List<Plan> plans, List<List<Event>> lives, Account who, String summary) {
    long begun = plans.getFirst().createdAt();
    long review = Long.MAX_VALUE;
    Long done = null;
    boolean ended = true;
    List<Return> returns = new ArrayList<>();
    for (List<Event> life : lives) {
      begun = Math.min(begun, begun(life));
      review = Math.min(review, ready(life));
      Long merge = merged(life);
      ended &= merge != null || life.getLast() instanceof Event.Closed;
      done = merge == null || (done != null && done > merge) ? done : merge;
      returns.addAll(returns(life));
    }
    return new Work(
        plans.getFirst().key(),
        who,
        summary,
        begun,
        review,
        returns,
        ended ? done : null,
        plans.stream().map(Plan::key).toList());
  }

  /** The same work, not begun before a moment: what lies before it was done without a ticket. */
  Work from(long moment) {
    return new Work(key, who, summary, Math.max(begun, moment), review, returns, done, plans);
  }

  private static long begun(List<Event> life) {
    Event.Opened opened = (Event.Opened) life.getFirst();
    return opened.commits().stream()
        .mapToLong(Commit::authoredAt)
        .filter(at -> at > opened.at() - LONG_AGO) // an old branch was no work on this
        .min()
        .orElse(opened.at());
  }

  private static long ready(List<Event> life) {
    boolean draft = ((Event.Opened) life.getFirst()).draft();
    for (Event event : life) {
      if (event instanceof Event.DraftSet set && !set.draft()) {
        return set.at();
      }
    }
    return draft ? Long.MAX_VALUE : life.getFirst().at() + 2_000;
  }

  private static @Nullable Long merged(List<Event> life) {
    for (Event event : life) {
      if (event instanceof Event.Merged merged) {
        return merged.at();
      }
    }
    return null;
  }

  private static List<Return> returns(List<Event> life) {
    List<Return> out = new ArrayList<>();
    long asked = 0;
    for (Event event : life) {
      if (event instanceof Event.ChangesAsked) {
        asked = event.at();
      } else if (event instanceof Event.Pushed && asked > 0) {
        out.add(new Return(asked + MINUTE / 6, event.at() + MINUTE / 6));
        asked = 0;
      }
    }
    return out;
  }
}
