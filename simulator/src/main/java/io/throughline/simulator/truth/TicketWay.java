package io.throughline.simulator.truth;

import io.throughline.simulator.truth.CodeOfTickets.Change;
import io.throughline.simulator.truth.TicketPast.Stay;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Office;
import io.throughline.simulator.world.Paper;
import io.throughline.simulator.world.Resolution;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.TestSheet;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketStatus.Category;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way of one ticket through the company's process, which is the one that the product ships.
 * Read from its text, not from its file: the two must come to the same.
 */
final class TicketWay {
  private static final double DAY_HOURS = 24;

  /** The phases that a ticket goes through, in their order. */
  enum Phase {
    DEEP_DIVE("deep-dive", 2),
    SPRINT_PLANNING("sprint-planning", 1),
    CODING("coding", null),
    BUILD("build", 3),
    DEPLOYMENT("deployment", 1),
    MONITORING("monitoring", null);

    private final String id;
    private final @Nullable Integer expected;

    Phase(String id, @Nullable Integer expected) {
      this.id = id;
      this.expected = expected;
    }

    String id() {
      return id;
    }

    /** Working days that it should take at most; null when that is not agreed. */
    @Nullable Integer expected() {
      return expected;
    }
  }

  /**
   * All its times in one phase.
   *
   * @param left when it went for the last time; null while it is in
   * @param days working days; null while it is in
   */
  record Through(Phase phase, long entered, @Nullable Long left, @Nullable Double days) {}

  private record Turn(long at, boolean in) {}

  private final Ticket ticket;
  private final Tracker tracker;
  private final TicketPast past;
  private final TicketType type;
  private final List<Change> changes;
  private final @Nullable Long doneAt;
  private final Office office;
  private final long now;

  TicketWay(Ticket ticket, Tracker tracker, CodeOfTickets code, Office office, long now) {
    this.ticket = ticket;
    this.tracker = tracker;
    this.past = new TicketPast(ticket, now);
    this.type = TicketType.of(String.valueOf(past.now().get(TicketField.TYPE)));
    this.changes = code.of(ticket);
    this.doneAt = TicketFlow.of(ticket, now).doneAt();
    this.office = office;
    this.now = now;
  }

  /** When it was finished for good; null when it is not. */
  @Nullable Long doneAt() {
    return doneAt;
  }

  /** The phases that it got into, in the order of the process. */
  List<Through> phases() {
    List<Through> out = new ArrayList<>();
    List<List<Turn>> turns = turns();
    for (Phase phase : Phase.values()) {
      Through through = through(phase, turns.get(phase.ordinal()));
      if (through != null) {
        out.add(through);
      }
    }
    return out;
  }

  private @Nullable Through through(Phase phase, List<Turn> turns) {
    turns.sort(Comparator.comparingLong(Turn::at).thenComparing(turn -> turn.in() ? 0 : 1));
    Long first = null;
    Long in = null;
    Long left = null;
    double hours = 0;
    for (Turn turn : turns) {
      if (turn.in() && in == null) {
        in = turn.at();
        first = first == null ? in : first;
      } else if (!turn.in() && in != null) {
        hours += WorkingTime.hours(office, in, turn.at());
        left = turn.at();
        in = null;
      }
    }
    if (in != null && givenUp() && doneAt != null) {
      left = Math.max(doneAt, in);
      hours += WorkingTime.hours(office, in, left);
      in = null;
    }
    boolean still = in != null;
    return first == null
        ? null
        : new Through(
            phase, first, still ? null : left, still ? null : (Double) (hours / DAY_HOURS));
  }

  private boolean givenUp() {
    String outcome = past.now().get(TicketField.RESOLUTION);
    return outcome != null && !outcome.equals(Resolution.DONE.name());
  }

