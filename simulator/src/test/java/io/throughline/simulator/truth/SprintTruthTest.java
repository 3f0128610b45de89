package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.Tracker;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The truth about sprints against a second, slow reading that lets each sprint happen again. */
class SprintTruthTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-04T00:00:00Z");
  private static final LocalDate FROM = LocalDate.parse("2025-09-01");
  private static final LocalDate TO = LocalDate.parse("2026-03-04");
  private static World world;
  private static SprintTruth truth;

  @BeforeAll
  static void live() {
    world = new World(11, ANCHOR, 5, 0.6, Witness.none());
    world.advance(ANCHOR.toEpochMilli());
    truth = new SprintTruth(world.company(), world.tracker(), ANCHOR.toEpochMilli());
  }

  /** Something that happens at a moment: the start, a change of a ticket, or the close. */
  private record Happening(long at, int rank, Runnable action) {}

  /** What is known while a sprint happens. */
  private static final class Replay {
    final Map<Long, Map<TicketField, String>> state = new HashMap<>();
    final Map<Long, Double> committed = new HashMap<>();
    final Set<Long> added = new HashSet<>();
    final Set<Long> removed = new HashSet<>();
    final Map<Long, Double> closed = new HashMap<>();
    final Set<Long> done = new HashSet<>();
    double changed;
    boolean started;
    boolean over;

    void start(String id) {
      started = true;
      state.forEach(
          (ticket, now) -> {
            if (in(now, id) && !finished(now)) {
              committed.put(ticket, points(now));
            }
          });
    }

    void change(long ticket, TicketChange change, String id) {
      Map<TicketField, String> now = state.get(ticket);
      if (now == null || over) {
        return;
      }
      boolean was = in(now, id);
      String points = now.get(TicketField.POINTS);
      change
          .items()
          .forEach(
              item -> {
                if (item.to() == null) {
                  now.remove(item.field());
                } else {
                  now.put(item.field(), item.to());
                }
              });
      if (!started) {
        return;
      }
      boolean known = committed.containsKey(ticket) || added.contains(ticket);
      if (was && known && points != null && !points.equals(now.get(TicketField.POINTS))) {
        changed += Math.abs(Double.parseDouble(points) - points(now));
      }
      if (!was && in(now, id) && !known && !finished(now)) {
        added.add(ticket);
      }
      if (was && !in(now, id) && known && !finished(now)) {
        removed.add(ticket);
      }
    }

    void close() {
      over = true;
      state.forEach(
          (ticket, now) -> {
            if (!committed.containsKey(ticket) && !added.contains(ticket)) {
              return;
            }
            closed.put(ticket, points(now));
            String resolution = now.get(TicketField.RESOLUTION);
            if (resolution != null && !resolution.equals("DONE")) {
              removed.add(ticket);
            } else if (finished(now)) {
              done.add(ticket);
            }
          });
    }

    private static boolean in(Map<TicketField, String> now, String id) {
      return (", " + now.getOrDefault(TicketField.SPRINTS, "") + ",").contains(" " + id + ",");
    }

    private static boolean finished(Map<TicketField, String> now) {
      return TicketStatus.DONE.id().equals(now.get(TicketField.STATUS));
    }

    private static double points(Map<TicketField, String> now) {
      return Double.parseDouble(now.getOrDefault(TicketField.POINTS, "0"));
    }

    double weight(Map<Long, Double> points, Set<Long> which) {
      return which.stream().mapToDouble(t -> points.getOrDefault(t, 0.0)).sum();
    }
  }

  private static Replay replay(Sprint sprint) {
    Replay replay = new Replay();
    String id = "" + sprint.id();
    List<Happening> all = new ArrayList<>();
    // What happens in the very millisecond of the start or the close still belongs before it.
    all.add(new Happening(sprint.startAt(), 2, () -> replay.start(id)));
    all.add(new Happening(sprint.closedAt(), 2, replay::close));
    for (Ticket ticket : world.tracker().tickets()) {
      if (ticket.firstType().level() != 0) {
        continue;
      }
      all.add(
          new Happening(
              ticket.createdAt(),
              0,
              () -> {
                Map<TicketField, String> born = new EnumMap<>(TicketField.class);
                born.putAll(ticket.born());
                replay.state.put(ticket.id(), born);
              }));
      for (TicketChange change : ticket.changes()) {
        all.add(new Happening(change.at(), 1, () -> replay.change(ticket.id(), change, id)));
      }
    }
    all.sort(Comparator.comparingLong(Happening::at).thenComparingInt(Happening::rank));
    all.forEach(happening -> happening.action().run());
    return replay;
  }

  private static double told(String metric, Sprint sprint, boolean byPoints) {
    Double value =
        truth.sprints(metric, sprint.board().team().id(), FROM, TO, byPoints).stream()
            .filter(r -> r.sprint().equals(sprint))
            .findFirst()
            .orElseThrow()
            .value();
    return value == null ? Double.NaN : value;
  }

  @Test
  void aSecondReadingComesToTheSameNumbers() {
    Tracker tracker = world.tracker();
    int seen = 0;
    for (String key : List.of("NAV", "PAY", "INS")) {
      for (Sprint sprint :
          tracker.sprints(
              tracker.boards().stream().filter(b -> b.key().equals(key)).findFirst().orElseThrow(),
              ANCHOR.toEpochMilli())) {
        if (sprint.state(ANCHOR.toEpochMilli()).equals("closed") && sprint.number() % 3 == 1) {
          compare(sprint, replay(sprint));
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(8);
  }

  private static void compare(Sprint sprint, Replay r) {
    Set<Long> c = r.committed.keySet();
    Set<Long> kept = new HashSet<>(c);
    kept.retainAll(r.done);
    Set<Long> unplanned = new HashSet<>(r.added);
    unplanned.retainAll(r.done);
    double base = r.weight(r.committed, c);
    double churn = r.weight(r.closed, r.added) + r.weight(r.closed, r.removed) + r.changed;
    check("planning_accuracy", sprint, 100 * r.weight(r.committed, kept) / base);
    check("capacity_accuracy", sprint, 100 * r.weight(r.closed, r.done) / base);
    check("scope_creep", sprint, 100 * r.weight(r.closed, r.added) / base);
    check("scope_churn", sprint, 100 * churn / base);
    check("velocity", sprint, r.weight(r.closed, r.done));
    double all = r.weight(r.closed, r.done);
    check("unplanned_share", sprint, 100 * r.weight(r.closed, unplanned) / all);
    assertThat(told("planning_accuracy", sprint, false))
        .isCloseTo(100.0 * kept.size() / c.size(), within(1e-9));
    assertThat(told("scope_creep", sprint, false))
        .isCloseTo(100.0 * r.added.size() / c.size(), within(1e-9));
    assertThat(told("scope_churn", sprint, false))
        .isCloseTo(100.0 * (r.added.size() + r.removed.size()) / c.size(), within(1e-9));
    Set<Long> stayed = new HashSet<>(r.closed.keySet());
    stayed.removeAll(r.removed);
    Set<Long> open = new HashSet<>(stayed);
    open.removeAll(r.done);
    open.removeIf(ticket -> !later(ticket, sprint));
    assertThat(told("carry_over", sprint, false))
        .isCloseTo(100.0 * open.size() / stayed.size(), within(1e-9));
  }

  private static boolean later(long ticket, Sprint sprint) {
    Ticket found = world.tracker().ticket(ticket);
    assertThat(found).isNotNull();
    String now = found.at(ANCHOR.toEpochMilli()).getOrDefault(TicketField.SPRINTS, "0");
    // Sprints of one board are numbered as they follow each other.
    return Long.parseLong(now.substring(now.lastIndexOf(' ') + 1)) > sprint.id();
  }

  private static void check(String metric, Sprint sprint, double expected) {
    assertThat(told(metric, sprint, true))
        .as("%s of %s", metric, sprint.name())
        .isCloseTo(expected, within(1e-9));
  }

  private static double mean(String metric, String team) {
    return truth.periods(metric, team, FROM, TO, "all", !metric.endsWith("coverage")).stream()
        .mapToDouble(r -> r.value() == null ? Double.NaN : r.value())
        .sum();
  }

  @Test
  void teamsDiffer() {
    assertThat(mean("story_point_coverage", "navigation"))
        .isGreaterThan(mean("story_point_coverage", "insights") + 20);
    assertThat(mean("scope_creep", "checkout"))
        .isGreaterThan(mean("scope_creep", "navigation") + 10);
    assertThat(mean("planning_accuracy", "navigation"))
        .isGreaterThan(mean("planning_accuracy", "insights"));
  }

  @Test
  void weeksHoldTheSprintsThatWereClosedInThem() {
    List<Reading> weeks = truth.periods("velocity", null, FROM, TO, "week", false);
    int sprints = truth.sprints("velocity", null, FROM, TO, false).size();
    assertThat(weeks.stream().mapToInt(Reading::n).sum()).isEqualTo(sprints);
    assertThat(weeks).anyMatch(week -> week.n() == 0 && week.value() == null);
  }
}
