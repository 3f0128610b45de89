package io.throughline.ledger;

import io.throughline.ledger.SourceStatus.Refusal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of webhook requests that are not written yet. They are written about once a second: a
 * flood of forged requests must cost memory for ten reasons, not a commit each.
 */
final class WebhookCounts {
  static final int KEPT_REFUSALS = 10;

  /**
   * The counts of one source since they were last taken.
   *
   * @param refusals oldest first, at most ten
   */
  record Tally(long accepted, long refused, @Nullable Instant last, List<Refusal> refusals) {}

  private static final Tally NONE = new Tally(0, 0, null, List.of());

  private static final class Count {
    long accepted;
    long refused;
    @Nullable Instant last;
    final Deque<Refusal> refusals = new ArrayDeque<>();

    Tally tally() {
      return new Tally(accepted, refused, last, new ArrayList<>(refusals));
    }
  }

  private final Map<String, Count> counts = new HashMap<>();

  synchronized void count(String sourceId, @Nullable String refusal, Instant at) {
    Count count = counts.computeIfAbsent(sourceId, id -> new Count());
    if (refusal == null) {
      count.accepted++;
      count.last = at;
      return;
    }
    count.refused++;
    count.refusals.addLast(new Refusal(refusal, at));
    if (count.refusals.size() > KEPT_REFUSALS) {
      count.refusals.removeFirst();
    }
  }

  synchronized boolean isEmpty() {
    return counts.isEmpty();
  }

  synchronized Tally of(String sourceId) {
    Count count = counts.get(sourceId);
    return count == null ? NONE : count.tally();
  }

  /** Takes all counts out. */
  synchronized Map<String, Tally> take() {
    Map<String, Tally> taken = new HashMap<>();
    counts.forEach((id, count) -> taken.put(id, count.tally()));
    counts.clear();
    return taken;
  }
}
