package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The company's tickets; appended to by the world, read by anybody. */
public final class Tracker {
  private final Company company;
  private final Sprints sprints;
  private final Testing testing;
  private final Library library = new Library();
  private final AppendList<Ticket> tickets = new AppendList<>();
  private final Map<Long, Ticket> byId = new ConcurrentHashMap<>();
  private final Map<String, Ticket> byKey = new ConcurrentHashMap<>();
  private final Map<Long, List<Ticket>> parts = new ConcurrentHashMap<>();
  private final Map<Long, List<MergeRequest>> made = new ConcurrentHashMap<>();
  // Which ticket a planned merge request is for, and the last number of each board; both touched by
  // the world's thread only.
  private final Map<String, Ticket> byPlan = new HashMap<>();
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final Map<Long, List<Ticket>> consequences = new ConcurrentHashMap<>();
  private long ids = 20_000;

  // Of their own, so that what customers ask changes no number of what teams write.
  private long requests = 900_000;

  Tracker(Company company, Sprints sprints) {
    this.company = company;
    this.sprints = sprints;
    this.testing = new Testing(sprints.seed(), this);
  }

  /** What is tested. */
  public Testing testing() {
    return testing;
  }

  /** What is written in the wiki. */
  public Library library() {
    return library;
  }

  /** Lets a ticket come into being. */
  Ticket born(TicketScript script, List<String> plans) {
    Board later = script.movesTo();
    Ticket ticket =
        script.play(++ids, nextKey(script.board), later == null ? null : nextKey(later));
    script.papers.forEach(paper -> library.meant(paper, ticket));
    tickets.add(ticket);
    byId.put(ticket.id(), ticket);
    byKey.put(ticket.firstKey(), ticket);
    for (TicketChange change : ticket.changes()) {
      for (TicketChange.Item item : change.items()) {
        if (item.field() == TicketField.KEY && item.to() != null) {
          byKey.put(item.to(), ticket);
        }
      }
    }
    String above = ticket.born().get(TicketField.PARENT);
    if (ticket.firstType() == TicketType.SUBTASK && above != null) {
      parts.computeIfAbsent(Long.parseLong(above), k -> new CopyOnWriteArrayList<>()).add(ticket);
    }
    plans.forEach(plan -> byPlan.put(plan, ticket));
    return ticket;
  }

  /** Lets a request to the service desk come into being. */
  Ticket asked(TicketScript script) {
    Ticket ticket = script.play(++requests, nextKey(script.board), null);
    tickets.add(ticket);
    byId.put(ticket.id(), ticket);
    byKey.put(ticket.firstKey(), ticket);
    String cause = ticket.born().get(TicketField.CAUSED_BY);
    if (cause != null) {
      consequences
          .computeIfAbsent(Long.parseLong(cause), k -> new CopyOnWriteArrayList<>())
          .add(ticket);
    }
    return ticket;
  }

  private String nextKey(Board board) {
    return board.key() + "-" + numbers.merge(board.id(), 1, Integer::sum);
  }

  /** The key of the ticket that a merge request is for, as of a moment; null when it has none. */
  @Nullable String keyFor(String plan, long at) {
    Ticket ticket = byPlan.get(plan);
    return ticket == null ? null : ticket.at(at).get(TicketField.KEY);
  }

  /** Remembers that a planned merge request was opened. */
  void opened(String plan, MergeRequest mr) {
    Ticket ticket = byPlan.remove(plan);
    if (ticket != null) {
      made.computeIfAbsent(ticket.id(), k -> new CopyOnWriteArrayList<>()).add(mr);
    }
  }

  /** One board for each team that has members. */
  public List<Board> boards() {
    return company.boards();
  }

  /** The board or the service desk that shows a project, by its id; null when there is none. */
  public @Nullable Board boardOf(String projectId) {
    return Stream.concat(boards().stream(), Stream.of(company.desk()))
        .filter(board -> ("" + board.projectId()).equals(projectId))
        .findFirst()
        .orElse(null);
  }

  /** In the order in which they came into being; some may lie in the future. */
  public List<Ticket> tickets() {
    return tickets.view();
  }

  /** The ticket with this id, even one of the future, or null. */
  public @Nullable Ticket ticket(long id) {
    return byId.get(id);
  }

  /** The ticket that has, had or will have this key, or null. */
  public @Nullable Ticket ticket(String key) {
    return byKey.get(key);
  }

  /** The board's sprints that have been created by a moment, oldest first. */
  public List<Sprint> sprints(Board board, long now) {
    return sprints.until(board, now);
  }

  /** The sprint with this id, even one of the future, or null. */
  public @Nullable Sprint sprint(long id) {
    for (Board board : boards()) {
      int number = (int) ((id - 1000) / 10);
      if (!board.kanban() && id >= 1000 && board.id() % 10 == id % 10) {
        return sprints.of(board, number);
      }
    }
    return null;
  }

  /** The sub-tasks that a ticket has at a moment, oldest first. */
  public List<Ticket> parts(Ticket ticket, long now) {
    return parts.getOrDefault(ticket.id(), List.of()).stream()
        .filter(part -> part.createdAt() <= now)
        .toList();
  }

  /** The requests of customers that a ticket is the cause of, as of a moment, oldest first. */
  public List<Ticket> consequences(Ticket ticket, long now) {
    return consequences.getOrDefault(ticket.id(), List.of()).stream()
        .filter(request -> request.createdAt() <= now)
        .toList();
  }

  /** The merge requests that were made for a ticket, in the order in which they were opened. */
  public List<MergeRequest> mergeRequests(Ticket ticket) {
    return new ArrayList<>(made.getOrDefault(ticket.id(), List.of()));
  }
}
