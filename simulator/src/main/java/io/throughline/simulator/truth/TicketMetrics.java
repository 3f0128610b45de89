package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Office;
import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus.Category;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of the metrics of finished tickets, straight from their histories. */
final class TicketMetrics {
  private static final double DAY_HOURS = 24;

  private final Company company;
  private final Tracker tracker;
  private final long now;
  private final Map<String, Account> byTrackerId = new HashMap<>();

  /** Looks at the world as of a moment. */
  TicketMetrics(Company company, Tracker tracker, long now) {
    this.company = company;
    this.tracker = tracker;
    this.now = now;
    company.accounts().forEach(account -> byTrackerId.putIfAbsent(account.trackerId(), account));
  }

  /** How a metric's items become its value; null when it is no metric of finished tickets. */
  static @Nullable MetricKind kind(String metric) {
    return switch (metric) {
      case "flow_time" -> MetricKind.MEDIAN;
      case "flow_efficiency", "blocked_time", "bug_ratio" -> MetricKind.PERCENT;
      default -> null;
    };
  }

  /**
   * A time in which a ticket was in progress, in one person's hands.
   *
   * @param team on whose board it is now
   * @param who null: in nobody's
   * @param to the end of time when it still is
   */
  record Progress(@Nullable String team, @Nullable String who, long from, long to) {}

  /** All times in progress, sub-tasks and epics left out. */
  List<Progress> progress() {
    List<Progress> out = new ArrayList<>();
    for (Ticket ticket : tracker.tickets()) {
      if (ticket.createdAt() <= now && type(ticket.at(now)).level() == 0) {
        String team = team(ticket);
        List<TicketChange> changes = ticket.seen(now);
        long since = ticket.createdAt();
        for (int i = 0; i <= changes.size(); i++) {
          boolean last = i == changes.size();
          long until = last ? Long.MAX_VALUE : changes.get(i).at();
          Map<TicketField, String> state = ticket.at(since);
          if (TicketFlow.status(state).category() == Category.IN_PROGRESS && until > since) {
            out.add(new Progress(team, who(state), since, until));
          }
          since = until;
        }
      }
    }
    return out;
  }

  private @Nullable String who(Map<TicketField, String> state) {
    Account assignee = byTrackerId.get(state.getOrDefault(TicketField.ASSIGNEE, ""));
    return assignee == null || !assignee.human() ? null : assignee.someone();
  }

  private static TicketType type(Map<TicketField, String> state) {
    return TicketType.of(String.valueOf(state.get(TicketField.TYPE)));
  }

  /** One item for each ticket that it measures, dated on when that was finished. */
  List<Item> items(String metric) {
    List<Item> out = new ArrayList<>();
    for (Ticket ticket : tracker.tickets()) {
      if (ticket.createdAt() <= now) {
        Item item = item(metric, ticket);
        if (item != null) {
          out.add(item.owned(team(ticket)));
        }
      }
    }
    return out;
  }

  private @Nullable Item item(String metric, Ticket ticket) {
    Map<TicketField, String> state = ticket.at(now);
    TicketType type = type(state);
    String outcome = state.get(TicketField.RESOLUTION);
    TicketFlow flow = TicketFlow.of(ticket, now);
    Long done = flow.doneAt();
    if (type.level() != 0
        || done == null
        || outcome != null && !outcome.equals(Resolution.DONE.name())) {
      return null;
    }
    String key = String.valueOf(state.get(TicketField.KEY));
    if (metric.equals("bug_ratio")) {
      return Item.share(key, done, null, type == TicketType.BUG);
    }
    Long started = flow.startedAt();
    if (started == null) {
      return null;
    }
    Office office = office(state);
    double all = WorkingTime.hours(office, started, done);
    return switch (metric) {
      case "flow_time" -> Item.value(key, done, null, all / DAY_HOURS);
      case "flow_efficiency" -> ratio(key, done, flow.hours(office, TicketFlow.Use.WORK), all);
      case "blocked_time" -> ratio(key, done, flow.hours(office, TicketFlow.Use.BLOCKED), all);
      default -> throw new IllegalArgumentException("no such metric: " + metric);
    };
  }

  // What began and ended at a weekend took no working time: there is nothing to be a share of.
  private static @Nullable Item ratio(String key, long done, double part, double all) {
    return all > 0 ? Item.ratio(key, done, null, part * 3_600, all * 3_600) : null;
  }

  /** Whose working days count: those of whoever has it, else those of the head office. */
  private Office office(Map<TicketField, String> state) {
    Account assignee = byTrackerId.get(state.getOrDefault(TicketField.ASSIGNEE, ""));
    return assignee == null || assignee.personId() == null ? Office.BERLIN : assignee.office();
  }

  /** The team on whose board it is: that of the sprint it came into last, else its project's. */
  private @Nullable String team(Ticket ticket) {
    Board board = null;
    Set<String> before = new HashSet<>();
    for (TicketChange change : ticket.seen(now)) {
      for (TicketChange.Item item : change.items()) {
        if (item.field() == TicketField.SPRINTS) {
          Set<String> after = new HashSet<>();
          for (String id : item.to() == null ? new String[0] : item.to().split(", ")) {
            after.add(id);
            Sprint sprint = before.contains(id) ? null : tracker.sprint(Long.parseLong(id));
            board = sprint == null ? board : sprint.board();
          }
          before = after;
        }
      }
    }
    if (board == null) {
      String project = ticket.at(now).get(TicketField.PROJECT);
      board =
          company.boards().stream()
              .filter(b -> String.valueOf(b.projectId()).equals(project))
              .findFirst()
              .orElse(null);
    }
    return board == null ? null : board.team().id();
  }
}
