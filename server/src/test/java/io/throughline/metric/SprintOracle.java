package io.throughline.metric;

import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TestRun;
import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of sprints and of flow read straight from the changes of each ticket, by asking what
 * it was at an instant again and again.
 */
final class SprintOracle {
  private static final Set<TicketKind> LEFT_OUT =
      EnumSet.of(TicketKind.SUBTASK, TicketKind.EPIC, TicketKind.TEST);
  private static final WorkCalendar CALENDAR =
      new WorkCalendar(
          FactWorld.ZONE, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null, null, Set.of());

  /** Two sums. */
  record Sums(double numerator, double denominator) {}

  /** A ticket as a sprint sees it. */
  private record Seen(
      SprintWorld.Told told, Instant judged, boolean committed, boolean stayed, Sprint sprint) {}

  private final List<SprintWorld.Told> tickets;
  private final List<Sprint> sprints;
  private final List<SprintWorld.Check> tests;

  SprintOracle(
      List<SprintWorld.Told> tickets, List<Sprint> sprints, List<SprintWorld.Check> tests) {
    this.tickets = tickets;
    this.sprints = sprints;
    this.tests = tests;
  }

  /** What a field held at an instant; null for nothing. */
  private static @Nullable String value(SprintWorld.Told told, TicketField field, Instant at) {
    String value = now(told.ticket(), field);
    for (TicketChange change : told.changes().reversed()) {
      if (change.field() == field && change.at().isAfter(at)) {
        value = change.fromValue();
      }
    }
    return value;
  }

  private static @Nullable String now(Ticket t, TicketField field) {
    return switch (field) {
      case STATUS -> String.valueOf(t.statusId());
      case POINTS -> t.points() == null ? null : t.points().toString();
      case OUTCOME -> t.outcome();
      case ASSIGNEE -> t.assigneeId() == null ? null : t.assigneeId().toString();
      case FLAGGED -> Boolean.TRUE.equals(t.flagged()) ? "true" : null;
      case CRITERIA_FIELD -> t.criteriaField() == Criteria.PRESENT ? "present" : "no";
      default -> throw new IllegalArgumentException(field.name());
    };
  }

  private static boolean isIn(SprintWorld.Told told, Sprint sprint, Instant at) {
    String number = String.valueOf(sprint.id() & 0xffff);
    boolean in = ("," + number + ",").equals(told.ticket().sprints());
    for (TicketChange change : told.changes()) {
      if (change.field() == TicketField.SPRINT && !change.at().isAfter(at)) {
        in = number.equals(change.toValue()) || in && !number.equals(change.fromValue());
      }
    }
    return in && !at.isBefore(told.ticket().createdAt());
  }

  private static boolean done(SprintWorld.Told told, Instant at) {
    return "4".equals(value(told, TicketField.STATUS, at));
  }

  private static boolean dropped(SprintWorld.Told told, Instant at) {
    String outcome = value(told, TicketField.OUTCOME, at);
    return "wont_do".equals(outcome) || "duplicate".equals(outcome);
  }

  private static double points(SprintWorld.Told told, Instant at) {
    String value = value(told, TicketField.POINTS, at);
    return value == null ? 0 : Double.parseDouble(value);
  }

  /** Every instant at which anything of a ticket changed, its creation included. */
  private static Set<Instant> moments(SprintWorld.Told told) {
    Set<Instant> moments = new TreeSet<>(List.of(told.ticket().createdAt()));
    told.changes().forEach(c -> moments.add(c.at()));
    return moments;
  }

  private List<Seen> seen(Sprint sprint) {
    Instant start = sprint.startAt();
    Instant close = sprint.completedAt();
    List<Seen> all = new ArrayList<>();
    for (SprintWorld.Told told : tickets) {
      boolean committed = isIn(told, sprint, start);
      Instant judged = committed ? start : null;
      for (Instant moment : moments(told)) {
        if (judged == null
            && moment.isAfter(start)
            && moment.isBefore(close)
            && isIn(told, sprint, moment)) {
          judged = moment;
        }
      }
      if (judged == null || LEFT_OUT.contains(told.ticket().kind()) || dropped(told, judged)) {
        continue;
      }
      if (!done(told, judged)) {
        boolean stayed = isIn(told, sprint, close.minusMillis(1));
        all.add(new Seen(told, judged, committed, stayed, sprint));
      }
    }
    return all;
  }

