package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's entry into a status.
 *
 * @param outcome how it ended; null in every status but Done
 */
record Stage(long at, TicketStatus status, @Nullable Resolution outcome) {
  private static final long HOUR = 3_600_000;

  Stage(long at, TicketStatus status) {
    this(at, status, status == TicketStatus.DONE ? Resolution.DONE : null);
  }

  /** The walk of a ticket over the board for the sake of its work. */
  static List<Stage> walk(Work work, TicketHabit habit, Dice dice, Pace pace) {
    List<Stage> out = new ArrayList<>();
    if (work.begun() == Long.MAX_VALUE) {
      return out; // nobody ever takes it
    }
    out.add(new Stage(work.begun(), TicketStatus.IN_PROGRESS));
    long end = work.done() == null ? work.review() : work.done();
    boolean roomy = work.review() < Long.MAX_VALUE && work.review() - work.begun() > 6 * HOUR;
    if (roomy && dice.chance(habit.blocked() / 2)) {
      long third = (work.review() - work.begun()) / 3;
      out.add(new Stage(work.begun() + third, TicketStatus.BLOCKED));
      out.add(new Stage(work.begun() + 2 * third, TicketStatus.IN_PROGRESS));
    }
    if (work.review() < end || (work.done() == null && work.review() < Long.MAX_VALUE)) {
      out.add(new Stage(work.review(), TicketStatus.IN_REVIEW));
      for (Work.Return back : work.returns()) {
        if (back.back() > work.review() && (work.done() == null || back.again() < work.done())) {
          out.add(new Stage(back.back(), TicketStatus.IN_PROGRESS));
          out.add(new Stage(back.again(), TicketStatus.IN_REVIEW));
        }
      }
    }
    if (work.done() != null) {
      finish(work, habit, dice, pace, out);
    }
    out.sort(Comparator.comparingLong(Stage::at));
    return out;
  }

  private static void finish(Work work, TicketHabit habit, Dice dice, Pace pace, List<Stage> out) {
    long done = work.done() == null ? work.review() : work.done();
    long at = done + (pace == Pace.LIVE ? 2_000 : 60_000 + dice.below(2_400_000));
    out.add(new Stage(at, TicketStatus.DONE));
    if (pace == Pace.OFFICE && dice.chance(habit.reopened())) {
      long again = pace.after(work.who(), at, dice.between(1, 20));
      out.add(new Stage(again, TicketStatus.IN_PROGRESS));
      out.add(new Stage(pace.after(work.who(), again, dice.between(0.5, 9)), TicketStatus.DONE));
    }
  }

  /** The status after the last stage up to a moment. */
  static TicketStatus at(List<Stage> walk, long moment) {
    TicketStatus status = TicketStatus.TO_DO;
    for (Stage stage : walk) {
      status = stage.at() <= moment ? stage.status() : status;
    }
    return status;
  }
}
