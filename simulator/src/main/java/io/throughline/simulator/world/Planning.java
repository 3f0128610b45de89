package io.throughline.simulator.world;

import io.throughline.simulator.world.TicketMaker.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans the tickets of a sprint, those for whose sake merge requests will be opened first. */
final class Planning {
  private static final int SPRINTS_AN_EPIC = 3;
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  private final long seed;
  private final Company company;
  private final Calendar calendar;
  private final Linking linking;
  private final Sprints sprints;
  private final List<Board> boards;
  private final TicketMaker maker;
  private final Paperwork paperwork;
  private final Map<Board, List<TicketScript>> epics = new HashMap<>();

  Planning(
      long seed,
      Company company,
      Calendar calendar,
      Linking linking,
      Sprints sprints,
      Library library,
      Era era) {
    this.paperwork = new Paperwork(seed, library);
    this.seed = seed;
    this.company = company;
    this.calendar = calendar;
    this.linking = linking;
    this.sprints = sprints;
    this.boards = company.boards();
    this.maker = new TicketMaker(seed, sprints, company.account("deploy-butler"), era);
  }

  /** The scripts of a ticket and its sub-tasks, and the merge requests that are made for it. */
  record Written(List<TicketScript> scripts, List<String> plans) {}

  /** When a sprint is thought of, long before its tickets are written. */
  long thoughtOf(int sprint) {
    return calendar.planned(2 * sprint) - 60 * DAY;
  }

  /** Everything that is going to be written for a sprint; to be called with rising numbers. */
  List<Written> sprint(int number) {
    List<Written> out = new ArrayList<>();
    Map<Board, List<Work>> works = linking.works(number);
    for (Board board : boards) {
      if (number % SPRINTS_AN_EPIC == 0) {
        out.add(new Written(newEpics(board, number), List.of()));
      }
      List<Work> own = works.getOrDefault(board, List.of());
      for (Work work : own) {
        out.add(forWork(board, number, work));
      }
      Idle idle = new Idle(seed, sprints, board, number, members(board, number));
      for (Idle.Ticket ticket : idle.tickets(own.size(), habit(board, number))) {
        out.add(written(arrival(board, number, ticket), ticket.type(), ticket.work(), number));
      }
    }
    return out;
  }

  /** The ticket for a live merge request, written at {@code at}; null when it gets none. */
  @Nullable Written live(Plan plan, long at) {
    if (!linking.linked(plan)) {
      return null;
    }
    Board board = linking.boardOf(plan);
    Work work = linking.work(plan);
    int number = runningAt(board, at);
    Dice dice = Dice.of(seed, plan.key() + "/arrival");
    Work now = work.from(at + 3_000);
    Arrival arrival =
        new Arrival(
            board,
            null,
            number,
            at,
            at + 1_500,
            null,
            null,
            !board.kanban()
                && sprints.of(board, number).state(at).equals("active")
                && dice.chance(0.3));
    TicketType type = dice.chance(0.5) ? TicketType.BUG : TicketType.TASK;
    return new Written(
        maker.write(arrival, type, now, lead(board), List.of(), habit(board, number), Pace.LIVE),
        work.plans());
  }

  private int runningAt(Board board, long at) {
    int number = 0;
    while (sprints.of(board, number).closedAt() < at) {
      number++;
    }
    return number;
  }

  private Written forWork(Board board, int week, Work work) {
    Dice dice = Dice.of(seed, work.key() + "/arrival");
    TicketHabit habit = habit(board, week);
    int number = week + (ahead(board, week, work, habit, dice) ? 1 : 0);
    Sprint sprint = sprints.of(board, number);
    boolean late = dice.chance(habit.creep()) && work.begun() > sprint.startAt() + HOUR;
    long added =
        late
            ? Math.max(
                sprint.startAt() + HOUR / 6, work.begun() - (long) (dice.between(0.1, 5) * HOUR))
            : sprint.startAt() - (long) (dice.between(0.05, 8) * DAY);
    long known = Math.min(added, work.begun() - HOUR / 6);
    long created = known - (long) ((late ? dice.between(0.001, 3) : dice.between(1, 18)) * DAY);
    TicketType type = late ? Idle.lateType(dice) : Idle.plannedType(dice);
    SprintWalk.Removal removal = null;
    Long done = work.done();
    long earliest = Math.max(work.begun(), sprint.startAt()) + HOUR;
    if (done != null && done > earliest && done < sprint.closedAt() && dice.chance(0.012)) {
      removal = new SprintWalk.Removal(earliest + (done - earliest) / 2);
    }
    Board origin = !late && dice.chance(0.015) ? boards.get(dice.below(boards.size())) : null;
    Arrival arrival =
        new Arrival(
            board,
            board.equals(origin) ? null : origin,
            number,
            created,
            added,
            removal,
            null,
            !board.kanban());
    return written(arrival, type, work, number);
  }

  /** A team that plans well knows what it cannot finish, and begins early on the next sprint. */
  private boolean ahead(Board board, int number, Work work, TicketHabit habit, Dice dice) {
    Long done = work.done();
    boolean beyond = done != null && done > sprints.of(board, number).closedAt();
    return beyond && dice.chance(0.85 - 2 * habit.overcommitted());
  }

  private Arrival arrival(Board board, int number, Idle.Ticket ticket) {
    return new Arrival(
        board,
        null,
        number,
        ticket.created(),
        ticket.added(),
        ticket.removal(),
        ticket.outcome(),
        ticket.inSprints() && !board.kanban());
  }

  private Written written(Arrival arrival, TicketType type, Work work, int number) {
    Board board = arrival.board();
    List<TicketScript> above = epics.getOrDefault(board, List.of());
    return new Written(
        maker.write(arrival, type, work, lead(board), above, habit(board, number), Pace.OFFICE),
        work.plans());
  }

  private List<TicketScript> newEpics(Board board, int number) {
    List<TicketScript> out = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Dice dice = Dice.of(seed, "epic/" + board.key() + "/" + number + "/" + i);
      long start = sprints.of(board, number).startAt();
      long end = sprints.of(board, number + SPRINTS_AN_EPIC).closedAt();
      String title = "Better " + dice.pick(Words.THINGS) + dice.pick(Words.TAILS);
      Account lead = lead(board);
      TicketScript epic =
          new TicketScript(board, lead, start - (45 + i) * DAY, TicketType.EPIC, title);
      epic.born(TicketField.DESCRIPTION, TicketText.plain(title, dice));
      epic.set(start, lead, TicketField.STATUS, TicketStatus.IN_PROGRESS.id());
      long done = end + (long) (dice.between(0, 9) * DAY);
      epic.set(done, lead, TicketField.STATUS, TicketStatus.DONE.id());
      epic.set(done, lead, TicketField.RESOLUTION, Resolution.DONE.name());
      paperwork.of(epic, number, i, start, title);
      out.add(epic);
    }
    epics.put(board, out);
    return out;
  }

  private TicketHabit habit(Board board, int number) {
    return TicketHabit.of(board.team().id(), calendar.year(calendar.planned(2 * number)));
  }

  private Account lead(Board board) {
    Person lead = company.person(String.valueOf(board.team().lead()));
    if (lead == null) {
      throw new IllegalStateException("a board without a lead: " + board.key());
    }
    return lead.accounts().getFirst();
  }

  private List<Account> members(Board board, int number) {
    long at = sprints.of(board, number).startAt();
    return company.people().stream()
        .filter(person -> board.team().had(person.id(), at))
        .map(person -> person.accounts().getFirst())
        .toList();
  }
}
