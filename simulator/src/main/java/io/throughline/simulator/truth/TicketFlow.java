package io.throughline.simulator.truth;

import io.throughline.simulator.world.Office;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketStatus.Category;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket went from its start to its end, as of a moment. Times are epoch milliseconds.
 *
 * @param startedAt when it first got into progress; null when it never did
 * @param doneAt when it was finished for good; null when it is not
 * @param stretches what was going on between the two, in order; empty without either
 */
record TicketFlow(
    @Nullable Long startedAt, @Nullable Long doneAt, List<TicketFlow.Stretch> stretches) {

  /** What time is spent on. */
  enum Use {
    WORK,
    WAIT,
    BLOCKED
  }

  /** A time of one use. */
  record Stretch(Use use, long from, long to) {}

  static TicketFlow of(Ticket ticket, long now) {
    Map<TicketField, String> state = new EnumMap<>(TicketField.class);
    state.putAll(ticket.born());
    List<Stretch> all = new ArrayList<>();
    Long started = status(state).category() == Category.IN_PROGRESS ? ticket.createdAt() : null;
    Long done = status(state).category() == Category.DONE ? ticket.createdAt() : null;
    long since = ticket.createdAt();
    for (TicketChange change : ticket.seen(now)) {
      all.add(new Stretch(use(state), since, change.at()));
      since = change.at();
      for (TicketChange.Item item : change.items()) {
        String to = item.to();
        if (to == null) {
          state.remove(item.field());
        } else {
          state.put(item.field(), to);
        }
      }
      Category category = status(state).category();
      if (category == Category.IN_PROGRESS && started == null) {
        started = since;
      }
      if (category != Category.DONE) {
        done = null;
      } else if (done == null) {
        done = since;
      }
    }
    if (started == null || done == null) {
      return new TicketFlow(started, done, List.of());
    }
    long from = started;
    long to = done;
    return new TicketFlow(
        started, done, all.stream().filter(s -> s.from() >= from && s.to() <= to).toList());
  }

  /** Working hours of a use, by the days of an office. */
  double hours(Office office, Use use) {
    return stretches.stream()
        .filter(s -> s.use() == use)
        .mapToDouble(s -> WorkingTime.hours(office, s.from(), s.to()))
        .sum();
  }

  /** The status in a state. */
  static TicketStatus status(Map<TicketField, String> state) {
    return TicketStatus.of(String.valueOf(state.get(TicketField.STATUS)));
  }

  /** A flag beats the status; between an end and a reopening nobody works. */
  private static Use use(Map<TicketField, String> state) {
    if (state.containsKey(TicketField.FLAGGED)) {
      return Use.BLOCKED;
    }
    return switch (status(state)) {
      case IN_PROGRESS, IN_REVIEW -> Use.WORK;
      case BLOCKED -> Use.BLOCKED;
      case TO_DO, DONE -> Use.WAIT;
    };
  }
}
