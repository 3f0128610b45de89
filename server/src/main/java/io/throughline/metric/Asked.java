package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.Category;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.WorkCalendar;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question for readings with everything looked up that does not depend on the scope.
 *
 * @param frames each range of the question
 * @param authorClass null for all
 * @param part null for all
 * @param now nothing later is read
 * @param completeUntil up to when a metric's sources were read
 */
record Asked(
    Organisation organisation,
    List<MetricDefinition> definitions,
    List<Frame> frames,
    @Nullable String authorClass,
    @Nullable String part,
    Instant now,
    Map<MetricDefinition, Instant> completeUntil) {
  /** Metrics are numbered by their place; on the clock that they do not declare from here on. */
  private static final int OTHER_CLOCK = 1_000;

  private static final int COVERAGES = 2_000;
  private static final int PRICES = 3_000;

  /** Sums up what the warehouse holds for these scopes. */
  Found found(Connection connection, Directory directory, List<Scope> scopes, Calendars calendars)
      throws SQLException {
    List<Slice> slices =
        scopes.stream().map(scope -> directory.slice(scope, organisation.zone())).toList();
    Groups groups = Groups.read(connection, slices, ranges(), now);
    List<WorkCalendar> workdays =
        scopes.stream().map(scope -> Workdays.of(organisation, scope)).toList();
    Summing summing = summing(groups, calendars.at(connection), workdays);
    boolean over = !groups.from().isBefore(now);
    return new Found(this, scopes, groups, summing, over ? Map.of() : summing.run(connection));
  }

  /** The frames, those with the same periods once. */
  private List<Frame> ranges() {
    return frames.stream().map(Frame::periods).distinct().toList();
  }

  /** Which range of each group a frame has its periods in. */
  int range(Frame frame) {
    return ranges().indexOf(frame.periods());
  }

  private Summing summing(Groups groups, WorkedTime worked, List<WorkCalendar> workdays) {
    Summing summing = new Summing(organisation, groups, authorClass, part, worked, workdays);
    for (MetricDefinition definition : definitions) {
      // Once by number, not by clock: what is no duration is the same on both.
      Map<Integer, Clock> branches = new TreeMap<>();
      Instant until = Objects.requireNonNull(completeUntil.get(definition));
      for (Frame frame : frames) {
        Clock clock = frame.clock(definition);
        branches.put(branch(definition, clock), clock);
      }
      branches.forEach((branch, clock) -> summing.readings(branch, definition, clock, until));
    }
    List<Coverage> coverages = coverages();
    for (int i = 0; i < coverages.size(); i++) {
      summing.coverage(COVERAGES + i, coverages.get(i));
    }
    return summing;
  }

  /** By which number a metric's sums are found. */
  int branch(MetricDefinition definition, Clock clock) {
    int number = definitions.indexOf(definition);
    return declares(definition, clock) ? number : OTHER_CLOCK + number;
  }

  /** By which number it is found how much of a metric has a price. */
  static int priced(int branch) {
    return PRICES + branch;
  }

  /**
   * The readings of each part of a metric that splits people's days, of the only range and scope.
   * Empty where none of them may be told.
   */
  Map<String, List<Reading>> byPart(
      Connection connection, Directory directory, Scope scope, Calendars calendars)
      throws SQLException {
    MetricDefinition definition = definitions.getFirst();
    int branch = branch(definition, definition.clock());
    Slice slice = directory.slice(scope, organisation.zone());
    Groups groups = Groups.read(connection, List.of(slice), ranges(), now);
    Summing summing =
        summing(groups, calendars.at(connection), List.of(Workdays.of(organisation, scope)));
    EffortSums sums =
        Summing.limited(() -> EffortSums.read(connection, definition, groups, organisation));
    Map<String, List<Reading>> readings = new LinkedHashMap<>();
    for (String one : parts(definition, sums)) {
      Map<Summary.Key, Summary> found = new HashMap<>();
      sums.summaries(branch, one, found);
      List<Reading> line =
          new Found(this, List.of(scope), groups, summing, found)
              .ofFirst()
              .getFirst()
              .getOrDefault(definition.id(), List.of());
      if (line.stream().anyMatch(reading -> reading.n() > 0)) {
        readings.put(one, line.stream().map(Reading::untargeted).toList());
      }
    }
    return readings;
  }

  /** Categories in the order of the file; others, the largest first. */
  private List<String> parts(MetricDefinition definition, EffortSums sums) {
    if (EffortMeasure.of(definition) == EffortMeasure.SHARE) {
      List<String> parts =
          new ArrayList<>(
              organisation.investment().categories().stream().map(Category::id).toList());
      parts.add(Investment.UNCATEGORISED);
      return parts;
    }
    return sums.bySize();
  }

  /** By which number the sums of its coverage are found; a number of nothing where it has none. */
  int coverageBranch(MetricDefinition definition) {
    return COVERAGES + coverages().indexOf(Coverage.of(definition));
  }

  /**
   * Whether a metric is measured on the clock that it declares; targets mean nothing on the other.
   */
  static boolean declares(MetricDefinition definition, Clock clock) {
    return definition.kind() != MetricKind.DURATION || clock == definition.clock();
  }

  private List<Coverage> coverages() {
    return definitions.stream().map(Coverage::of).filter(Objects::nonNull).distinct().toList();
  }
}
