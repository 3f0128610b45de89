package io.throughline.report.jmeter;

import io.throughline.report.LoadSummary.Times;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often each whole millisecond occurred: exact, and no larger than the number of different
 * times. An open hash table of two plain arrays, since there may be millions of them.
 */
final class Millis {
  private static final int FIRST_SLOTS = 16;

  /** Odd and unforeseeable, so that no report can be made of times that fall into one slot. */
  private static final int SPREAD = new SecureRandom().nextInt() | 1;

  private final Room room;

  /** Milliseconds plus one; 0 where a slot is free. */
  private int[] keys = {};

  private int[] counts = {};
  private int used;

  /** What all tables of a run may hold together. */
  static final class Room {
    private static final int MOST = 4_000_000;

    private int left = MOST;

    private void take() throws TooMany {
      if (--left < 0) {
        throw new TooMany(
            "its transactions have more than " + MOST + " different times altogether");
      }
    }
  }

  Millis(Room room) {
    this.room = room;
  }

  /**
   * Counts one more.
   *
   * @param millis from 0 to {@link Sample#LONGEST}
   */
  void add(int millis) throws TooMany {
    if (keys.length == 0) {
      keys = new int[FIRST_SLOTS];
      counts = new int[FIRST_SLOTS];
    }
    int slot = slot(millis + 1);
    if (keys[slot] == 0) {
      room.take();
      if (3L * ++used > 2L * keys.length) {
        grow();
        slot = slot(millis + 1);
      }
      keys[slot] = millis + 1;
    }
    counts[slot]++;
  }

  /** Counts one less of what was counted. */
  void remove(int millis) {
    counts[slot(millis + 1)]--;
  }

  private int slot(int key) {
    int mask = keys.length - 1;
    int spread = key * SPREAD;
    int slot = (spread ^ (spread >>> 15)) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new int[2 * oldKeys.length];
    counts = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  /**
   * What the times of some tables together are; null when they hold none.
   *
   * <p>A percentile lies between the two nearest samples in a straight line. Its place is reckoned
   * in whole numbers, so that no rounding moves it to a neighbour.
   */
  static @Nullable Times times(Millis... tables) {
    int cells = 0;
    for (Millis table : tables) {
      cells += table.used;
    }
    long[] sorted = new long[cells];
    int at = 0;
    long samples = 0;
    long sum = 0;
    for (Millis table : tables) {
      for (int i = 0; i < table.keys.length; i++) {
        if (table.counts[i] > 0) {
          long millis = table.keys[i] - 1L;
          sorted[at++] = millis << Integer.SIZE | table.counts[i];
          samples += table.counts[i];
          sum += millis * table.counts[i];
        }
      }
    }
    if (samples == 0) {
      return null;
    }
    long[] filled = at == cells ? sorted : Arrays.copyOf(sorted, at);
    Arrays.sort(filled);
    return new Times(
        (double) sum / samples,
        millis(filled[0]),
        millis(filled[at - 1]),
        percentile(filled, samples, 50),
        percentile(filled, samples, 90),
        percentile(filled, samples, 95),
        percentile(filled, samples, 99));
  }

  private static double percentile(long[] sorted, long samples, int percent) {
    long hundredths = (samples - 1) * percent;
    long below = hundredths / 100;
    int cell = 0;
    long until = count(sorted[0]);
    while (until <= below) {
      until += count(sorted[++cell]);
    }
    double lower = millis(sorted[cell]);
    long rest = hundredths % 100;
    if (rest == 0) {
      return lower;
    }
    double upper = until > below + 1 ? lower : millis(sorted[cell + 1]);
    return lower + (upper - lower) * rest / 100;
  }

  private static long millis(long cell) {
    return cell >>> Integer.SIZE;
  }

  private static long count(long cell) {
    return cell & 0xFFFF_FFFFL;
  }
}
