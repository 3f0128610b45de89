package io.throughline.simulator.world;

import java.util.List;

/**
 * A test case that somebody wrote for a ticket, with all that was done with it, the part that lies
 * in the future included. Times are epoch milliseconds, in whole minutes.
 *
 * @param uid the test management's own id
 * @param draft true for one that nobody finished writing
 * @param attempts in order of time
 */
public record TestSheet(
    String uid,
    String key,
    Ticket ticket,
    String summary,
    long createdAt,
    boolean draft,
    List<Attempt> attempts) {

  /**
   * That it was run, or put into a cycle.
   *
   * @param at when it ended; {@link Long#MAX_VALUE} for what was never run
   * @param result in the organisation's words
   */
  public record Attempt(long id, long sprint, long at, String result) {
    /** Whether it ended in a result, by a moment. */
    public boolean over(long now) {
      return at <= now;
    }
  }
}