  private static boolean isDone(Seen s) {
    Instant close = s.sprint().completedAt();
    return done(s.told(), close) && !dropped(s.told(), close);
  }

  private static boolean isRemoved(Seen s) {
    return !s.stayed() || dropped(s.told(), s.sprint().completedAt());
  }

  private static boolean isStory(Seen s) {
    return s.told().ticket().kind() == TicketKind.STORY
        || s.told().ticket().kind() == TicketKind.TASK;
  }

  private boolean isCarried(Seen s) {
    Instant close = s.sprint().completedAt();
    boolean later = false;
    for (Sprint other : sprints) {
      boolean after = other.startAt().isAfter(s.sprint().startAt());
      for (Instant moment : moments(s.told())) {
        later |= after && isIn(s.told(), other, moment.isAfter(close) ? moment : close);
      }
    }
    return later && !done(s.told(), close);
  }

  private static double changed(Seen s) {
    double sum = 0;
    for (TicketChange c : s.told().changes()) {
      if (c.field() == TicketField.POINTS
          && c.at().isAfter(s.judged())
          && !c.at().isAfter(s.sprint().completedAt())
          && c.fromValue() != null) {
        double before = Double.parseDouble(c.fromValue());
        double after = c.toValue() == null ? 0 : Double.parseDouble(c.toValue());
        sum += before > 0 ? Math.abs(after - before) : 0;
      }
    }
    return sum;
  }

  private static Sums sums(
      List<Seen> seen, ToDoubleFunction<Seen> numerator, ToDoubleFunction<Seen> denominator) {
    return new Sums(
        seen.stream().mapToDouble(numerator).sum(), seen.stream().mapToDouble(denominator).sum());
  }

  private static ToDoubleFunction<Seen> one(Predicate<Seen> of) {
    return s -> of.test(s) ? 1 : 0;
  }

  /** A metric of one sprint. */
  Sums sprint(String metric, Sprint sprint) {
    String byCount = "_by_count";
    return metric.endsWith(byCount)
        ? sprint(metric.replace(byCount, ""), sprint, true)
        : sprint(metric, sprint, counted(sprint));
  }

  private Sums sprint(String metric, Sprint sprint, boolean count) {
    List<Seen> seen = seen(sprint);
    Instant close = sprint.completedAt();
    ToDoubleFunction<Seen> start = s -> count ? 1 : points(s.told(), s.judged());
    ToDoubleFunction<Seen> end = s -> count ? 1 : points(s.told(), close);
    ToDoubleFunction<Seen> plan = s -> s.committed() ? start.applyAsDouble(s) : 0;
    List<Seen> stories = seen.stream().filter(SprintOracle::isStory).toList();
    return switch (metric) {
      case "story_point_coverage",
          "acceptance_criteria_coverage",
          "subtask_breakdown_coverage",
          "functional_test_coverage" ->
          prepared(metric, seen);
      case "functional_test_coverage_executed" ->
          sums(stories, one(s -> !lastResults(s).isEmpty()), one(s -> true));
      case "functional_test_coverage_passing" ->
          sums(
              stories,
              one(s -> lastResults(s).equals(EnumSet.of(TestResult.PASSED))),
              one(s -> true));
      case "sprint_readiness" ->
          sums(seen, one(s -> s.committed() && isReady(s)), one(Seen::committed));
      case "planning_accuracy" -> sums(seen, s -> isDone(s) ? plan.applyAsDouble(s) : 0, plan);
      case "capacity_accuracy" -> sums(seen, s -> isDone(s) ? end.applyAsDouble(s) : 0, plan);
      case "scope_creep" -> sums(seen, s -> s.committed() ? 0 : end.applyAsDouble(s), plan);
      case "scope_churn" ->
          sums(
              seen,
              s ->
                  (s.committed() ? 0 : end.applyAsDouble(s))
                      + (isRemoved(s) ? end.applyAsDouble(s) : 0)
                      + (count ? 0 : changed(s)),
              plan);
      case "carry_over" ->
          sums(
              seen.stream().filter(s -> !isRemoved(s)).toList(),
              s -> isCarried(s) ? end.applyAsDouble(s) : 0,
              end);
      case "unplanned_share" ->
          sums(
              seen.stream().filter(SprintOracle::isDone).toList(),
              s -> s.committed() ? 0 : end.applyAsDouble(s),
              end);
      case "velocity" -> sums(seen, s -> isDone(s) ? end.applyAsDouble(s) : 0, one(s -> true));
      default -> throw new IllegalArgumentException(metric);
    };
  }

