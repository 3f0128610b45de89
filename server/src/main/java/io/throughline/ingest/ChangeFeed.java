package io.throughline.ingest;

import io.throughline.warehouse.Change;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages that are open what moved. Each subscription holds at most one change: what a slow one
 * has not fetched yet is joined with what comes, so nobody ever waits for it and nothing is missed.
 */
public final class ChangeFeed {
  private static final int MOST_SUBSCRIPTIONS = 2_000;

  private final Set<Subscription> subscriptions = new CopyOnWriteArraySet<>();

  /** Changes for one listener. Must be closed. */
  public final class Subscription implements AutoCloseable {
    private @Nullable Change pending;

    /**
     * The next change, several joined when they came faster than they were fetched.
     *
     * @return empty when nothing moved in the time given, or when it was closed
     */
    public synchronized Optional<Change> next(Duration atMost) throws InterruptedException {
      long until = System.nanoTime() + atMost.toNanos();
      while (pending == null && subscriptions.contains(this)) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        wait(left);
      }
      Change change = pending;
      pending = null;
      return Optional.ofNullable(change);
    }

    private synchronized void offer(Change change) {
      pending = pending == null ? change : join(pending, change);
      notifyAll();
    }

    @Override
    public void close() {
      subscriptions.remove(this);
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Starts to listen.
   *
   * @return empty when too many listen already
   */
  public Optional<Subscription> subscribe() {
    if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
      return Optional.empty();
    }
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    return Optional.of(subscription);
  }

  /** How many listen. */
  public int size() {
    return subscriptions.size();
  }

  /** Tells everybody; never waits for anybody. */
  public void publish(Change change) {
    subscriptions.forEach(subscription -> subscription.offer(change));
  }

  /** Ends all subscriptions. */
  public void close() {
    subscriptions.forEach(Subscription::close);
  }

  static Change join(Change first, Change second) {
    Set<String> tables = new HashSet<>(first.tables());
    tables.addAll(second.tables());
    Set<String> teams = new HashSet<>(first.teams());
    teams.addAll(second.teams());
    return new Change(
        Math.max(first.position(), second.position()),
        tables,
        teams,
        first.everything() || second.everything());
  }
}
