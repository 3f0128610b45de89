package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Office;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.Tracker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long the tickets of a team had been open that were in progress at the end of a period. */
final class AgeTruth {
  private final Company company;
  private final Tracker tracker;
  private final long now;

  AgeTruth(Company company, Tracker tracker, long now) {
    this.company = company;
    this.tracker = tracker;
    this.now = now;
  }

  /** One reading for each period, in working days. */
  List<Reading> readings(@Nullable String team, LocalDate from, LocalDate to, String grain) {
    Team own = team == null ? null : company.team(team);
    if (own == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    List<Reading> out = new ArrayList<>();
    for (Periods.Period period : Periods.of(from, to, grain)) {
      long end = Math.min(now, period.to().atStartOfDay(own.zone()).toInstant().toEpochMilli());
      double[] ages = ages(own, end);
      Double p50 = Truth.percentile(ages, 0.5);
      out.add(
          new Reading(
              period.from(),
              period.to(),
              p50,
              p50,
              Truth.percentile(ages, 0.75),
              Truth.percentile(ages, 0.9),
              ages.length,
              0,
              null,
              null));
    }
    return out;
  }

  private double[] ages(Team team, long end) {
    List<Double> ages = new ArrayList<>();
    for (Ticket ticket : tracker.tickets()) {
      boolean counts = ticket.firstType().level() == 0 && ticket.createdAt() < end;
      Board board = counts ? board(ticket) : null;
      if (board != null
          && (board.team().id().equals(team.id()) || team.id().equals(board.team().parent()))
          && open(ticket.at(end - 1))) {
        ages.add(WorkingTime.hours(office(ticket), begun(ticket), end) / 24);
      }
    }
    return ages.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static boolean open(Map<TicketField, String> state) {
    String status = state.get(TicketField.STATUS);
    return status != null && TicketStatus.of(status).category().key().equals("indeterminate");
  }

  private static long begun(Ticket ticket) {
    for (var change : ticket.changes()) {
      if (open(ticket.at(change.at()))) {
        return change.at();
      }
    }
    throw new IllegalStateException(ticket.firstKey() + " was never begun");
  }

  /** The board of the sprint that it came into last, else the one of its project. */
  private @Nullable Board board(Ticket ticket) {
    Map<TicketField, String> state = ticket.at(now);
    String sprints = state.get(TicketField.SPRINTS);
    if (sprints != null) {
      String last = sprints.substring(sprints.lastIndexOf(' ') + 1);
      Sprint sprint = tracker.sprint(Long.parseLong(last));
      if (sprint != null) {
        return sprint.board();
      }
    }
    String project = state.get(TicketField.PROJECT);
    return tracker.boards().stream()
        .filter(b -> ("" + b.projectId()).equals(project))
        .findFirst()
        .orElse(ticket.board());
  }

  /** Where whoever has it now works; where nobody is known, in the company's own office. */
  private Office office(Ticket ticket) {
    String holder = ticket.at(now).get(TicketField.ASSIGNEE);
    return company.accounts().stream()
        .filter(account -> account.trackerId().equals(holder))
        .filter(account -> account.personId() != null)
        .map(Account::office)
        .findFirst()
        .orElse(Office.BERLIN);
  }
}
