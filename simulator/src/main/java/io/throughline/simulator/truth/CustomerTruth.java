package io.throughline.simulator.truth;

import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Desk;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The true readings of what customers report, and of what came of the findings of production: a
 * finding is what a customer reported, and what somebody wrote down as found in production or
 * linked to an incident.
 */
public final class CustomerTruth {
  /** What it knows. */
  public static final Set<String> METRICS = Set.of("customer_incident_count", "optimisation_loop");

  private static final String FOUND = "from-production";

  private final Company company;
  private final Tracker tracker;
  private final long now;

  /** Looks at the world as of a moment. */
  public CustomerTruth(Company company, Tracker tracker, long now) {
    this.company = company;
    this.tracker = tracker;
    this.now = now;
  }

  /** What requests of customers tell of outages by a moment. */
  static List<Telling> tellings(Company company, Tracker tracker, long now) {
    List<Telling> out = new ArrayList<>();
    for (Ticket ticket : tracker.tickets()) {
      if (ticket.createdAt() <= now && reported(ticket, ticket.at(now))) {
        Map<TicketField, String> state = ticket.at(now);
        TicketFlow flow = TicketFlow.of(ticket, now);
        out.add(
            new Telling(
                ticket.firstKey(),
                null,
                Telling.JIRA,
                service(company, state.get(TicketField.COMPONENTS)),
                severity(String.valueOf(state.get(TicketField.PRIORITY))),
                ticket.createdAt(),
                flow.startedAt(),
                flow.doneAt(),
                null,
                null,
                false));
      }
    }
    return out;
  }

  /** Whether a customer told of something that does not work, and nobody had told it before. */
  private static boolean reported(Ticket ticket, Map<TicketField, String> state) {
    return ticket.reporter().kind() == Account.Kind.CUSTOMER
        && Desk.BROKEN.contains(state.getOrDefault(TicketField.REQUEST_TYPE, ""))
        && !twice(state);
  }

  private static boolean twice(Map<TicketField, String> state) {
    return Resolution.DUPLICATE.name().equals(state.get(TicketField.RESOLUTION));
  }

  private static @Nullable Project service(Company company, @Nullable String component) {
    for (Project project : company.projects()) {
      String id = project.serviceId();
      if (id != null && (id.equals(component) || project.name().equals(component))) {
        return project;
      }
    }
    return null;
  }

  private static int severity(String priority) {
    return 1 + List.of("Highest", "High", "Medium", "Low", "Lowest").indexOf(priority);
  }

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    if (!METRICS.contains(metric)) {
      throw new IllegalArgumentException("no such metric: " + metric);
    }
    boolean loop = metric.equals("optimisation_loop");
    Owned owned = Owned.of(company, team);
    List<Ticket> found =
        tracker.tickets().stream()
            .filter(ticket -> ticket.createdAt() <= now)
            .filter(ticket -> reported(ticket, ticket.at(now)) || loop && written(ticket))
            .filter(ticket -> owned.team() == null || works(owned.team(), ticket))
            .toList();
    return owned.readings(
        from,
        to,
        grain,
        period -> {
          List<Ticket> in = found.stream().filter(t -> owned.in(period, t.createdAt())).toList();
          return loop
              ? Owned.ratio(
                  period, in.size(), in.stream().filter(this::planned).count(), in.size(), 100)
              : count(period, in.size());
        });
  }

  private static Reading count(Period period, int n) {
    return new Reading(period.from(), period.to(), (double) n, null, null, null, n, 0, null, null);
  }

  /** Whether somebody wrote down that it was found in production, or linked what broke there. */
  private boolean written(Ticket ticket) {
    Map<TicketField, String> state = ticket.at(now);
    return TicketType.of(String.valueOf(state.get(TicketField.TYPE))).level() == 0
        && (state.containsKey(TicketField.INCIDENT_LINK)
            || List.of(state.getOrDefault(TicketField.LABELS, "").split(" ")).contains(FOUND))
        && !twice(state);
  }

  /** Whether a team works on the board on which a ticket is. */
  private boolean works(Team team, Ticket ticket) {
    Board board = TicketMetrics.board(new TicketPast(ticket, now), tracker);
    return board != null
        && (team.id().equals(board.team().id()) || team.id().equals(board.team().parent()));
  }

  /** Whether it, or a ticket that is its cause, was ever put into a sprint. */
  private boolean planned(Ticket ticket) {
    String id = ticket.at(now).get(TicketField.CAUSED_BY);
    Ticket cause = id == null ? null : tracker.ticket(Long.parseLong(id));
    return placed(ticket)
        || cause != null && placed(cause)
        || tracker.consequences(ticket, now).stream().anyMatch(this::placed);
  }

  private boolean placed(Ticket ticket) {
    return !new TicketPast(ticket, now).sprints().isEmpty();
  }
}
