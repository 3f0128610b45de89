package io.throughline.web;

import io.throughline.sprint.Board;
import io.throughline.sprint.BoardBook;
import io.throughline.sprint.BurnUp;
import io.throughline.sprint.CumulativeFlow;
import io.throughline.sprint.CumulativeFlow.Band;
import io.throughline.sprint.Expected;
import io.throughline.sprint.PersonLoad;
import io.throughline.sprint.PersonLoad.Assignment;
import io.throughline.sprint.ScopeEvent;
import io.throughline.sprint.Sets;
import io.throughline.sprint.Sets.Sum;
import io.throughline.sprint.Sprint;
import io.throughline.sprint.SprintBook;
import io.throughline.sprint.SprintTicket;
import io.throughline.sprint.Sprints;
import io.throughline.sprint.TeamFlow;
import io.throughline.sprint.TeamLoad;
import io.throughline.sprint.Throughput;
import io.throughline.sprint.Usual;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scrum board with a running sprint 11, a closed one 10 and an empty one 12, and a kanban board
 * without a history.
 */
record FakeSprints(UnaryOperator<String> spice) implements Sprints {
  private static final Instant START = Instant.parse("2026-11-16T09:00:00Z");
  private static final Instant PLANNED = Instant.parse("2026-11-27T15:00:00Z");

  @Override
  public List<Board> boards(@Nullable String team) {
    return "research".equals(team) ? List.of() : List.of(board("7"), board("8"));
  }

  @Override
  public List<Sprint> list(Wanted wanted, @Nullable Sprint after, int most) {
    return List.of(sprint("12"), sprint("11"), sprint("10"));
  }

  @Override
  public List<Expected> expected(Wanted wanted, int most) {
    return list(wanted, null, most).stream()
        .flatMap(sprint -> sprint(Long.parseLong(sprint.id())).stream())
        .map(book -> new Expected(book.sprint(), book.board(), book.outlook()))
        .toList();
  }

  @Override
  public List<PersonLoad> people(String team) {
    return team.equals("payments")
        ? List.of(
            new PersonLoad("Amara", List.of(new Assignment(13, 4.5, 7)), true, false, 27),
            new PersonLoad("Jonas", List.of(), false, true, 3),
            new PersonLoad("payments2", List.of(new Assignment(4, 4, 2)), false, false, 18))
        : List.of();
  }

  @Override
  public TeamLoad load(String team) {
    return team.equals("devex")
        ? new TeamLoad(4, null, null, null, null)
        : new TeamLoad(8, 1, 0, 6, 2);
  }

  @Override
  public TeamFlow flow(String team, int weeks) {
    if (boards(team).isEmpty()) {
      return new TeamFlow(List.of(), List.of(), 0);
    }
    return new TeamFlow(
        List.of(
            new TeamFlow.Week(LocalDate.of(2026, 11, 9), 7, 5),
            new TeamFlow.Week(LocalDate.of(2026, 11, 16), 4, 6)),
        List.of(
            new TeamFlow.Status(spice.apply("Waiting for review"), "wait", 12.5, 9),
            new TeamFlow.Status(spice.apply("In Progress"), "active", 11, 11)),
        11);
  }

  @Override
  public Optional<Sprint> find(long id) {
    return id >= 10 && id <= 12 ? Optional.of(sprint(Long.toString(id))) : Optional.empty();
  }

  @Override
  public Optional<SprintBook> sprint(long id) {
    return find(id).map(this::book);
  }

  @Override
  public Optional<BoardBook> board(long id) {
    return switch ((int) id) {
      case 7 ->
          Optional.of(
              new BoardBook(
                  board("7"),
                  FakeHouse.NOW,
                  tickets().size(),
                  tickets(),
                  14,
                  flow(),
                  usual(),
                  throughput(24)));
      case 8 ->
          Optional.of(
              new BoardBook(
                  board("8"),
                  FakeHouse.NOW,
                  0,
                  List.of(),
                  0,
                  new CumulativeFlow(List.of(), List.of()),
                  new Usual(null, null, 0),
                  throughput(3)));
      default -> Optional.empty();
    };
  }

  private Board board(String id) {
    boolean scrum = id.equals("7");
    return new Board(
        id,
        spice.apply(scrum ? "Payments" : "Support"),
        scrum ? "scrum" : "kanban",
        spice.apply("https://jira.example.com/boards/" + id),
        List.of("payments", "commerce"),
        "Africa/Lagos");
  }

