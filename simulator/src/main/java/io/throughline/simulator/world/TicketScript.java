package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen to a ticket, written in any order. Only when it is born, and the numbers
 * of it and of its parents are known, the script is played and becomes a history.
 */
final class TicketScript {
  /** Makes a new value of the one before. */
  @FunctionalInterface
  interface Turn {
    @Nullable String of(@Nullable String was);
  }

  private record Step(long at, Account by, TicketField field, Turn turn) {}

  final Board board;
  final Account reporter;
  final long createdAt;
  final TicketType type;
  private final Map<TicketField, String> born = new EnumMap<>(TicketField.class);
  private final List<Step> steps = new ArrayList<>();

  /** Numbers of the wiki's pages that are for it. */
  final List<Long> papers = new ArrayList<>();

  private @Nullable TicketScript parent;
  private @Nullable Board moved;
  private @Nullable Ticket ticket;

  TicketScript(Board board, Account reporter, long createdAt, TicketType type, String summary) {
    this.board = board;
    this.reporter = reporter;
    this.createdAt = createdAt;
    this.type = type;
    born.put(TicketField.TYPE, type.id());
    born.put(TicketField.SUMMARY, summary);
    born.put(TicketField.STATUS, TicketStatus.TO_DO.id());
    born.put(TicketField.PRIORITY, "Medium");
    born.put(TicketField.PROJECT, "" + board.projectId());
  }

  TicketScript born(TicketField field, String value) {
    born.put(field, value);
    return this;
  }

  /** A value that replaces whatever was there; null empties. */
  TicketScript set(long at, Account by, TicketField field, @Nullable String value) {
    return turn(at, by, field, was -> value);
  }

  TicketScript turn(long at, Account by, TicketField field, Turn turn) {
    steps.add(new Step(Math.max(at, createdAt + 1_000), by, field, turn));
    return this;
  }

  /** Puts it below another one from its creation. */
  TicketScript below(TicketScript above) {
    parent = above;
    return this;
  }

  /** Puts it below another one later. */
  TicketScript below(long at, Account by, TicketScript above) {
    return turn(at, by, TicketField.PARENT, was -> above.ticketId());
  }

  /** Moves it to another board's project, where it gets another key. */
  TicketScript move(long at, Account by, Board to) {
    moved = to;
    return set(at, by, TicketField.PROJECT, "" + to.projectId())
        .turn(at, by, TicketField.KEY, was -> null); // the new key is given at birth
  }

  /** Where it will be moved to, if anywhere. */
  @Nullable Board movesTo() {
    return moved;
  }

  private String ticketId() {
    if (ticket == null) {
      throw new IllegalStateException("a ticket was born before the one above it");
    }
    return "" + ticket.id();
  }

  /**
   * Plays the script.
   *
   * @param newKey the key after a move; null when it never moves
   */
  Ticket play(long id, String key, @Nullable String newKey) {
    born.put(TicketField.KEY, key);
    born.put(TicketField.RANK, "0|i" + Long.toString(id, 36) + ":");
    if (parent != null) {
      born.put(TicketField.PARENT, parent.ticketId());
    }
    steps.sort(Comparator.comparingLong(Step::at));
    Map<TicketField, String> state = new EnumMap<>(born);
    List<TicketChange> changes = new ArrayList<>();
    List<TicketChange.Item> items = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String from = state.get(step.field());
      String to = step.field() == TicketField.KEY ? newKey : step.turn().of(from);
      if (!java.util.Objects.equals(from, to)) {
        items.add(new TicketChange.Item(step.field(), from, to));
        put(state, step.field(), to);
      }
      boolean more = i + 1 < steps.size() && together(step, steps.get(i + 1));
      if (!more && !items.isEmpty()) {
        long number = id * 1000 + changes.size();
        changes.add(new TicketChange(number, step.at(), step.by(), List.copyOf(items)));
        items.clear();
      }
    }
    Ticket done =
        new Ticket(id, board, reporter, createdAt, Map.copyOf(born), List.copyOf(changes));
    ticket = done;
    return done;
  }

  private static boolean together(Step one, Step next) {
    return one.at() == next.at() && one.by().equals(next.by()) && one.field() != next.field();
  }

  private static void put(
      Map<TicketField, String> state, TicketField field, @Nullable String value) {
    if (value == null) {
      state.remove(field);
    } else {
      state.put(field, value);
    }
  }
}
