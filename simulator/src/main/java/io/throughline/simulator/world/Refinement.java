package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a team writes about a ticket before its work begins, or neglects to write. */
final class Refinement {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final List<Integer> SIZES = List.of(1, 1, 2, 2, 2, 3, 3, 3, 3, 5, 5, 8);
  private static final List<String> LABELS =
      List.of("customer", "tech-debt", "security", "performance", "ux", "ops");
  private final TicketScript script;
  private final TicketType type;
  private final Account lead;
  private final Account who;
  private final long from;
  private final long until;
  private final TicketHabit habit;
  private final Dice dice;

  /**
   * A refinement between the ticket's creation and {@code until}.
   *
   * @param type what it is when its work begins
   */
  Refinement(
      TicketScript script,
      TicketType type,
      Account lead,
      Account who,
      long until,
      TicketHabit habit,
      Dice dice) {
    this.script = script;
    this.type = type;
    this.lead = lead;
    this.who = who;
    this.from = script.createdAt;
    this.until = until;
    this.habit = habit;
    this.dice = dice;
  }

  /** Writes it into the script; answers the sub-tasks that come of it. */
  List<TicketScript> write(String summary, List<TicketScript> epics) {
    Integer points = points();
    boolean big = type.story() && (points == null || points >= 3);
    boolean broken = big && dice.chance(habit.broken());
    boolean ticks = broken && dice.chance(0.25);
    text(summary, ticks);
    marks(epics);
    List<TicketScript> parts = new ArrayList<>();
    if (broken && !ticks) {
      parts.addAll(parts(at(0.8), false));
    } else if (big && !broken && dice.chance(0.12)) {
      parts.addAll(parts(until + (long) (dice.between(2, 40) * HOUR), true));
    }
    return parts;
  }

  private @Nullable Integer points() {
    double share = type == TicketType.BUG ? habit.estimated() * 0.6 : habit.estimated();
    int size = dice.pick(SIZES);
    if (dice.chance(share)) {
      script.set(at(0.6), lead, TicketField.POINTS, "" + size);
      if (dice.chance(0.1)) {
        size = other(size, dice);
        script.set(at(0.9), lead, TicketField.POINTS, "" + size);
      }
      return size;
    }
    if (habit.estimated() > 0 && dice.chance(0.3)) {
      long late = until + (long) (dice.between(3, 60) * HOUR);
      script.set(late, who, TicketField.POINTS, "" + size);
    }
    return null;
  }

  /** A neighbouring size. */
  static int other(int size, Dice dice) {
    List<Integer> scale = List.of(1, 2, 3, 5, 8);
    int place = scale.indexOf(size);
    boolean up = place == 0 || (place < scale.size() - 1 && dice.chance(0.6));
    return scale.get(place + (up ? 1 : -1));
  }

  private void text(String summary, boolean ticks) {
    if (dice.chance(0.8)) {
      script.born(TicketField.DESCRIPTION, TicketText.rough(summary, dice));
    }
    boolean criteria = type.story() && dice.chance(habit.criteria());
    boolean inField = criteria && dice.chance(0.55);
    String tail = ticks ? TicketText.checklist(dice) : "";
    if (criteria && !inField) {
      script.set(
          at(0.55), lead, TicketField.DESCRIPTION, TicketText.criteria(summary, dice) + tail);
    } else if (ticks || dice.chance(0.5)) {
      script.set(at(0.55), lead, TicketField.DESCRIPTION, TicketText.plain(summary, dice) + tail);
    }
    if (inField) {
      script.set(at(0.65), lead, TicketField.CRITERIA, TicketText.field(dice));
    } else if (type.story() && dice.chance(0.3)) {
      script.born(TicketField.CRITERIA, dice.pick(TicketText.EMPTY_CRITERIA));
    }
    if (type.story() && !criteria && dice.chance(0.1)) {
      long late = until + (long) (dice.between(4, 50) * HOUR);
      script.set(late, who, TicketField.CRITERIA, TicketText.field(dice));
    }
  }

  private void marks(List<TicketScript> epics) {
    for (int i = 1 + dice.poisson(1.6); i > 0; i--) {
      String rank = "0|i" + Integer.toString(dice.below(1 << 24), 36) + ":";
      script.set(at(dice.between(0.1, 0.5)), lead, TicketField.RANK, rank);
    }
    if (!epics.isEmpty() && dice.chance(0.7)) {
      TicketScript epic = dice.pick(epics);
      if (dice.chance(0.5)) {
        script.below(epic);
      } else {
        script.below(at(0.3), lead, epic);
      }
    }
    if (dice.chance(0.6)) {
      String label = dice.pick(LABELS);
      script.set(at(0.35), lead, TicketField.LABELS, label);
      if (dice.chance(0.3)) {
        script.set(at(0.7), who, TicketField.LABELS, label + " " + script.board.team().id());
      }
    }
    if (dice.chance(0.35)) {
      String priority = dice.pick(List.of("Highest", "High", "High", "Low", "Lowest"));
      script.set(at(0.4), lead, TicketField.PRIORITY, priority);
    }
  }

  private List<TicketScript> parts(long when, boolean late) {
    List<TicketScript> out = new ArrayList<>();
    int count = 2 + dice.below(3);
    for (int i = 0; i < count; i++) {
      long at =
          late ? when + i * MINUTE : Math.min(when + i * MINUTE, until - (count - i) * 1_000L);
      String name = dice.pick(List.of("API", "Page", "Tests", "Metrics", "Docs", "Roll-out"));
      TicketScript part =
          new TicketScript(
              script.board,
              who,
              Math.max(at, from + 1_000),
              TicketType.SUBTASK,
              name + ": " + dice.pick(Words.VERBS) + " " + dice.pick(Words.THINGS));
      out.add(part.below(script));
    }
    return out;
  }

  private long at(double share) {
    return from + (long) ((until - from) * share);
  }
}
