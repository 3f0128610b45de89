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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The items of the metrics of finished tickets, straight from their histories. */
final class TicketMetrics {
  private static final double DAY_HOURS = 24;

  private final Tracker tracker;
  private final Supplier<CodeOfTickets> code;
  private final long now;
  private final Map<String, Account> byTrackerId = new HashMap<>();

  /**
   * Looks at the world as of a moment.
   *
   * @param code asked only for the way through the process
   */
  TicketMetrics(Company company, Tracker tracker, Supplier<CodeOfTickets> code, long now) {
    this.tracker = tracker;
    this.code = code;
    this.now = now;
    company.accounts().forEach(account -> byTrackerId.putIfAbsent(account.trackerId(), account));
  }

  /** How a metric's items become its value; null when it is no metric of finished tickets. */
  static @Nullable MetricKind kind(String metric) {
    return switch (metric) {
      case "flow_time", "phase_duration" -> MetricKind.MEDIAN;
      case "flow_efficiency",
          "blocked_time",
          "bug_ratio",
          "bug_ratio_by_points",
          "story_point_coverage_at_completion",
          "acceptance_criteria_coverage_at_completion",
          "subtask_breakdown_coverage_at_completion",
          "functional_test_coverage_at_completion",
          "phase_within_expected",
          "output_conformance",
          "skipped_phase_rate",
          "sequence_fitness" ->
          MetricKind.PERCENT;
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

  /**
   * The items of all tickets.
   *
   * @param part the id of a phase, for what is measured of each; null for all of them
   */
  List<Item> items(String metric, @Nullable String part) {
    CodeOfTickets changes = ofProcess(metric) ? code.get() : null;
    List<Item> out = new ArrayList<>();
    for (Ticket ticket : tracker.tickets()) {
      if (ticket.createdAt() <= now && type(ticket.at(now)).level() == 0) {
        String team = team(ticket);
        if (changes == null) {
          Item item = item(metric, ticket);
          if (item != null) {
            out.add(item.owned(team));
          }
        } else {
          Office office = office(ticket.at(now));
          TicketWay way = new TicketWay(ticket, tracker, changes, office, now);
          way(metric, part, ticket.firstKey(), way).forEach(item -> out.add(item.owned(team)));
        }
      }
    }
    return out;
  }

  private static boolean ofProcess(String metric) {
    return metric.contains("phase") || metric.contains("conformance") || metric.contains("fitness");
  }

  private static List<Item> way(String metric, @Nullable String part, String key, TicketWay way) {
    List<Item> out = new ArrayList<>();
    List<TicketWay.Through> phases = way.phases();
    if (metric.equals("skipped_phase_rate") || metric.equals("sequence_fitness")) {
      Long done = way.doneAt();
      if (done != null && !phases.isEmpty()) {
        boolean skipped = way.skipped();
        boolean hit = metric.startsWith("skipped") ? skipped : !skipped && way.inOrder();
        out.add(Item.share(key, done, null, hit));
      }
      return out;
    }
    for (TicketWay.Through through : phases) {
      Long left = through.left();
      Double days = through.days();
      if (left == null || days == null || part != null && !part.equals(through.phase().id())) {
        continue;
      }
      Integer expected = through.phase().expected();
      switch (metric) {
        case "phase_duration" -> out.add(Item.value(key, left, null, days));
        case "phase_within_expected" -> {
          if (expected != null) {
            out.add(Item.share(key, left, null, days <= expected));
          }
        }
        default ->
            way.outputs(through.phase(), left).stream()
                .filter(Objects::nonNull)
                .forEach(there -> out.add(Item.share(key, left, null, there)));
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
    if (done == null || outcome != null && !outcome.equals(Resolution.DONE.name())) {
      return null;
    }
    String key = String.valueOf(state.get(TicketField.KEY));
    if (metric.equals("bug_ratio")) {
      return Item.share(key, done, null, type == TicketType.BUG);
    }
    Readiness known = new Readiness(tracker, ticket, done);
    if (metric.equals("bug_ratio_by_points")) {
      double points = known.points();
      double bugs = type == TicketType.BUG ? points : 0;
      return points > 0 ? Item.ratio(key, done, null, bugs, points) : null;
    }
    if (metric.endsWith("_at_completion")) {
      return type.story() ? atCompletion(metric, key, done, known) : null;
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

  private static @Nullable Item atCompletion(
      String metric, String key, long done, Readiness known) {
    return switch (metric) {
      case "story_point_coverage_at_completion" -> Item.share(key, done, null, known.estimated());
      case "acceptance_criteria_coverage_at_completion" ->
          Item.share(key, done, null, known.criteria());
      case "subtask_breakdown_coverage_at_completion" ->
          known.big() ? Item.share(key, done, null, known.broken()) : null;
      default -> Item.share(key, done, null, known.tested());
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

  private @Nullable String team(Ticket ticket) {
    Board board = board(new TicketPast(ticket, now), tracker);
    return board == null ? null : board.team().id();
  }

  /** The board of the sprint that it came into last, else the one that shows its project. */
  static @Nullable Board board(TicketPast past, Tracker tracker) {
    Sprint last =
        past.sprints().stream()
            .max(
                Comparator.comparingLong(TicketPast.Stay::in)
                    .thenComparingLong(TicketPast.Stay::sprint))
            .map(stay -> tracker.sprint(stay.sprint()))
            .orElse(null);
    if (last != null) {
      return last.board();
    }
    String project = past.now().get(TicketField.PROJECT);
    return project == null ? null : tracker.boardOf(project);
  }
}
