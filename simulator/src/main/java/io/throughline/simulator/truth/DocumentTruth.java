package io.throughline.simulator.truth;

import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Paper;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Team;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The true readings of documents: how many there are, and which epics have theirs. */
public final class DocumentTruth {
  private final Company company;
  private final Tracker tracker;
  private final long now;

  /** Looks at the world as of a moment. */
  public DocumentTruth(Company company, Tracker tracker, long now) {
    this.company = company;
    this.tracker = tracker;
    this.now = now;
  }

  /** Something that counts; of no team where {@code board} is null. */
  private record Counted(long at, @Nullable Board board, boolean has) {}

  /** When work on an epic was first planned, and on which board. */
  private record Planned(long at, Board board) {}

  /**
   * One reading for each period that touches {@code [from, to)}.
   *
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<Reading> readings(
      String metric, @Nullable String team, LocalDate from, LocalDate to, String grain) {
    if (team != null && company.team(team) == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    boolean count = metric.equals("prd_count");
    List<Counted> all =
        switch (metric) {
          case "prd_count" -> prds();
          case "prd_coverage" -> epics(Paper.Kind.PRD);
          case "design_link_coverage" -> epics(Paper.Kind.DESIGN);
          default -> throw new IllegalArgumentException("no such metric of documents: " + metric);
        };
    Team found = team == null ? null : company.team(team);
    ZoneId zone = found == null ? ZoneId.of("Europe/Berlin") : found.zone();
    List<Reading> out = new ArrayList<>();
    for (Periods.Period period : Periods.of(from, to, grain)) {
      List<Counted> own =
          all.stream().filter(c -> belongs(c, team) && period.has(day(c, zone))).toList();
      double has = own.stream().filter(Counted::has).count();
      Double share = own.isEmpty() ? null : (Double) (100 * has / own.size());
      boolean parts = !count && !own.isEmpty();
      out.add(
          new Reading(
              period.from(),
              period.to(),
              count ? (Double) (double) own.size() : share,
              null,
              null,
              null,
              own.size(),
              0,
              parts ? (Double) has : null,
              parts ? (Double) (double) own.size() : null));
    }
    return out;
  }

  private static LocalDate day(Counted counted, ZoneId zone) {
    return Instant.ofEpochMilli(counted.at()).atZone(zone).toLocalDate();
  }

  private static boolean belongs(Counted counted, @Nullable String team) {
    Board board = counted.board();
    return team == null
        || board != null && (team.equals(board.team().id()) || team.equals(board.team().parent()));
  }

  private List<Counted> prds() {
    List<Counted> out = new ArrayList<>();
    for (Paper paper : tracker.library().papers()) {
      if (paper.kind() == Paper.Kind.PRD && paper.createdAt() <= now && !paper.trashed(now)) {
        Ticket epic = tracker.library().epic(paper.id(), now);
        boolean tied = epic != null && tied(epic, paper, now);
        out.add(new Counted(paper.createdAt(), tied ? paper.board() : null, true));
      }
    }
    return out;
  }

  private List<Counted> epics(Paper.Kind kind) {
    Map<Long, Planned> planned = planned();
    List<Counted> out = new ArrayList<>();
    planned.forEach(
        (epic, first) -> {
          Ticket ticket = tracker.ticket(epic);
          if (ticket != null && ticket.firstType() == TicketType.EPIC) {
            out.add(new Counted(first.at(), first.board(), has(ticket, kind, first.at())));
          }
        });
    return out;
  }

  private boolean has(Ticket epic, Paper.Kind kind, long at) {
    return has(tracker, epic, kind, at, now);
  }

  /** Whether an epic had a link, at a moment, to a document that is still there. */
  static boolean has(Tracker tracker, Ticket epic, Paper.Kind kind, long at, long now) {
    return tracker.library().papers().stream()
        .anyMatch(
            paper ->
                paper.kind() == kind
                    && !paper.trashed(now)
                    && epic.equals(tracker.library().epic(paper.id(), now))
                    && tied(epic, paper, at));
  }

  /** Whether either links to the other at a moment. */
  private static boolean tied(Ticket epic, Paper paper, long at) {
    if (paper.createdAt() > at || epic.createdAt() > at) {
      return false;
    }
    TicketField field =
        paper.kind() == Paper.Kind.PRD ? TicketField.PRD_LINK : TicketField.DESIGN_LINK;
    return paper.linksBack() || ("" + paper.id()).equals(epic.at(at).get(field));
  }

  /** By the number of the epic, as its stories are below it today. */
  private Map<Long, Planned> planned() {
    Map<Long, Planned> first = new HashMap<>();
    SprintParts parts = new SprintParts(tracker, now);
    for (Board board : tracker.boards()) {
      for (Sprint sprint : tracker.sprints(board, now)) {
        if (sprint.startAt() <= now) {
          for (SprintPart part : parts.of(sprint)) {
            String above = part.ticket().at(now).get(TicketField.PARENT);
            if (above != null && part.judgedAt() <= now) {
              Planned planned = new Planned(part.judgedAt(), board);
              first.merge(
                  Long.parseLong(above),
                  planned,
                  (one, other) -> one.at() <= other.at() ? one : other);
            }
          }
        }
      }
    }
    return first;
  }
}
