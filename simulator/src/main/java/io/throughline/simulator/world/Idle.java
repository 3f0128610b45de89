package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tickets for which nobody opens a merge request, or not in the sprint that they were meant for.
 */
final class Idle {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;
  private final long seed;
  private final Sprints sprints;
  private final Board board;
  private final int number;
  private final List<Account> members;
  private int count;

  Idle(long seed, Sprints sprints, Board board, int number, List<Account> members) {
    this.seed = seed;
    this.sprints = sprints;
    this.board = board;
    this.number = number;
    this.members = members;
  }

  /** One of them; the fields are those of {@link TicketMaker.Arrival}. */
  record Ticket(
      TicketType type,
      Work work,
      long created,
      long added,
      SprintWalk.@Nullable Removal removal,
      @Nullable Stage outcome,
      boolean inSprints) {}

  /** What becomes of it. */
  private enum Fate {
    DONE,
    DONE_EARLY,
    ROLLED_OVER,
    REMOVED,
    GIVEN_UP,
    FORGOTTEN
  }

  /**
   * The sprint's tickets without merge requests.
   *
   * @param worked how many tickets with merge requests there are
   */
  List<Ticket> tickets(int worked, TicketHabit habit) {
    Dice dice = Dice.of(seed, "idle/" + board.key() + "/" + number);
    List<Ticket> out = new ArrayList<>();
    add(out, Fate.DONE, dice.poisson(worked * 0.18), habit);
    add(out, Fate.DONE_EARLY, dice.poisson(worked * 0.02), habit);
    add(out, Fate.ROLLED_OVER, dice.poisson(worked * habit.overcommitted()), habit);
    add(out, Fate.REMOVED, dice.poisson(worked * habit.removed()), habit);
    add(out, Fate.GIVEN_UP, dice.poisson(worked * 0.03), habit);
    add(out, Fate.FORGOTTEN, dice.poisson(worked * 0.05), habit);
    return out;
  }

  private void add(List<Ticket> out, Fate fate, int times, TicketHabit habit) {
    for (int i = 0; i < times; i++) {
      out.add(ticket(fate, habit));
    }
  }

  private Ticket ticket(Fate fate, TicketHabit habit) {
    String key = "idle/" + board.key() + "/" + number + "/" + count++;
    Dice dice = Dice.of(seed, key);
    Sprint sprint = sprints.of(board, number);
    long length = sprint.closedAt() - sprint.startAt();
    boolean late = fate != Fate.DONE_EARLY && dice.chance(habit.creep());
    long added =
        late
            ? sprint.startAt() + (long) (length * dice.between(0.02, 0.6))
            : sprint.startAt() - (long) (dice.between(0.3, 8) * DAY);
    long created = added - (long) ((late ? dice.between(0.01, 3) : dice.between(1, 18)) * DAY);
    long from = Math.max(added, sprint.startAt());
    long room = sprint.closedAt() - from;
    Account who = dice.pick(members);
    Stage outcome = null;
    SprintWalk.Removal removal = null;
    long begun = Pace.OFFICE.after(who, from + room / 8, dice.between(0, 12));
    Long done = Pace.OFFICE.after(who, begun, dice.around(9, 0.7));
    switch (fate) {
      case DONE -> {}
      case DONE_EARLY -> {
        begun = added + 2 * HOUR;
        done = sprint.startAt() - HOUR / 2;
      }
      case ROLLED_OVER -> {
        begun = sprints.of(board, number + 1 + dice.below(2)).startAt() + dice.below((int) DAY * 8);
        done = dice.chance(0.8) ? (Long) Pace.OFFICE.after(who, begun, dice.around(8, 0.6)) : null;
      }
      case REMOVED -> {
        removal = new SprintWalk.Removal(from + (long) (room * dice.between(0.1, 0.9)));
        begun = Long.MAX_VALUE;
        done = null;
      }
      case GIVEN_UP -> {
        Resolution how = dice.chance(0.6) ? Resolution.WONT_DO : Resolution.DUPLICATE;
        begun = Long.MAX_VALUE;
        done = null;
        long end = from + (long) (room * dice.between(0.1, 0.9));
        outcome = new Stage(end, TicketStatus.DONE, how);
      }
      case FORGOTTEN -> {
        begun = Long.MAX_VALUE;
        done = null;
      }
    }
    String summary = Words.title(dice);
    Work work = work(key, who, summary, begun, done, dice);
    TicketType type = late ? lateType(dice) : plannedType(dice);
    return new Ticket(type, work, created, added, removal, outcome, fate != Fate.FORGOTTEN);
  }

  private static Work work(
      String key, Account who, String summary, long begun, @Nullable Long done, Dice dice) {
    long review =
        done == null || dice.chance(0.3)
            ? Long.MAX_VALUE
            : begun + (long) ((done - begun) * dice.between(0.4, 0.9));
    return new Work(key, who, summary, begun, review, List.of(), done, List.of());
  }

  static TicketType plannedType(Dice dice) {
    double luck = dice.unit();
    if (luck < 0.48) {
      return TicketType.STORY;
    }
    return luck < 0.76 ? TicketType.TASK : luck < 0.96 ? TicketType.BUG : TicketType.SPIKE;
  }

  static TicketType lateType(Dice dice) {
    double luck = dice.unit();
    return luck < 0.5 ? TicketType.BUG : luck < 0.8 ? TicketType.TASK : TicketType.STORY;
  }
}