  /** What leads into each phase and out of it. */
  private List<List<Turn>> turns() {
    List<Long> working = inCategory(Category.IN_PROGRESS);
    List<Long> done = inCategory(Category.DONE);
    List<Long> planned = past.sprints().stream().map(Stay::in).toList();
    List<Long> begun = begun();
    List<Long> estimated = first(past.comes(TicketField.POINTS, points -> number(points) > 0));
    List<Long> criteria = first(criteria());
    List<Long> broken = broken();
    Long prepared = prepared(estimated, criteria, broken);
    Islands islands = Islands.of(changes);

    List<List<Turn>> turns = new ArrayList<>();
    for (int i = 0; i < Phase.values().length; i++) {
      turns.add(new ArrayList<>());
    }
    // Work on what has been prepared, or has gone on, is late and leads nowhere.
    long goneOn = least(planned, working, islands.started(), islands.toBuild(), islands.toDeploy());
    for (List<Long> preparing : List.of(estimated, criteria, broken)) {
      for (long at : preparing) {
        if (at <= goneOn && (prepared == null || at <= prepared)) {
          turns.get(Phase.DEEP_DIVE.ordinal()).add(new Turn(at, true));
        }
      }
    }
    List<Long> ready = prepared == null ? List.of() : List.of(prepared);
    out(turns, Phase.DEEP_DIVE, ready, planned, working, islands.started(), done);
    in(turns, Phase.SPRINT_PLANNING, planned);
    out(turns, Phase.SPRINT_PLANNING, begun, working, islands.started(), done);
    in(turns, Phase.CODING, working, islands.started());
    out(turns, Phase.CODING, islands.merged(), done);
    in(turns, Phase.BUILD, islands.toBuild());
    out(turns, Phase.BUILD, islands.built(), islands.deployed());
    in(turns, Phase.DEPLOYMENT, islands.toDeploy());
    out(turns, Phase.DEPLOYMENT, islands.deployed());
    in(turns, Phase.MONITORING, islands.deployed());
    return turns;
  }

  @SafeVarargs
  private static void in(List<List<Turn>> turns, Phase phase, List<Long>... when) {
    for (List<Long> all : when) {
      all.forEach(at -> turns.get(phase.ordinal()).add(new Turn(at, true)));
    }
  }

  @SafeVarargs
  private static void out(List<List<Turn>> turns, Phase phase, List<Long>... when) {
    for (List<Long> all : when) {
      all.forEach(at -> turns.get(phase.ordinal()).add(new Turn(at, false)));
    }
  }

  @SafeVarargs
  private static long least(List<Long>... when) {
    return Arrays.stream(when).flatMap(List::stream).min(Long::compare).orElse(Long.MAX_VALUE);
  }

  private static List<Long> first(List<Long> all) {
    return all.isEmpty() ? List.of() : List.of(Collections.min(all));
  }

  private List<Long> inCategory(Category category) {
    return past.comes(TicketField.STATUS, status -> TicketStatus.of(status).category() == category);
  }

  /** Starts of sprints with it in them, or its coming into one that runs. */
  private List<Long> begun() {
    List<Long> out = new ArrayList<>();
    for (Stay stay : past.sprints()) {
      Sprint sprint = tracker.sprint(stay.sprint());
      if (sprint != null && sprint.startAt() <= now && stay.out() > sprint.startAt()) {
        out.add(Math.max(stay.in(), sprint.startAt()));
      }
    }
    return out;
  }

  private List<Long> criteria() {
    List<Long> out = new ArrayList<>(past.comes(TicketField.CRITERIA, Readiness::filled));
    out.addAll(past.comes(TicketField.DESCRIPTION, Readiness::told));
    return out;
  }

  private List<Long> broken() {
    List<Long> out = new ArrayList<>(first(past.comes(TicketField.DESCRIPTION, Readiness::steps)));
    tracker.parts(ticket, now).forEach(part -> out.add(part.createdAt()));
    return out;
  }

  private @Nullable Long prepared(List<Long> estimated, List<Long> criteria, List<Long> broken) {
    if (estimated.isEmpty()) {
      return null;
    }
    long at = estimated.getFirst();
    if (type.story()) {
      boolean big = number(past.at(at).get(TicketField.POINTS)) >= 3;
      if (criteria.isEmpty() || big && broken.isEmpty()) {
        return null;
      }
      at = Math.max(at, criteria.getFirst());
      at = big ? Math.max(at, Collections.min(broken)) : at;
    }
    return at;
  }

