package io.throughline.simulator.truth;

import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Tracker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The true readings of the sprints that are closed. */
public final class SprintTruth {
  /** Percent of tickets with points from which on a sprint is told in points. */
  private static final double ESTIMATED = 80;

  /** So many sprints are looked back at for the steadiness of the velocity, and so many must be. */
  private static final int SPRINTS = 6;

  private static final int FEW = 3;

  private final Company company;
  private final Tracker tracker;
  private final long now;

  /** Looks at the world as of a moment. */
  public SprintTruth(Company company, Tracker tracker, long now) {
    this.company = company;
    this.tracker = tracker;
    this.now = now;
  }

  /**
   * A metric's value in one sprint.
   *
   * @param people who were assigned anything of it at its start
   * @param estimated percent of the sprint's tickets with points at its close
   * @param value null means no data
   */
  public record SprintReading(
      Sprint sprint,
      @Nullable Double value,
      int n,
      int people,
      double estimated,
      double numerator,
      double denominator) {}

  /**
   * One reading for each sprint that was closed in {@code [from, to)}, local dates of the team, the
   * one that was closed first first.
   *
   * @param team a team or a department; null for all
   * @throws IllegalArgumentException for an unknown metric or team
   */
  public List<SprintReading> sprints(
      String metric, @Nullable String team, LocalDate from, LocalDate to, boolean byPoints) {
    if (metric.equals("predictability")) {
      return predictability(team, from, to);
    }
    SprintMetric kind = SprintMetric.of(metric);
    Periods.Period all = new Periods.Period(from, to);
    List<SprintReading> out = new ArrayList<>();
    for (Board board : boards(team)) {
      List<SprintSets> before = new ArrayList<>();
      for (SprintSets sets : closed(board)) {
        if (all.has(day(sets.sprint()))) {
          out.add(
              kind == SprintMetric.UTILISATION
                  ? utilisation(sets, before, byPoints)
                  : reading(kind, sets, byPoints));
        }
        before.add(sets);
      }
    }
    out.sort(Comparator.comparingLong(reading -> reading.sprint().closedAt()));
    return out;
  }

  /**
   * How steady the velocity of up to six sprints was, each by points or by count as it deserves.
   */
  private List<SprintReading> predictability(@Nullable String team, LocalDate from, LocalDate to) {
    Periods.Period all = new Periods.Period(from, to);
    List<SprintReading> out = new ArrayList<>();
    for (Board board : boards(team)) {
      List<SprintReading> before = new ArrayList<>();
      for (SprintSets sets : closed(board)) {
        before.add(reading(SprintMetric.VELOCITY, sets, sets.estimated() >= ESTIMATED));
        if (all.has(day(sets.sprint()))) {
          double[] last =
              before.subList(Math.max(0, before.size() - SPRINTS), before.size()).stream()
                  .mapToDouble(SprintReading::numerator)
                  .toArray();
          out.add(steadiness(before.getLast(), last));
        }
      }
    }
    out.sort(Comparator.comparingLong(reading -> reading.sprint().closedAt()));
    return out;
  }

  private List<SprintSets> closed(Board board) {
    return tracker.sprints(board, now).stream()
        .filter(sprint -> sprint.state(now).equals("closed"))
        .map(sprint -> new SprintSets(tracker, sprint, new SprintParts(tracker, now).of(sprint)))
        .toList();
  }

  private static SprintReading steadiness(SprintReading last, double[] velocities) {
    double mean = Arrays.stream(velocities).average().orElse(0);
    double squares = Arrays.stream(velocities).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (velocities.length - 1));
    boolean enough = velocities.length >= FEW && mean > 0;
    return new SprintReading(
        last.sprint(),
        enough ? (Double) Math.max(0, 100 * (1 - deviation / mean)) : null,
        last.n(),
        last.people(),
        last.estimated(),
        0,
        0);
  }

  /** By the mean of what the last six sprints got done that were weighed alike, at least three. */
  private static SprintReading utilisation(
      SprintSets sets, List<SprintSets> before, boolean byPoints) {
    List<Double> done = new ArrayList<>();
    for (SprintSets other : before.reversed()) {
      boolean alike = other.byPoints() == byPoints && !other.parts().isEmpty();
      if (alike && done.size() < SPRINTS) {
        done.add(SprintMetric.VELOCITY.of(other, byPoints).numerator());
      }
    }
    double mean = done.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double committed = SprintMetric.UTILISATION.of(sets, byPoints).numerator();
    return reading(
        SprintMetric.UTILISATION,
        sets,
        new SprintMetric.Ratio(committed, done.size() < FEW || sets.parts().isEmpty() ? 0 : mean));
  }

  private static SprintReading reading(SprintMetric kind, SprintSets sets, boolean byPoints) {
    return reading(kind, sets, kind.of(sets, byPoints));
  }

  private static SprintReading reading(
      SprintMetric kind, SprintSets sets, SprintMetric.Ratio ratio) {
    double below = ratio.denominator();
    return new SprintReading(
        sets.sprint(),
        below == 0 ? null : (Double) (kind.unit() * ratio.numerator() / below),
        sets.parts().size(),
        sets.people(),
        sets.estimated(),
        ratio.numerator(),
        below);
  }

  /** One reading for each period, of the sprints that were closed in it: the ratio of the sums. */
  public List<Reading> periods(
      String metric,
      @Nullable String team,
      LocalDate from,
      LocalDate to,
      String grain,
      boolean byPoints) {
    double unit = SprintMetric.of(metric).unit();
    List<SprintReading> all = sprints(metric, team, from, to, byPoints);
    List<Reading> out = new ArrayList<>();
    for (Periods.Period period : Periods.of(from, to, grain)) {
      List<SprintReading> own = all.stream().filter(r -> period.has(day(r.sprint()))).toList();
      double numerator = own.stream().mapToDouble(SprintReading::numerator).sum();
      double denominator = own.stream().mapToDouble(SprintReading::denominator).sum();
      Double value = denominator == 0 ? null : (Double) (unit * numerator / denominator);
      out.add(
          new Reading(
              period.from(),
              period.to(),
              value,
              null,
              null,
              null,
              own.size(),
              0,
              own.isEmpty() ? null : (Double) numerator,
              own.isEmpty() ? null : (Double) denominator));
    }
    return out;
  }

  private List<Board> boards(@Nullable String team) {
    if (team != null && company.team(team) == null) {
      throw new IllegalArgumentException("no such team: " + team);
    }
    return tracker.boards().stream()
        .filter(
            board ->
                team == null
                    || team.equals(board.team().id())
                    || team.equals(board.team().parent()))
        .toList();
  }

  private static LocalDate day(Sprint sprint) {
    return Instant.ofEpochMilli(sprint.closedAt())
        .atZone(sprint.board().team().zone())
        .toLocalDate();
  }
}