  private Sprint sprint(String id) {
    boolean closed = id.equals("10");
    boolean empty = id.equals("12");
    Instant start = closed ? START.minusSeconds(14 * 86_400) : START;
    return new Sprint(
        id,
        "7",
        spice.apply("Payments"),
        spice.apply("Payments sprint " + id),
        spice.apply("Pay with a second card"),
        closed ? "closed" : "active",
        start,
        empty ? null : closed ? PLANNED.minusSeconds(14 * 86_400) : PLANNED,
        closed ? PLANNED.minusSeconds(14 * 86_400) : null,
        empty ? "tickets" : "points",
        empty ? 0 : 4,
        empty ? 0 : 3,
        empty ? 0 : 16,
        empty ? 0 : 5);
  }

  private SprintBook book(Sprint sprint) {
    if (sprint.tickets() == 0) {
      Sum none = new Sum(0, 0);
      return new SprintBook(
          sprint,
          board("7"),
          FakeHouse.NOW,
          new Sets(none, none, none, none, none),
          List.of(),
          List.of(new BurnUp.Point(LocalDate.of(2026, 11, 16), START, 0, 0, 0, 0)),
          List.of(),
          new CumulativeFlow(List.of(), List.of()),
          new Usual(null, null, 0),
          new SprintBook.Outlook(0, throughput(3), 0));
    }
    Instant first = sprint.startAt();
    List<BurnUp.Point> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      points.add(
          new BurnUp.Point(
              LocalDate.ofInstant(first, ZoneId.of("Africa/Lagos")).plusDays(Math.max(0, i - 1)),
              first.plusSeconds(i * 80_000L),
              i < 2 ? 16 : 19,
              i < 3 ? 0 : 5,
              i < 2 ? 3 : 4,
              i < 3 ? 0 : 1));
    }
    return new SprintBook(
        sprint,
        board("7"),
        FakeHouse.NOW,
        new Sets(new Sum(16, 3), new Sum(3, 1), new Sum(0, 0), new Sum(5, 1), new Sum(5, 1)),
        tickets(),
        points,
        List.of(
            new ScopeEvent(first.plusSeconds(100_000), "added", "PAY-14", null, 3.0, 3),
            new ScopeEvent(first.plusSeconds(200_000), "re-estimated", "PAY-12", 8.0, 5.0, -3),
            new ScopeEvent(first.plusSeconds(210_000), "removed", "PAY-15", null, null, 0)),
        flow(),
        usual(),
        new SprintBook.Outlook(3, throughput(24), null));
  }

  private List<SprintTicket> tickets() {
    return List.of(
        ticket("PAY-12", "in_progress", false, 8.0, 5.0, 2, START.minusSeconds(30 * 86_400)),
        ticket("PAY-13", "done", true, 5.0, 5.0, 0, START),
        ticket("PAY-14", "in_progress", false, 3.0, 3.0, 1, START),
        ticket("PAY-15", "todo", false, null, null, 0, null));
  }

  private SprintTicket ticket(
      String key,
      String category,
      boolean done,
      @Nullable Double start,
      @Nullable Double end,
      int earlier,
      @Nullable Instant begun) {
    return new SprintTicket(
        key,
        spice.apply("What " + key + " is about"),
        spice.apply("https://jira.example.com/browse/" + key),
        "story",
        spice.apply(done ? "Done" : "In Review"),
        category,
        !key.equals("PAY-14"),
        false,
        done,
        false,
        start,
        end,
        done,
        true,
        earlier,
        earlier == 2 ? spice.apply("Mobile sprint 4") : null,
        begun,
        begun);
  }

  private CumulativeFlow flow() {
    List<LocalDate> days =
        LocalDate.of(2026, 11, 16).datesUntil(LocalDate.of(2026, 11, 20)).toList();
    return new CumulativeFlow(
        days,
        List.of(
            new Band("done", "Done", List.of(0, 0, 1, 1)),
            new Band("in_progress", spice.apply("In Progress"), List.of(1, 1, 1, 1)),
            new Band("in_progress", spice.apply("In Review"), List.of(0, 1, 1, 1)),
            new Band("todo", "To do", List.of(2, 2, 1, 1))));
  }

  private static Usual usual() {
    return new Usual(3.5, 8.25, 41);
  }

  private static Throughput throughput(int days) {
    LocalDate end = LocalDate.of(2026, 11, 19);
    return new Throughput(
        FakeHouse.NOW,
        end.minusDays(days),
        days < 10
            ? List.of()
            : end.minusDays(days)
                .datesUntil(end)
                .filter(day -> day.getDayOfMonth() % 3 == 0)
                .toList());
  }
}
