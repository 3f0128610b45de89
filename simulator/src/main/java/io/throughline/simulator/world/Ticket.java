package io.throughline.simulator.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A ticket with its whole life, the part that lies in the future included.
 *
 * @param board where it was created
 * @param born its properties at creation; what is empty is left out
 * @param changes in order of time
 */
public record Ticket(
    long id,
    Board board,
    Account reporter,
    long createdAt,
    Map<TicketField, String> born,
    List<TicketChange> changes) {

  /** Its properties at a moment not before its creation; what is empty is left out. */
  public Map<TicketField, String> at(long now) {
    Map<TicketField, String> state = new EnumMap<>(TicketField.class);
    state.putAll(born);
    for (TicketChange change : seen(now)) {
      for (TicketChange.Item item : change.items()) {
        String to = item.to();
        if (to == null) {
          state.remove(item.field());
        } else {
          state.put(item.field(), to);
        }
      }
    }
    return state;
  }

  /** What had changed by a moment, oldest first. */
  public List<TicketChange> seen(long now) {
    int count = changes.size();
    while (count > 0 && changes.get(count - 1).at() > now) {
      count--;
    }
    return changes.subList(0, count);
  }

  /** When it last changed, as of a moment. */
  public long updatedAt(long now) {
    List<TicketChange> seen = seen(now);
    return seen.isEmpty() ? createdAt : seen.getLast().at();
  }

  /** The key that it was given first. */
  public String firstKey() {
    return String.valueOf(born.get(TicketField.KEY));
  }

  /** What kind of work it was taken for at first. */
  public TicketType firstType() {
    return TicketType.of(String.valueOf(born.get(TicketField.TYPE)));
  }
}
