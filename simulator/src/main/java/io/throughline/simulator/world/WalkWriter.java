package io.throughline.simulator.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Writes a ticket's walk over the board, and what goes with it, into its script. */
final class WalkWriter {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final String IMPEDIMENT = "Impediment";
  private final TicketScript script;
  private final Account who;
  private final Account automation;
  private final Dice dice;

  WalkWriter(TicketScript script, Account who, Account automation, Dice dice) {
    this.script = script;
    this.who = who;
    this.automation = automation;
    this.dice = dice;
  }

  void write(List<Stage> walk, TicketHabit habit, Pace pace) {
    if (walk.isEmpty()) {
      return;
    }
    long begun = walk.getFirst().at();
    // Most are given a ticket when it is planned, some take one at the moment they begin with it.
    long taken =
        dice.chance(0.3) ? begun : Math.max(script.createdAt + MINUTE, begun - 12 * 24 * HOUR);
    script.set(taken, who, TicketField.ASSIGNEE, who.trackerId());
    for (Stage stage : walk) {
      script.set(stage.at(), who, TicketField.STATUS, stage.status().id());
      Resolution outcome = stage.outcome();
      String resolution = outcome == null ? null : outcome.name();
      script.set(stage.at(), who, TicketField.RESOLUTION, resolution);
    }
    if (pace == Pace.LIVE) {
      return;
    }
    Stage last = walk.getLast();
    if (last.outcome() == Resolution.DONE && dice.chance(0.7)) {
      script.set(last.at() + 3 * MINUTE, who, TicketField.FIX_VERSION, version(last.at()));
    }
    flag(begun, last.at(), habit);
    chatter(begun);
  }

  private void flag(long begun, long end, TicketHabit habit) {
    if (end - begun > 8 * HOUR && dice.chance(habit.blocked() / 2)) {
      long at = begun + (end - begun) / 4;
      script.set(at, who, TicketField.FLAGGED, IMPEDIMENT);
      long over = at + (long) ((end - at) * dice.between(0.1, 0.8));
      script.set(over, who, TicketField.FLAGGED, null);
    }
  }

  /** Small edits that mean nothing, and now and then an automation that cannot stop. */
  private void chatter(long begun) {
    for (int i = dice.poisson(1.2); i > 0; i--) {
      String rank = "0|h" + Integer.toString(dice.below(1 << 24), 36) + ":";
      long at = begun + dice.below(3 * (int) HOUR);
      script.set(at, who, TicketField.RANK, rank);
    }
    if (dice.chance(0.006)) {
      for (int i = 0; i < 48; i++) {
        String label = i % 2 == 0 ? "stale" : "needs-info";
        script.set(begun + i * 7 * MINUTE, automation, TicketField.LABELS, label);
      }
    }
  }

  /** The version of the month in which something was finished. */
  static String version(long at) {
    ZonedDateTime day = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC);
    return day.getYear() + "." + day.getMonthValue();
  }
}
