package io.throughline.web.sprint;

import io.throughline.forecast.Forecast;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.time.WorkCalendar;
import io.throughline.model.time.WorkHours;
import io.throughline.sprint.Board;
import io.throughline.sprint.ScopeEvent;
import io.throughline.sprint.Sets;
import io.throughline.sprint.Sprint;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.SprintTicket;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.sprint.SprintPage.CarriedRow;
import io.throughline.web.sprint.SprintPage.EventRow;
import io.throughline.web.sprint.SprintPage.FindingRow;
import io.throughline.web.sprint.SprintPage.SetRow;
import io.throughline.web.sprint.SprintPage.TicketLink;
import io.throughline.web.sprint.SprintPage.TicketRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts a sprint into words. */
final class SprintReport {
  private static final int AGEING = 50;
  private static final Duration FORGOTTEN = Duration.ofDays(14);

  private final SprintBook book;
  private final Sprint sprint;
  private final Organisation organisation;
  private final ZoneId zone;

  SprintReport(SprintBook book, Organisation organisation) {
    this.book = book;
    this.sprint = book.sprint();
    this.organisation = organisation;
    this.zone = ZoneId.of(book.board().zone());
  }

  SprintPage page(Frame frame) {
    WorkCalendar calendar = calendar(book.board(), organisation);
    Ages ages = new Ages(calendar, book.usual(), book.now());
    boolean running = sprint.completedAt() == null;
    String team = book.board().teams().isEmpty() ? null : book.board().teams().getFirst();
    return new SprintPage(
        frame,
        name(sprint),
        Objects.requireNonNullElse(sprint.goal(), ""),
        teamName(team),
        team == null ? null : Links.sprints(team),
        team == null ? null : "/health?team=" + Links.encode(team),
        sprint.board() == null ? null : Links.board(sprint.board()),
        Objects.requireNonNullElse(sprint.boardName(), ""),
        facts(calendar),
        weighed(),
        sets(),
        Outlooks.of(book, Forecast.of(book, calendar)),
        SprintCharts.burnUp(book),
        book.events().stream().map(this::event).toList(),
        SprintCharts.flow(book.flow(), "tickets of the sprint"),
        running ? ages.rows(book.tickets(), AGEING) : List.of(),
        running ? ages.words() : "",
        carried(),
        findings(),
        book.tickets().stream().map(this::ticket).toList());
  }

  /** When the nearest team of a board works, by the days of the board's zone. */
  static WorkCalendar calendar(Board board, Organisation organisation) {
    return organisation
        .calendar(board.teams().isEmpty() ? null : board.teams().getFirst())
        .in(ZoneId.of(board.zone()));
  }

  static String name(Sprint sprint) {
    return sprint.name() == null ? "Sprint " + sprint.id() : sprint.name();
  }

  private String teamName(@Nullable String id) {
    return organisation.teams().stream()
        .filter(team -> team.id().equals(id))
        .map(Team::name)
        .findFirst()
        .orElse("");
  }

  private String facts(WorkCalendar calendar) {
    List<String> facts = new ArrayList<>();
    Instant planned = sprint.plannedEndAt();
    Instant closed = sprint.completedAt();
    facts.add(Times.moment(sprint.startAt(), zone) + " to " + end(planned, closed));
    if (closed != null) {
      facts.add(
          planned != null && Duration.between(planned, closed).abs().toHours() >= 24
              ? "closed; planned to end " + Times.moment(planned, zone)
              : "closed");
    } else if (planned != null && planned.isAfter(book.now())) {
      facts.add(
          "running, "
              + Numbers.edge(Math.round(WorkHours.days(calendar, book.now(), planned) * 10) / 10.0)
              + " working days left");
    } else {
      facts.add(planned == null ? "running" : "running beyond its planned end");
    }
    facts.add(zone.getId());
    return String.join(" · ", facts);
  }

  private String end(@Nullable Instant planned, @Nullable Instant closed) {
    Instant end = closed == null ? planned : closed;
    return end == null ? "no planned end" : Times.moment(end, zone);
  }

  private String weighed() {
    String estimated = Numbers.count(sprint.estimated()) + " of " + Numbers.count(sprint.tickets());
    if (sprint.tickets() == 0) {
      return "No ticket was ever in it.";
    }
    return sprint.byCount()
        ? "Counted by tickets: only "
            + estimated
            + " have an estimate, and points say nothing with fewer than four in five."
        : "Weighed in " + sprint.unit() + ": " + estimated + " tickets have an estimate.";
  }