  /** A metric of what was known of tickets when they were done. */
  Sums atCompletion(String metric) {
    List<Seen> done = new ArrayList<>();
    for (SprintWorld.Told told : tickets) {
      Instant at = doneAt(told);
      if (at != null) {
        done.add(new Seen(told, at, false, true, sprints.getFirst()));
      }
    }
    ToDoubleFunction<Seen> weight = s -> points(s.told(), s.judged());
    return metric.equals("bug_ratio_by_points")
        ? sums(
            done,
            s -> s.told().ticket().kind() == TicketKind.BUG ? weight.applyAsDouble(s) : 0,
            weight)
        : prepared(metric.replace("_at_completion", ""), done);
  }

  /** A metric of the sprint that came next at an instant, as it was then. */
  Sums nextSprint(String metric, Instant at) {
    List<Seen> planned = new ArrayList<>();
    sprints.stream()
        .filter(s -> s.startAt() != null && s.startAt().isAfter(at))
        .min(Comparator.comparing(Sprint::startAt))
        .ifPresent(
            next ->
                tickets.stream()
                    .filter(told -> isIn(told, next, at) && !done(told, at) && !dropped(told, at))
                    .forEach(told -> planned.add(new Seen(told, at, false, true, next))));
    return prepared(metric.replace("_next_sprint", ""), planned);
  }

  private Sums prepared(String metric, List<Seen> seen) {
    List<Seen> stories = seen.stream().filter(SprintOracle::isStory).toList();
    return switch (metric) {
      case "story_point_coverage" ->
          sums(stories, one(s -> points(s.told(), s.judged()) > 0), one(s -> true));
      case "acceptance_criteria_coverage" ->
          sums(
              stories,
              one(s -> "present".equals(value(s.told(), TicketField.CRITERIA_FIELD, s.judged()))),
              one(s -> true));
      case "subtask_breakdown_coverage" ->
          sums(
              stories.stream().filter(SprintOracle::isBreakable).toList(),
              one(this::isBroken),
              one(s -> true));
      case "functional_test_coverage" ->
          sums(stories, one(s -> !tests(s).isEmpty()), one(s -> true));
      default -> throw new IllegalArgumentException(metric);
    };
  }

  /** What each person was given when a sprint started. */
  Map<String, Double> loads(Sprint sprint) {
    List<Seen> seen = seen(sprint);
    boolean count = counted(sprint);
    Map<String, Double> loads = new TreeMap<>();
    for (Seen s : seen) {
      String person = value(s.told(), TicketField.ASSIGNEE, sprint.startAt());
      if (s.committed() && person != null) {
        loads.merge(person, count ? 1 : points(s.told(), sprint.startAt()), Double::sum);
      }
    }
    return loads;
  }

  /** Whether fewer than four in five are estimated at the close. */
  boolean counted(Sprint sprint) {
    List<Seen> seen = seen(sprint);
    Instant close = sprint.completedAt();
    long estimated = seen.stream().filter(s -> points(s.told(), close) > 0).count();
    return estimated < 0.8 * seen.size();
  }

  private boolean isReady(Seen s) {
    boolean estimated = points(s.told(), s.judged()) > 0;
    boolean criteria = "present".equals(value(s.told(), TicketField.CRITERIA_FIELD, s.judged()));
    boolean broken = !isBreakable(s) || isBroken(s);
    return estimated && (!isStory(s) || (criteria && broken && !tests(s).isEmpty()));
  }

  private List<SprintWorld.Check> tests(Seen s) {
    List<SprintWorld.Check> linked = new ArrayList<>();
    for (SprintWorld.Check test : tests) {
      for (TestRequirement link : test.links) {
        Instant since = link.linkedAt() == null ? test.written() : link.linkedAt();
        if (test.counts()
            && s.told().ticket().key().equals(link.ticketKey())
            && !since.isAfter(s.judged())) {
          linked.add(test);
        }
      }
    }
    return linked;
  }

