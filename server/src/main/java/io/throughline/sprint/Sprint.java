package io.throughline.sprint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sprint that was started. Instants are UTC.
 *
 * @param id its {@code FactId} in decimal digits
 * @param board id of its board; null when the source does not say
 * @param state {@code active} or {@code closed}
 * @param completedAt when it was closed; null while it runs
 * @param unit what its tickets are weighed in: {@code points}, {@code hours}, or {@code tickets}
 *     where fewer than four in five are estimated
 * @param tickets how many were in it at any time, without sub-tasks, epics and what was done before
 * @param estimated how many of them have an estimate at the close, or now
 * @param committed what was in it at the start, in its unit, by the estimates of the start
 * @param done what is done at the close, or now, in its unit, by the estimates of that time
 */
public record Sprint(
    String id,
    @Nullable String board,
    @Nullable String boardName,
    @Nullable String name,
    @Nullable String goal,
    @Nullable String state,
    Instant startAt,
    @Nullable Instant plannedEndAt,
    @Nullable Instant completedAt,
    String unit,
    int tickets,
    int estimated,
    double committed,
    double done) {
  /** Whether its tickets are counted instead of weighed. */
  public boolean byCount() {
    return unit.equals("tickets");
  }
}
