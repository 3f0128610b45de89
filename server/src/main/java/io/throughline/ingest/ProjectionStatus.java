package io.throughline.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How the projection does.
 *
 * @param position number of the last delivery in the warehouse
 * @param head number of the last delivery in the ledger
 * @param message what happened and what to do; null when all is well
 * @param projected deliveries since the start whose facts were committed
 * @param ignored deliveries since the start that meant nothing to us
 * @param deadLettered deliveries since the start that could not be mapped
 */
public record ProjectionStatus(
    State state,
    long position,
    long head,
    @Nullable String message,
    long projected,
    long ignored,
    long deadLettered) {
  /** What it does. */
  public enum State {
    /** All deliveries are in the warehouse, or will be in a moment. */
    RUNNING,
    /** The warehouse is being built from the first delivery on. */
    REBUILDING,
    /** Too many deliveries cannot be mapped; waits for a person. */
    PAUSED,
    /** The warehouse or the ledger fails; tries again by itself. */
    FAILING,
    /** Closed. */
    STOPPED
  }
}
