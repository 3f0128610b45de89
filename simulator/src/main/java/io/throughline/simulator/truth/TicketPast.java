package io.throughline.simulator.truth;

import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A ticket's states one after the other, as of a moment. Times are epoch milliseconds. */
final class TicketPast {
  /** What held from a moment on, until the next state. */
  record State(long from, Map<TicketField, String> fields) {}

  /** A time in a sprint; {@link Long#MAX_VALUE} while it has no end. */
  record Stay(long sprint, long in, long out) {}

  private final List<State> states = new ArrayList<>();

  TicketPast(Ticket ticket, long now) {
    Map<TicketField, String> fields = new EnumMap<>(TicketField.class);
    fields.putAll(ticket.born());
    states.add(new State(ticket.createdAt(), Map.copyOf(fields)));
    for (TicketChange change : ticket.seen(now)) {
      for (TicketChange.Item item : change.items()) {
        String to = item.to();
        if (to == null) {
          fields.remove(item.field());
        } else {
          fields.put(item.field(), to);
        }
      }
      if (states.getLast().from() == change.at()) {
        states.removeLast();
      }
      states.add(new State(change.at(), Map.copyOf(fields)));
    }
  }

  /** What holds now. */
  Map<TicketField, String> now() {
    return states.getLast().fields();
  }

  /** What held at a moment; nothing before its creation. */
  Map<TicketField, String> at(long moment) {
    Map<TicketField, String> found = Map.of();
    for (State state : states) {
      if (state.from() <= moment) {
        found = state.fields();
      }
    }
    return found;
  }

  /** Whenever a field came to have another value, and that one is as asked for. */
  List<Long> comes(TicketField field, Predicate<String> wanted) {
    List<Long> out = new ArrayList<>();
    String before = null;
    for (State state : states) {
      String value = state.fields().get(field);
      if (value != null && !value.equals(before) && wanted.test(value)) {
        out.add(state.from());
      }
      before = value;
    }
    return out;
  }

  /** The sprints that it was in, each time of its own. */
  List<Stay> sprints() {
    List<Stay> out = new ArrayList<>();
    Map<String, Long> in = new TreeMap<>();
    for (State state : states) {
      Set<String> listed = new HashSet<>();
      String sprints = state.fields().get(TicketField.SPRINTS);
      if (sprints != null) {
        listed.addAll(List.of(sprints.split(", ")));
      }
      in.forEach(
          (id, since) -> {
            if (!listed.contains(id)) {
              out.add(new Stay(Long.parseLong(id), since, state.from()));
            }
          });
      in.keySet().retainAll(listed);
      listed.forEach(id -> in.putIfAbsent(id, state.from()));
    }
    in.forEach((id, since) -> out.add(new Stay(Long.parseLong(id), since, Long.MAX_VALUE)));
    return out;
  }
}