  /** How the last runs of the sprint ended, of the tests that were run in it. */
  private Set<TestResult> lastResults(Seen s) {
    Set<TestResult> results = EnumSet.noneOf(TestResult.class);
    for (SprintWorld.Check test : tests(s)) {
      TestRun last = null;
      for (TestRun run : test.runs) {
        boolean ran =
            !EnumSet.of(TestResult.NOT_RUN, TestResult.IN_PROGRESS, TestResult.SKIPPED)
                .contains(run.result());
        if (ran
            && !run.executedAt().isBefore(s.sprint().startAt())
            && !run.executedAt().isAfter(s.sprint().completedAt())
            && (last == null || !run.executedAt().isBefore(last.executedAt()))) {
          last = run;
        }
      }
      if (last != null) {
        results.add(last.result());
      }
    }
    return results;
  }

  private static boolean isBreakable(Seen s) {
    double points = points(s.told(), s.judged());
    return points == 0 || points >= 3;
  }

  private boolean isBroken(Seen s) {
    return tickets.stream()
        .anyMatch(
            t ->
                t.ticket().kind() == TicketKind.SUBTASK
                    && Long.valueOf(s.told().ticket().id()).equals(t.ticket().parentId())
                    && !t.ticket().createdAt().isAfter(s.judged()));
  }

  /** How many tickets were in progress at an instant. */
  long inProgress(Instant at) {
    return tickets.stream()
        .filter(t -> !LEFT_OUT.contains(t.ticket().kind()))
        .filter(t -> !at.isBefore(t.ticket().createdAt()))
        .filter(t -> Set.of("2", "3").contains(String.valueOf(value(t, TicketField.STATUS, at))))
        .count();
  }

  /** How many working days each ticket had been open that was in progress at an instant. */
  List<Double> ages(Instant at) {
    List<Double> ages = new ArrayList<>();
    for (SprintWorld.Told told : tickets) {
      SprintOracle alone = new SprintOracle(List.of(told), sprints, List.of());
      if (alone.inProgress(at.minusNanos(1_000)) > 0) {
        ages.add(OracleClock.worked(CALENDAR, begun(told), at) / 86_400);
      }
    }
    ages.sort(null);
    return ages;
  }

  private static Instant begun(SprintWorld.Told told) {
    return moments(told).stream()
        .filter(m -> Set.of("2", "3").contains(String.valueOf(value(told, TicketField.STATUS, m))))
        .findFirst()
        .orElseThrow();
  }

  /** Whose tickets were in progress at an instant. */
  Set<String> workers(Instant at) {
    Set<String> workers = new TreeSet<>();
    for (SprintWorld.Told told : tickets) {
      SprintOracle alone = new SprintOracle(List.of(told), sprints, List.of());
      String assignee = value(told, TicketField.ASSIGNEE, at);
      if (assignee != null && alone.inProgress(at) > 0) {
        workers.add(assignee);
      }
    }
    return workers;
  }

  /** When a ticket was finished for good; null while it is not, or for what is not counted. */
  static @Nullable Instant doneAt(SprintWorld.Told told) {
    if (LEFT_OUT.contains(told.ticket().kind())
        || told.ticket().outcome() != null && !told.ticket().outcome().equals("done")) {
      return null;
    }
    Instant since = null;
    for (Instant moment : moments(told)) {
      if (!done(told, moment)) {
        since = null;
      } else if (since == null) {
        since = moment;
      }
    }
    return since;
  }

  /** Seconds of work, of blocking, or of all, of a finished ticket, minute by minute. */
  static double seconds(SprintWorld.Told told, String what) {
    Instant started = null;
    for (Instant moment : moments(told)) {
      String status = value(told, TicketField.STATUS, moment);
      if (started == null && ("2".equals(status) || "3".equals(status))) {
        started = moment;
      }
    }
    Instant ended = doneAt(told);
    double sum = 0;
    if (started == null || ended == null) {
      return sum;
    }
    for (Instant at = started; at.isBefore(ended); at = at.plusSeconds(60)) {
      String status = value(told, TicketField.STATUS, at);
      boolean flagged = value(told, TicketField.FLAGGED, at) != null;
      boolean counts =
          switch (what) {
            case "active" -> "2".equals(status) && !flagged;
            case "blocked" -> "3".equals(status) || flagged;
            default -> true;
          };
      sum += counts ? OracleClock.worked(CALENDAR, at, at.plusSeconds(60)) : 0;
    }
    return sum;
  }
}
