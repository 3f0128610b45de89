package io.throughline.simulator.world;

import io.throughline.simulator.production.Load;
import io.throughline.simulator.production.Outages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers ask and complain about at the service desk. Some of them tell of something that
 * does not work; now and then a colleague does, who is no customer. Whoever answers looks whether a
 * bug is known that may be the cause.
 */
public final class Desk {
  /** What is chosen at the desk by those for whom something does not work. */
  public static final Set<String> BROKEN = Set.of("Report a bug", "Report a system problem");

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;

  /** A bug that was written down longer ago is not thought of. */
  private static final long REMEMBERED = 40 * DAY;

  private static final List<Account> CUSTOMERS =
      List.of(
          customer(901, "kim.anders", "Kim Anders"),
          customer(902, "olga.petrov", "Olga Petrov"),
          customer(903, "samir.benali", "Samir Benali"),
          customer(904, "joan.whitfield", "Joan Whitfield"));

  private final Company company;
  private final Era era;
  private final List<Project> services;

  Desk(Company company, Era era) {
    this.company = company;
    this.era = era;
    this.services = company.projects().stream().filter(p -> Load.of(p) != null).toList();
  }

  private static Account customer(long id, String user, String name) {
    String mail = user + "@customer.example";
    return new Account(
        id, user, name, mail, mail, Account.Kind.CUSTOMER, false, null, Office.BERLIN);
  }

  /**
   * Somebody who asks.
   *
   * @param at epoch milliseconds
   * @param service what it is about; null where nobody says
   * @param type what was chosen
   */
  record Call(
      String key,
      long at,
      Account by,
      @Nullable Project service,
      String type,
      String summary,
      String priority) {}

  /** All who ask in a week, counted from the beginning of the recorded history. */
  List<Call> week(int number) {
    long from = era.start() + number * WEEK;
    List<Call> out = new ArrayList<>();
    Dice dice = era.dice("desk/" + number);
    for (int i = dice.poisson(2); i > 0; i--) {
      out.add(call("desk/" + number + "/" + i, from + (long) (dice.unit() * WEEK)));
    }
    for (long dark : Outages.darkAt(era)) {
      if (dark >= from && dark < from + WEEK) {
        out.add(dark("desk/dark/" + dark, dark));
      }
    }
    return out;
  }

  private Call call(String key, long at) {
    Dice dice = era.dice(key);
    Project service = dice.chance(0.9) ? dice.pick(services) : null;
    String type =
        dice.pick(
            List.of(
                "Report a bug",
                "Report a bug",
                "Report a system problem",
                "Ask a question",
                "Suggest an improvement"));
    String thing = dice.pick(Words.THINGS);
    return new Call(
        key,
        at,
        dice.chance(0.88) ? dice.pick(CUSTOMERS) : colleague(dice),
        service,
        type,
        BROKEN.contains(type) ? "The " + thing + " does not work" : "About the " + thing,
        dice.pick(List.of("Highest", "High", "Medium", "Medium", "Low", "Lowest")));
  }

  /** When the data centre is dark, customers notice minutes later. */
  private Call dark(String key, long at) {
    Dice dice = era.dice(key);
    return new Call(
        key,
        at + (long) (dice.between(3, 7) * MINUTE),
        dice.pick(CUSTOMERS),
        company.project("route-planner"),
        "Report a system problem",
        "No robot gets a route",
        "Highest");
  }

  private Account colleague(Dice dice) {
    return dice.pick(company.people()).accounts().getFirst();
  }

  /**
   * The life of what was asked. The desk answers and closes it; while it waits for somebody it is
   * in nobody's work.
   *
   * @param known the tickets that there are when it is asked
   */
  TicketScript script(Call call, List<Ticket> known) {
    Dice dice = era.dice(call.key() + "/answer");
    Board desk = company.desk();
    TicketScript script =
        new TicketScript(desk, call.by(), call.at(), TicketType.REQUEST, call.summary());
    script.born(TicketField.REQUEST_TYPE, call.type());
    script.born(TicketField.PRIORITY, call.priority());
    script.born(TicketField.DESCRIPTION, call.summary() + ". Please help.");
    Project service = call.service();
    if (service != null) {
      String id = service.serviceId();
      script.born(TicketField.COMPONENTS, id != null && dice.chance(0.5) ? id : service.name());
    }
    boolean broken = BROKEN.contains(call.type());
    Ticket cause = broken && dice.chance(0.7) ? cause(service, call.at(), known, dice) : null;
    if (cause != null) {
      script.born(TicketField.CAUSED_BY, "" + cause.id());
    }
    answer(script, call.at(), dice);
    return script;
  }

  private void answer(TicketScript script, long asked, Dice dice) {
    Account agent = dice.pick(agents(asked));
    long taken = asked + (long) (dice.around(35, 0.9) * MINUTE);
    script.set(taken, agent, TicketField.ASSIGNEE, agent.trackerId());
    long closed = taken + (long) (dice.around(20, 1.1) * HOUR);
    double luck = dice.unit();
    Resolution outcome =
        luck < 0.84 ? Resolution.DONE : luck < 0.93 ? Resolution.DUPLICATE : Resolution.WONT_DO;
    close(script, closed, agent, outcome);
    if (outcome == Resolution.DONE && dice.chance(0.12)) {
      long again = closed + (long) (dice.between(0.5, 30) * HOUR);
      script.set(again, agent, TicketField.STATUS, TicketStatus.TO_DO.id());
      script.set(again, agent, TicketField.RESOLUTION, null);
      close(script, again + (long) (dice.around(9, 0.8) * HOUR), agent, outcome);
    }
  }

  private static void close(TicketScript script, long at, Account agent, Resolution outcome) {
    script.set(at, agent, TicketField.STATUS, TicketStatus.DONE.id());
    script.set(at, agent, TicketField.RESOLUTION, outcome.name());
  }

  private List<Account> agents(long at) {
    Team team = company.desk().team();
    return company.people().stream()
        .filter(person -> team.had(person.id(), at))
        .map(person -> person.accounts().getFirst())
        .toList();
  }

  /** A bug of the team that owns the service, which somebody wrote down lately. */
  private @Nullable Ticket cause(
      @Nullable Project service, long at, List<Ticket> known, Dice dice) {
    List<Ticket> bugs = new ArrayList<>();
    for (Ticket ticket : known) {
      boolean lately = ticket.createdAt() <= at && ticket.createdAt() > at - REMEMBERED;
      if (service != null
          && lately
          && ticket.board().team().id().equals(service.team())
          && isBug(ticket.at(at))) {
        bugs.add(ticket);
      }
    }
    return bugs.isEmpty() ? null : dice.pick(bugs);
  }

  private static boolean isBug(Map<TicketField, String> state) {
    return TicketType.of(String.valueOf(state.get(TicketField.TYPE))) == TicketType.BUG;
  }
}
