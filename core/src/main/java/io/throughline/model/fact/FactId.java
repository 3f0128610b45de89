package io.throughline.model.fact;

/**
 * The identity of a fact: the number of its source and the source's own immutable number in one
 * {@code long}.
 *
 * <p>Joins on integers that grow with time let the warehouse skip what did not change; a text key
 * cannot. The source's number is given once by the ledger and never reused.
 */
public final class FactId {
  private static final int EXTERNAL_BITS = 48;
  private static final long EXTERNAL_MASK = (1L << EXTERNAL_BITS) - 1;

  /** The highest number that a source may have. */
  public static final int MAX_SOURCE = 1 << 14;

  private FactId() {}

  /**
   * Joins a source's number and an external number.
   *
   * @param source 1 to {@link #MAX_SOURCE}
   * @param external the source's own immutable id, 0 to 2^48 - 1
   * @throws IllegalArgumentException when either is out of range
   */
  public static long of(int source, long external) {
    if (source < 1 || source > MAX_SOURCE) {
      throw new IllegalArgumentException("source number out of range: " + source);
    }
    if (external < 0 || external > EXTERNAL_MASK) {
      throw new IllegalArgumentException("id out of range: " + external);
    }
    return ((long) source << EXTERNAL_BITS) | external;
  }

  /** The source's number of a fact id. */
  public static int source(long id) {
    return (int) (id >>> EXTERNAL_BITS);
  }

  /** The source's own number of a fact id. */
  public static long external(long id) {
    return id & EXTERNAL_MASK;
  }
}
