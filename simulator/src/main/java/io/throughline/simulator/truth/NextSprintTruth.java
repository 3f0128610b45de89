package io.throughline.simulator.truth;

import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.Tracker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was known at the end of a period of the sprint that came next then. */
final class NextSprintTruth {
  static final Set<String> METRICS =
      Set.of(
          "story_point_coverage_next_sprint",
          "acceptance_criteria_coverage_next_sprint",
          "subtask_breakdown_coverage_next_sprint",
          "functional_test_coverage_next_sprint");

  private final Company company;
  private final Tracker tracker;
  private final long now;

  NextSprintTruth(Company company, Tracker tracker, long now) {
    this.company = company;
    this.tracker = tracker;
    this.now = now;
  }

  /** One reading for each period, in percent. */
  List<Reading> readings(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    Team own = team == null ? null : company.team(team);
    if (own == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    List<Reading> out = new ArrayList<>();
    for (Periods.Period period : Periods.of(from, to, grain)) {
      long end = Math.min(now, period.to().atStartOfDay(own.zone()).toInstant().toEpochMilli());
      List<Readiness> asked = planned(own, end - 1).stream().filter(asked(metric)).toList();
      int n = asked.size();
      double has = asked.stream().filter(has(metric)).count();
      out.add(
          new Reading(
              period.from(),
              period.to(),
              n == 0 ? null : (Double) (100 * has / n),
              null,
              null,
              null,
              n,
              0,
              n == 0 ? null : (Double) has,
              n == 0 ? null : (Double) (double) n));
    }
    return out;
  }

  private static Predicate<Readiness> asked(String metric) {
    return metric.startsWith("subtask") ? r -> r.story() && r.big() : Readiness::story;
  }

  private static Predicate<Readiness> has(String metric) {
    return switch (metric) {
      case "story_point_coverage_next_sprint" -> Readiness::estimated;
      case "acceptance_criteria_coverage_next_sprint" -> Readiness::criteria;
      case "subtask_breakdown_coverage_next_sprint" -> Readiness::broken;
      default -> Readiness::tested;
    };
  }

  private List<Readiness> planned(Team team, long at) {
    List<Readiness> planned = new ArrayList<>();
    for (Board board : tracker.boards()) {
      boolean own = board.team().id().equals(team.id()) || team.id().equals(board.team().parent());
      Sprint next = own ? next(board, at) : null;
      if (next != null) {
        for (Ticket ticket : tracker.tickets()) {
          if (ticket.firstType().level() == 0
              && ticket.createdAt() <= at
              && open(ticket.at(at), next)) {
            planned.add(new Readiness(tracker, ticket, at));
          }
        }
      }
    }
    return planned;
  }

  private @Nullable Sprint next(Board board, long at) {
    return tracker.sprints(board, now).stream()
        .filter(s -> s.startAt() > at)
        .min(Comparator.comparingLong(Sprint::startAt))
        .orElse(null);
  }

  private static boolean open(Map<TicketField, String> state, Sprint sprint) {
    String sprints = state.get(TicketField.SPRINTS);
    String outcome = state.get(TicketField.RESOLUTION);
    return sprints != null
        && List.of(sprints.split(", ")).contains("" + sprint.id())
        && !TicketStatus.DONE.id().equals(state.get(TicketField.STATUS))
        && (outcome == null || outcome.equals(Resolution.DONE.name()));
  }
}
