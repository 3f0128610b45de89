package io.throughline.ingest;

import io.throughline.ledger.DeadLetter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees when far too much goes to the dead letters, which is our fault (a bad release, a system that
 * changed) rather than the deliveries': then it is better to stop than to bury everything.
 */
final class PoisonGuard {
  private static final int MOST_IN_A_ROW = 50;
  private static final int SMALLEST_RUN = 100;
  private static final int MOST_PERCENT = 20;

  private int inARow;
  private long forgivenUntil;

  /** Lets everything up to a number pass. */
  void forgive(long sequence) {
    forgivenUntil = sequence;
    inARow = 0;
  }

  /** Why the run should not be committed; empty when it is well enough. */
  Optional<Alarm> judge(MappedRun run) {
    if (run.last() <= forgivenUntil) {
      return Optional.empty();
    }
    int row = inARow;
    int longest = inARow;
    for (MappedDelivery delivery : run.all()) {
      row = delivery instanceof MappedDelivery.Dead ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    int size = run.all().size();
    boolean share =
        size >= SMALLEST_RUN && run.letters().size() * 100L > (long) size * MOST_PERCENT;
    if (longest > MOST_IN_A_ROW || share) {
      return Optional.of(Alarm.of(run));
    }
    inARow = row;
    return Optional.empty();
  }

  /**
   * What to tell.
   *
   * @param sourceId the source with the most of them
   */
  record Alarm(String sourceId, String message) {
    static Alarm of(MappedRun run) {
      Map<String, Long> bySource = new TreeMap<>();
      run.letters().forEach(letter -> bySource.merge(letter.sourceId(), 1L, Long::sum));
      String worst =
          bySource.entrySet().stream()
              .max(Comparator.comparingLong(Map.Entry::getValue))
              .map(Map.Entry::getKey)
              .orElse("");
      @Nullable DeadLetter sample =
          run.letters().stream().filter(l -> l.sourceId().equals(worst)).findFirst().orElse(null);
      return new Alarm(
          worst,
          ("Projecting is paused: %d of %d deliveries from number %d on cannot be mapped, most of source %s (%s: %s)."
                  + " Nothing is lost and webhooks are accepted. Start a corrected version, or resume to put them among the dead letters.")
              .formatted(
                  run.letters().size(),
                  run.all().size(),
                  run.first(),
                  worst,
                  sample == null ? "" : sample.kind(),
                  sample == null ? "" : sample.reason()));
    }
  }
}
