package io.throughline.simulator.truth;

import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what each ticket was in a closed sprint, from the tickets' own histories. */
final class SprintParts {
  private final Tracker tracker;
  private final long now;

  SprintParts(Tracker tracker, long now) {
    this.tracker = tracker;
    this.now = now;
  }

  /** All tickets that were in the sprint, sub-tasks, epics and what was done before left out. */
  List<SprintPart> of(Sprint sprint) {
    List<SprintPart> out = new ArrayList<>();
    for (Ticket ticket : tracker.tickets()) {
      if (ticket.firstType().level() == 0 && ever(ticket, sprint)) {
        SprintPart part = part(ticket, sprint);
        if (part != null) {
          out.add(part);
        }
      }
    }
    return out;
  }

  private static boolean ever(Ticket ticket, Sprint sprint) {
    for (TicketChange change : ticket.changes()) {
      for (TicketChange.Item item : change.items()) {
        if (item.field() == TicketField.SPRINTS && in(item.to(), sprint.id())) {
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable SprintPart part(Ticket ticket, Sprint sprint) {
    boolean committed =
        ticket.createdAt() <= sprint.startAt() && in(ticket.at(sprint.startAt()), sprint);
    Long joined = committed ? (Long) sprint.startAt() : joined(ticket, sprint);
    if (joined == null) {
      return null;
    }
    Map<TicketField, String> first = ticket.at(joined);
    if (done(first)) {
      return null; // finished before this sprint, by whomever
    }
    Map<TicketField, String> last = ticket.at(sprint.closedAt());
    Long left = left(ticket, sprint, joined);
    String outcome = last.get(TicketField.RESOLUTION);
    boolean dropped = outcome != null && !outcome.equals(Resolution.DONE.name());
    return new SprintPart(
        ticket,
        committed,
        joined,
        first.get(TicketField.ASSIGNEE),
        left != null || dropped,
        done(last) && !dropped,
        later(ticket, sprint),
        points(first),
        points(last),
        reestimated(ticket, joined, left == null ? sprint.closedAt() : left));
  }

  private static boolean in(Map<TicketField, String> state, Sprint sprint) {
    return in(state.get(TicketField.SPRINTS), sprint.id());
  }

  private static boolean in(@Nullable String sprints, long id) {
    return sprints != null && List.of(sprints.split(", ")).contains("" + id);
  }

  private static boolean done(Map<TicketField, String> state) {
    return TicketStatus.DONE.id().equals(state.get(TicketField.STATUS));
  }

  private static @Nullable Double points(Map<TicketField, String> state) {
    String points = state.get(TicketField.POINTS);
    return points == null ? null : (Double) Double.parseDouble(points);
  }

  private static @Nullable Long joined(Ticket ticket, Sprint sprint) {
    for (TicketChange change : ticket.changes()) {
      boolean open = change.at() > sprint.startAt() && change.at() <= sprint.closedAt();
      for (TicketChange.Item item : change.items()) {
        if (open
            && item.field() == TicketField.SPRINTS
            && in(item.to(), sprint.id())
            && !in(item.from(), sprint.id())) {
          return change.at();
        }
      }
    }
    return null;
  }

  private static @Nullable Long left(Ticket ticket, Sprint sprint, long joined) {
    for (TicketChange change : ticket.changes()) {
      boolean open = change.at() > joined && change.at() <= sprint.closedAt();
      for (TicketChange.Item item : change.items()) {
        if (open
            && item.field() == TicketField.SPRINTS
            && in(item.from(), sprint.id())
            && !in(item.to(), sprint.id())
            && !done(ticket.at(change.at()))) {
          return change.at();
        }
      }
    }
    return null;
  }

  private boolean later(Ticket ticket, Sprint sprint) {
    for (TicketChange change : ticket.seen(now)) {
      for (TicketChange.Item item : change.items()) {
        String to = item.field() == TicketField.SPRINTS ? item.to() : null;
        for (String id : to == null ? new String[0] : to.split(", ")) {
          Sprint other = tracker.sprint(Long.parseLong(id));
          if (other != null && other.startAt() > sprint.startAt()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  // A first estimate is no change.
  private static double reestimated(Ticket ticket, long from, long until) {
    double sum = 0;
    for (TicketChange change : ticket.changes()) {
      for (TicketChange.Item item : change.items()) {
        String was = item.from();
        String is = item.to();
        boolean meant = item.field() == TicketField.POINTS && was != null && is != null;
        if (meant && change.at() > from && change.at() <= until) {
          sum += Math.abs(Double.parseDouble(is) - Double.parseDouble(was));
        }
      }
    }
    return sum;
  }
}