  private static double number(@Nullable String text) {
    return text == null ? 0 : Double.parseDouble(text);
  }

  /** Whether it has each output that is asked of it when it leaves a phase; null: nobody knows. */
  List<@Nullable Boolean> outputs(Phase phase, long left) {
    Map<TicketField, String> state = past.at(left);
    double points = number(state.get(TicketField.POINTS));
    List<@Nullable Boolean> out = new ArrayList<>();
    switch (phase) {
      case DEEP_DIVE -> {
        out.add(points > 0);
        if (type.story()) {
          String text = state.get(TicketField.DESCRIPTION);
          out.add(Readiness.filled(state.get(TicketField.CRITERIA)) || Readiness.told(text));
          out.add(tested(left));
          out.add(designed(left));
          if (points == 0 || points >= 3) {
            out.add(Readiness.steps(text) || !tracker.parts(ticket, left).isEmpty());
          }
        }
      }
      case SPRINT_PLANNING -> {
        out.add(past.sprints().stream().anyMatch(s -> s.in() <= left && s.out() >= left));
        out.add(state.containsKey(TicketField.ASSIGNEE));
      }
      case CODING -> {
        out.add(
            changes.isEmpty()
                ? null
                : (Boolean) changes.stream().anyMatch(c -> by(c.mergedAt(), left)));
        List<Boolean> tests =
            changes.stream()
                .filter(c -> c.mergedAt() != null)
                .map(Change::tests)
                .filter(Objects::nonNull)
                .toList();
        out.add(tests.isEmpty() ? null : (Boolean) tests.contains(true));
      }
      case BUILD -> out.add(all(Change::buildable, c -> by(c.readyAt(), left)));
      case DEPLOYMENT -> out.add(all(Change::deployable, c -> by(c.deployedAt(), left)));
      case MONITORING -> {}
    }
    return out;
  }

  private boolean designed(long left) {
    String above = past.now().get(TicketField.PARENT);
    Ticket epic = above == null ? null : tracker.ticket(Long.parseLong(above));
    return epic != null && DocumentTruth.has(tracker, epic, Paper.Kind.DESIGN, left, now);
  }

  private boolean tested(long left) {
    return tracker.testing().of(ticket).stream()
        .anyMatch((TestSheet test) -> !test.draft() && test.createdAt() <= left);
  }

  private @Nullable Boolean all(Predicate<Change> asked, Predicate<Change> has) {
    List<Change> merged = changes.stream().filter(c -> c.mergedAt() != null).filter(asked).toList();
    return merged.isEmpty() ? null : (Boolean) merged.stream().allMatch(has);
  }

  private static boolean by(@Nullable Long at, long moment) {
    return at != null && at <= moment;
  }

  /** Whether it left out a phase that no declared variant lets it leave out. */
  boolean skipped() {
    List<Phase> entered = phases().stream().map(Through::phase).toList();
    Phase last = entered.getLast();
    String labels = " " + past.now().getOrDefault(TicketField.LABELS, "") + " ";
    boolean hotfix = labels.contains(" hotfix ") || changes.stream().anyMatch(Change::hotfix);
    for (Phase phase : Phase.values()) {
      boolean excused =
          switch (phase) {
            case DEEP_DIVE -> hotfix || type == TicketType.BUG;
            case SPRINT_PLANNING -> hotfix || kanban();
            case BUILD -> changes.stream().noneMatch(Change::buildable);
            case DEPLOYMENT -> changes.stream().noneMatch(Change::deployable);
            case CODING, MONITORING -> false;
          };
      if (phase.ordinal() < last.ordinal() && !entered.contains(phase) && !excused) {
        return true;
      }
    }
    return false;
  }

  private boolean kanban() {
    Board board = TicketMetrics.board(past, tracker);
    return board != null && board.kanban();
  }

  /** Whether it got into the phases in their order. */
  boolean inOrder() {
    long latest = Long.MIN_VALUE;
    for (Through through : phases()) {
      if (through.entered() < latest) {
        return false;
      }
      latest = Math.max(latest, through.entered());
    }
    return true;
  }
}
