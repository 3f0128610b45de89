package io.throughline.report.jmeter;

import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Transaction;
import io.throughline.report.Notes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One load test, out of one report or out of several that load generators wrote side by side. All
 * samples are counted together before anything is reckoned: percentiles of parts cannot be made
 * into one of the whole. What it takes grows with the different times and names, and not with the
 * samples.
 *
 * <ul>
 *   <li>A transaction controller and its parts are all listed; in the total the controller counts
 *       alone.
 *   <li>The window is measured from the first sample of each report, since each generator has a
 *       ramp-up and a clock of its own. Samples are written when they end, so the first is the
 *       earliest of the first ten thousand.
 *   <li>A sample with a time below 0 counts, and its time does not.
 *   <li>The users are those of all generators, each at its highest.
 * </ul>
 *
 * Not safe for several threads at once.
 */
public final class JmeterRun {
  private static final int MOST_TRANSACTIONS = 10_000;
  private static final int MOST_LETTERS = 8 * 1024 * 1024;
  private static final long MOST_SAMPLES = 2_000_000_000;

  private final Window window;
  private final Notes notes = new Notes();
  private final Millis.Room room = new Millis.Room();
  private final Tally total = new Tally("Total", room);
  private final Map<String, Tally> transactions = new HashMap<>();
  private final List<Shard> shards = new ArrayList<>();
  private int letters;
  private long belowZero;
  private long passedWithError;
  private long unnamed;

  /** Nothing so far. */
  public JmeterRun(Window window) {
    this.window = window;
  }

  /** A report that is about to be read; it has to be closed before the summary. */
  Shard shard() {
    Shard shard = new Shard(this, window);
    shards.add(shard);
    return shard;
  }

  Notes notes() {
    return notes;
  }

  Tally total() {
    return total;
  }

  /** The samples of a name. */
  Tally transaction(String name) throws TooMany {
    Tally known = transactions.get(name);
    if (known != null) {
      return known;
    }
    if (transactions.size() == MOST_TRANSACTIONS) {
      throw new TooMany(
          "its samples have more than "
              + MOST_TRANSACTIONS
              + " names; those that change with each request, as one with a number in it, have to"
              + " be made one in the test plan");
    }
    letters += name.length();
    if (letters > MOST_LETTERS) {
      throw new TooMany("the names of its samples are longer than those of any load test");
    }
    Tally tally = new Tally(name, room);
    transactions.put(name, tally);
    return tally;
  }

  /** Counts a sample in the window. */
  void count(Sample sample) throws TooMany {
    if (sample.transaction() == null) {
      unnamed++;
    } else {
      sample.transaction().add(sample.elapsed(), sample.outcome());
    }
    if (!sample.part()) {
      if (total.samples() == MOST_SAMPLES) {
        throw new TooMany("it tells of more samples than any load test has");
      }
      total.add(sample.elapsed(), sample.outcome());
    }
    belowZero += sample.elapsed() < 0 ? 1 : 0;
    passedWithError += sample.errorCode() && sample.outcome() == Outcome.PASSED ? 1 : 0;
  }

  /**
   * What all reports add up to that were read so far.
   *
   * @throws IllegalStateException when one of them was refused: half a report counts for nothing
   */
  public LoadSummary summary() {
    if (!shards.stream().allMatch(Shard::isClosed)) {
      throw new IllegalStateException("a report of this run was not read to its end");
    }
    List<Shard> counted = shards.stream().filter(Shard::hasCounted).toList();
    Clock clock = clock(counted);
    Double seconds = clock == Clock.NONE ? null : seconds(counted);
    List<Transaction> listed =
        transactions.values().stream()
            .filter(tally -> tally.samples() > 0)
            .sorted(Comparator.comparing(Tally::name))
            .map(tally -> tally.summary(seconds))
            .toList();
    return new LoadSummary(
        window.title(),
        clock == Clock.EPOCH ? Instant.ofEpochMilli(from(counted)) : null,
        clock == Clock.EPOCH ? Instant.ofEpochMilli(to(counted)) : null,
        users(counted),
        total.summary(seconds),
        listed,
        notes(counted, clock).all());
  }

  private static Clock clock(List<Shard> shards) {
    List<Clock> clocks = shards.stream().map(Shard::clock).distinct().toList();
    return clocks.size() == 1 ? clocks.getFirst() : Clock.NONE;
  }

  private static long from(List<Shard> shards) {
    return shards.stream().mapToLong(Shard::from).min().orElseThrow();
  }

  private static long to(List<Shard> shards) {
    return shards.stream().mapToLong(Shard::to).max().orElseThrow();
  }

  private static @Nullable Double seconds(List<Shard> shards) {
    long begin = shards.stream().mapToLong(Shard::begin).min().orElseThrow();
    long end = shards.stream().mapToLong(Shard::end).max().orElseThrow();
    return end > begin ? (end - begin) / 1000.0 : null;
  }

  private static @Nullable Integer users(List<Shard> shards) {
    if (shards.isEmpty() || shards.stream().anyMatch(shard -> shard.users() == Sample.NO_USERS)) {
      return null;
    }
    return (int) Math.min(Integer.MAX_VALUE, shards.stream().mapToLong(Shard::users).sum());
  }

  private Notes notes(List<Shard> counted, Clock clock) {
    Notes all = new Notes();
    notes.all().forEach(note -> all.add("%s", note));
    if (shards.size() > 1) {
      all.add("%,d reports of one run are counted together", shards.size());
    }
    if (counted.isEmpty() && !window.isWholeRun()) {
      all.add("no sample started %s", window.title());
    }
    if (counted.stream().anyMatch(Shard::isShort)) {
      all.add("the run ended before the window did: %s", window.title());
    }
    if (clock == Clock.LOCAL) {
      all.add("its times name no time zone, so that nobody knows when the run was");
    } else if (clock == Clock.NONE && !counted.isEmpty()) {
      all.add("it does not say when each sample started, so that throughput is not known");
    }
    if (unnamed > 0) {
      all.add("%,d samples have no name, and only the total counts them", unnamed);
    }
    if (total.failed() > 0 && total.failed() == total.samples()) {
      all.add(
          "no sample passed; JMeter can be set to log errors only, which tells nothing of a run");
    }
    if (belowZero > 0) {
      all.add("%,d samples took less than no time; they count, and their times do not", belowZero);
    }
    if (passedWithError > 0) {
      all.add(
          "%,d samples passed with a response code of 4xx or 5xx, and count as passed",
          passedWithError);
    }
    return all;
  }
}
