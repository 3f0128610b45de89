package io.throughline.report.jmeter;

import java.util.HashMap;
import java.util.Map;

/**
 * The threads of one report with their recent samples. Some load tests start a thread for every
 * visit, so only the last are kept: when there are many, those that made no sample since the time
 * before are forgotten.
 */
final class Threads {
  private static final int MOST = 16 * 1024;
  private static final int MOST_LETTERS = 2 * 1024 * 1024;

  private final Room room = new Room();
  private Map<String, Recent> now = new HashMap<>();
  private Map<String, Recent> before = new HashMap<>();
  private int letters;

  /** How many samples all threads together may keep. */
  static final class Room {
    private int left = 1_000_000;

    boolean has(int samples) {
      return left >= samples;
    }

    /** Takes room, which the first samples of a new thread get in any case. */
    void take(int samples) {
      left -= samples;
    }
  }

  /** The thread of a name. */
  Recent of(String name) {
    Recent known = now.get(name);
    if (known != null) {
      return known;
    }
    if (now.size() >= MOST || letters + name.length() > MOST_LETTERS) {
      before.values().forEach(thread -> room.take(-thread.capacity()));
      before = now;
      now = new HashMap<>();
      letters = 0;
    }
    Recent again = before.remove(name);
    Recent thread = again == null ? new Recent(room) : again;
    now.put(name, thread);
    letters += name.length();
    return thread;
  }
}