  private List<SetRow> sets() {
    Sets sets = book.sets();
    return List.of(
        set("Committed", "in it at the start, as estimated then", sets.committed()),
        set("Added", "came in later", sets.added()),
        set("Removed", "taken out, won't do, or a duplicate", sets.removed()),
        set("Done", sprint.completedAt() == null ? "by now" : "at the close", sets.done()),
        set("Committed and done", "as estimated at the start", sets.committedDone()));
  }

  private SetRow set(String title, String meaning, Sets.Sum sum) {
    String unit = sprint.unit().equals("hours") ? " h" : " pt";
    return new SetRow(
        title,
        meaning,
        sprint.estimated() == 0 ? "–" : Numbers.edge(sum.estimate()) + unit,
        Numbers.count(sum.tickets()));
  }

  private EventRow event(ScopeEvent event) {
    String what = event.what();
    if (what.endsWith("estimated")) {
      what += " " + estimate(event.from()) + " → " + estimate(event.to());
    }
    return new EventRow(
        Times.moment(event.at(), zone),
        what,
        event.ticket(),
        Links.ticket(event.ticket()),
        event.change() == 0 ? "–" : SprintCharts.signed(event.change()));
  }

  private static String estimate(@Nullable Double value) {
    return value == null ? "none" : Numbers.edge(value);
  }

  private List<CarriedRow> carried() {
    return book.tickets().stream()
        .filter(ticket -> ticket.earlier() > 0)
        .sorted(
            Comparator.comparingInt(SprintTicket::earlier)
                .reversed()
                .thenComparing(SprintTicket::key))
        .map(
            ticket ->
                new CarriedRow(
                    ticket.key(),
                    title(ticket),
                    Links.ticket(ticket.key()),
                    ticket.earlier() == 1
                        ? "1 sprint before"
                        : ticket.earlier() + " sprints before",
                    result(ticket)))
        .toList();
  }

  private List<FindingRow> findings() {
    List<FindingRow> all = new ArrayList<>();
    Instant planned = sprint.plannedEndAt();
    if (sprint.completedAt() == null
        && planned != null
        && planned.plus(FORGOTTEN).isBefore(book.now())) {
      all.add(
          new FindingRow(
              "Never closed",
              "It was to end more than two weeks ago and still runs, so none of its numbers"
                  + " count. Close it in the source.",
              List.of()));
    }
    finding(
        all,
        "Without an estimate",
        "They weigh nothing where points are summed up.",
        ticket -> {
          Double estimate = ticket.endEstimate();
          return !ticket.removed() && (estimate == null || estimate == 0);
        });
    finding(
        all,
        "Without acceptance criteria",
        "Stories and tasks that had none when the sprint started or when they came in.",
        ticket -> ticket.story() && !ticket.criteria());
    finding(
        all,
        "In two sprints",
        "They were in another sprint that ran at the same time, and count in both.",
        ticket -> ticket.twin() != null);
    return List.copyOf(all);
  }

  private void finding(
      List<FindingRow> all, String title, String words, Predicate<SprintTicket> which) {
    List<TicketLink> tickets =
        book.tickets().stream()
            .filter(which)
            .map(ticket -> new TicketLink(ticket.key(), Links.ticket(ticket.key())))
            .toList();
    if (!tickets.isEmpty()) {
      all.add(new FindingRow(title + ": " + tickets.size(), words, tickets));
    }
  }

  private TicketRow ticket(SprintTicket ticket) {
    Double start = ticket.startEstimate();
    Double end = ticket.endEstimate();
    boolean moved = start != null && !start.equals(end);
    return new TicketRow(
        ticket.key(),
        title(ticket),
        Links.ticket(ticket.key()),
        Links.outside(ticket.url()),
        Objects.requireNonNullElse(ticket.kind(), ""),
        Objects.requireNonNullElse(ticket.status(), "–"),
        ticket.committed() ? "committed" : "added",
        moved ? estimate(start) + " → " + estimate(end) : end == null ? "–" : estimate(end),
        result(ticket),
        ticket.done() ? "met" : ticket.removed() || ticket.carried() ? "near" : "none");
  }

  private String result(SprintTicket ticket) {
    if (ticket.done()) {
      return ticket.removed() ? "done, taken out" : "done";
    }
    if (ticket.removed()) {
      return "removed";
    }
    if (sprint.completedAt() == null) {
      return "open";
    }
    return ticket.carried() ? "carried over" : "not done";
  }

  private static String title(SprintTicket ticket) {
    return Objects.requireNonNullElse(ticket.title(), "");
  }
}
