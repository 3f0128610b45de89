package io.throughline.simulator.world;

/**
 * Two weeks of a team's work. Times are epoch milliseconds.
 *
 * @param number counted from the beginning of the recorded history
 * @param createdAt from when on tickets may be planned into it
 * @param endAt when it was meant to end
 * @param closedAt when it really was closed
 */
public record Sprint(
    long id,
    Board board,
    int number,
    String name,
    String goal,
    long createdAt,
    long startAt,
    long endAt,
    long closedAt) {

  /** {@code future}, {@code active} or {@code closed}. */
  public String state(long now) {
    if (now >= closedAt) {
      return "closed";
    }
    return now >= startAt ? "active" : "future";
  }
}
