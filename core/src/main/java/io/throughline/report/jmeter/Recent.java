package io.throughline.report.jmeter;

/**
 * The last samples of a thread that belong to no transaction controller yet. A thread makes one
 * sample after the other, and JMeter writes a controller after its parts: they are those of its
 * thread that started no earlier than it did. A controller says of how many samples it is made, but
 * counts pauses as well, so that its number is only the most there can be.
 *
 * <p>Of a thread whose samples belong to no controller only the last are kept.
 */
final class Recent {
  private static final int FIRST = 16;
  private static final int MOST = 16 * 1024;
  private static final int MOST_PARTS = (1 << 28) - 1;
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Threads.Room room;
  private long[] starts = new long[FIRST];

  /** Elapsed time, number of parts, outcome and whether it counts, in one word each. */
  private long[] facts = new long[FIRST];

  private int first;
  private int size;
  private boolean forgot;

  Recent(Threads.Room room) {
    this.room = room;
    room.take(FIRST);
  }

  int capacity() {
    return starts.length;
  }

  /**
   * Remembers a sample.
   *
   * @param counts whether the total holds it
   */
  void add(Sample sample, boolean counts) {
    if (size == starts.length && !(size < MOST && room.has(size))) {
      first = (first + 1) & (starts.length - 1);
      size--;
      forgot = true;
    } else if (size == starts.length) {
      room.take(size);
      grow();
    }
    int at = at(size++);
    starts[at] = sample.start();
    int parts = sample.isController() ? Math.min(MOST_PARTS, sample.parts()) : 1;
    facts[at] =
        (long) sample.elapsed() << Integer.SIZE
            | (long) parts << 3
            | sample.outcome().ordinal() << 1
            | (counts ? 1 : 0);
  }

  /**
   * Takes the parts of a controller out of the total and forgets them.
   *
   * @return false when some of them may have been forgotten before, and stay in the total
   */
  boolean takeParts(Sample controller, Tally total) {
    long left = controller.parts();
    while (size > 0 && left > 0 && starts[at(size - 1)] >= controller.start()) {
      long fact = facts[at(--size)];
      left -= fact >> 3 & MOST_PARTS;
      if ((fact & 1) != 0) {
        total.remove((int) (fact >> Integer.SIZE), OUTCOMES[(int) (fact >> 1 & 3)]);
      }
    }
    boolean all = size > 0 || left <= 0 || !forgot;
    forgot &= size > 0;
    return all;
  }

  private int at(int index) {
    return (first + index) & (starts.length - 1);
  }

  private void grow() {
    long[] moreStarts = new long[2 * size];
    long[] moreFacts = new long[2 * size];
    for (int i = 0; i < size; i++) {
      moreStarts[i] = starts[at(i)];
      moreFacts[i] = facts[at(i)];
    }
    starts = moreStarts;
    facts = moreFacts;
    first = 0;
  }
}
