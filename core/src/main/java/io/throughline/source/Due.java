package io.throughline.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What changes seldom is not looked at in every run. The time kept is ours and only says how long
 * ago we looked; nothing is ever left out by it.
 */
public final class Due {
  private Due() {}

  /** Whether it is time to look again. */
  public static boolean now(FeedRun run, String scope, Duration every) {
    Optional<Instant> last = run.cursor(scope).map(Instant::parse);
    Instant now = run.clock().instant();
    return last.isEmpty() || last.get().isAfter(now) || !now.isBefore(last.get().plus(every));
  }

  /** Remembers that it was looked at. */
  public static void done(FeedRun run, String scope) {
    run.saveCursor(scope, run.clock().instant().toString());
  }
}
