package io.throughline.ingest;

/**
 * How the warehouse stands to the ledger when the server starts. A warehouse whose last writes were
 * lost opens without any error; only this comparison sees it.
 *
 * @param message for a person
 */
public record StartCheck(State state, String message) {
  /** What has to be done. */
  public enum State {
    /** The warehouse has everything. */
    CURRENT,
    /** Some deliveries are missing; the projection goes on behind its position. */
    BEHIND,
    /** Nothing is in the warehouse: it is new, was cleared, or was put aside as damaged. */
    EMPTY,
    /** The warehouse knows deliveries that the ledger does not: it must be rebuilt. */
    AHEAD
  }

  /**
   * Compares.
   *
   * @param position the number of the last delivery in the warehouse, 0 when it is empty
   * @param head the number of the last delivery in the ledger, 0 when it is empty
   */
  public static StartCheck compare(long position, long head) {
    if (position > head) {
      return new StartCheck(
          State.AHEAD,
          ("The warehouse holds deliveries up to number %d, the ledger ends at %d: the ledger was"
                  + " lost, restored or cut. The warehouse is rebuilt from what the ledger has.")
              .formatted(position, head));
    }
    if (position == head) {
      return new StartCheck(State.CURRENT, "The warehouse is up to date.");
    }
    if (position == 0) {
      return new StartCheck(
          State.EMPTY, "The warehouse is empty and is built from %d deliveries.".formatted(head));
    }
    return new StartCheck(
        State.BEHIND,
        "The warehouse is at delivery %d of %d and catches up.".formatted(position, head));
  }

  /** Whether the projection alone cannot put it right. */
  public boolean needsRebuild() {
    return state == State.AHEAD || state == State.EMPTY;
  }
}
