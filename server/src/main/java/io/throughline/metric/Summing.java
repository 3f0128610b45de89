package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.WorkCalendar;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sums up observations for all scopes, ranges and metrics of a question. Everything that metrics
 * share is here and below, once: a metric's own SQL says only what is observed.
 */
final class Summing {
  /**
   * How many may keep their values in memory at once; the others wait for a fraction of a second.
   */
  private static final Semaphore AT_ONCE = new Semaphore(2);

  /** Something that keeps many numbers in memory. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Does what keeps many numbers in memory, when there is room for them. */
  static <T> T limited(Work<T> work) throws SQLException {
    AT_ONCE.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      AT_ONCE.release();
    }
  }

  private final Groups groups;
  private final @Nullable String authorClass;
  private final @Nullable String part;
  private final WorkedTime worked;
  private final List<WorkCalendar> workdays;
  private final Narrowed narrowed;
  private final Map<TableSql.Source, TableSums> tables = new LinkedHashMap<>();
  private final Map<StateSql.Source, StateSums> states = new LinkedHashMap<>();
  private final Map<Integer, LoadSums> loads = new LinkedHashMap<>();
  private final Map<Clock, Looks> dayEnds = new EnumMap<>(Clock.class);
  private final Map<Integer, PersonWeeks> weeks = new LinkedHashMap<>();
  private final Map<Integer, MetricDefinition> efforts = new LinkedHashMap<>();
  private final Organisation organisation;

  /**
   * @param authorClass null for all
   * @param part null for all
   * @param workdays the calendar of each group, whose days count where only working days do
   */
  Summing(
      Organisation organisation,
      Groups groups,
      @Nullable String authorClass,
      @Nullable String part,
      WorkedTime worked,
      List<WorkCalendar> workdays) {
    this.organisation = organisation;
    this.workdays = workdays;
    this.groups = groups;
    this.authorClass = authorClass;
    this.part = part;
    this.worked = worked;
    this.narrowed = new Narrowed(groups.slice(), groups.from(), groups.to());
  }

  /**
   * Adds the readings of a metric.
   *
   * @param completeUntil up to when its sources are read; long ago where nobody knows
   */
  void readings(int branch, MetricDefinition definition, Clock clock, Instant completeUntil) {
    if (definition.kind() == MetricKind.DERIVED || isOfNobody(definition.attribute())) {
      return;
    }
    if (definition.kind() == MetricKind.EFFORT) {
      efforts.put(branch, definition);
      return;
    }
    if (definition.kind().isState()) {
      for (Selection of : selections(definition)) {
        StateSums state =
            states.computeIfAbsent(StateSql.source(definition, of, when(of)), StateSums::new);
        switch (definition.kind()) {
          case AGE -> state.age(branch, definition, of, Looks.atPeriodEnds(groups), worked);
          case SHARE -> state.share(branch, of, Looks.atPeriodEnds(groups));
          case LATEST -> state.latest(branch, definition, of, Looks.atPeriodEnds(groups));
          case TIME_SHARE -> state.timeShare(branch, definition, of, seenUntil(completeUntil));
          default -> state.count(branch, definition, of, dayEnds(definition.clock()));
        }
      }
      return;
    }
    if (definition.kind() == MetricKind.LOAD) {
      for (Selection of : selections(definition)) {
        loads.put(branch, new LoadSums(of, when(of), groups));
      }
      return;
    }
    for (Selection of : selections(definition)) {
      TableSums table = table(of, definition.attribute());
      String when = when(of);
      switch (definition.kind()) {
        case RATIO -> table.ratio(branch, of, when);
        case COUNT, RATE -> table.value(branch, of.column("at"), when, "1");
        case DAYS -> table.days(branch, of.column("at"), when);
        case PERSON_WEEK -> table.weight(weeks(branch), of, when);
        case HISTOGRAM -> table.histogram(branch, of, when, Histogram.wanted(definition));
        case STATE, AGE, SHARE, LATEST, TIME_SHARE, LOAD, DERIVED, EFFORT ->
            throw new IllegalStateException("it has sums of its own");
        case DURATION, VALUE -> {
          if (definition.aggregate() != null) {
            table.together(branch, definition, of, when);
          } else if (ObservedValue.worked(definition, clock)) {
            table.worked(branch, of, when, worked, definition.unit());
          } else if (ObservedValue.signed(definition)) {
            table.change(branch, of.column("at"), when, of.column("value"));
          } else {
            table.value(branch, of.column("at"), when, ObservedValue.of(definition, of));
          }
        }
      }
    }
  }

  /** What nobody reads page by page is told as it happens, and so known up to now. */
  private Instant seenUntil(Instant completeUntil) {
    return completeUntil.equals(Instant.MIN) || completeUntil.isAfter(groups.now())
        ? groups.now()
        : completeUntil;
  }

  /** Tables of tickets need not be read where no team of the question works on a board. */
  private boolean isOfNobody(Attribute attribute) {
    return attribute == Attribute.BOARD && !groups.haveBoards();
  }

  /** Adds population and covered part of a coverage, as denominator and numerator. */
  void coverage(int branch, Coverage coverage) {
    if (isOfNobody(coverage.attribute())) {
      return;
    }
    Selection of = coverage.selection();
    table(of, coverage.attribute()).ratio(branch, of, when(of));
  }

  /** What people did in each week, for a metric of such weeks that was added. */
  PersonWeeks weeks(int branch) {
    return weeks.computeIfAbsent(branch, b -> new PersonWeeks(groups));
  }

  /** Runs the statements; on one connection they all see the same state of the warehouse. */
  Map<Summary.Key, Summary> run(Connection connection) throws SQLException {
    Map<Summary.Key, Summary> found = new HashMap<>();
    AT_ONCE.acquireUninterruptibly();
    try {
      for (TableSums table : tables.values()) {
        table.run(connection, narrowed, found);
      }
      for (Map.Entry<Integer, LoadSums> load : loads.entrySet()) {
        load.getValue().run(connection, narrowed, load.getKey(), found);
      }
      for (StateSums state : states.values()) {
        state.run(connection, groups, found);
      }
      for (Map.Entry<Integer, MetricDefinition> effort : efforts.entrySet()) {
        EffortSums sums = EffortSums.read(connection, effort.getValue(), groups, organisation);
        sums.summaries(effort.getKey(), part, found);
      }
    } finally {
      AT_ONCE.release();
    }
    weeks.forEach((branch, sums) -> sums.finish(branch, found));
    return found;
  }

  /**
   * The text's selects, side by side where they are of plain tables and can be added up; else the
   * text as a table of its own.
   */
  private List<Selection> selections(MetricDefinition definition) {
    List<Selection> plain = Selection.of(definition.sql());
    boolean addedUp =
        definition.kind() == MetricKind.RATIO || definition.kind() == MetricKind.PERSON_WEEK;
    if (plain.size() == 1 || (addedUp && !plain.isEmpty())) {
      return plain;
    }
    Set<String> names = new LinkedHashSet<>(SqlLint.wantedColumns(definition));
    for (String optional :
        List.of("author_class", "calendar_id", "value", "thin", Parts.COLUMN, Selection.KNOWN_AT)) {
      if (SqlLint.names(definition.sql(), optional)) {
        names.add(optional);
      }
    }
    // What holds in a range may have begun long before it.
    Narrowed cut =
        switch (definition.kind()) {
          case STATE, AGE, SHARE, LATEST, TIME_SHARE -> new Narrowed(groups.slice());
          default -> narrowed;
        };
    return List.of(Selection.whole(cut.text(definition.sql()), names));
  }

  private Looks dayEnds(Clock clock) {
    return dayEnds.computeIfAbsent(
        clock, c -> Looks.atDayEnds(groups, c == Clock.WORKING ? workdays : List.of()));
  }

  private TableSums table(Selection of, Attribute attribute) {
    String person = attribute == Attribute.PERSON ? of.column("person_id") : TableSql.NOBODY;
    String owned = of.column(attribute == Attribute.BOARD ? "board_id" : "service_id");
    return tables.computeIfAbsent(
        new TableSql.Source(of.table(), of.alias(), person, owned),
        source -> new TableSums(new TableSql(source), groups));
  }

  private String when(Selection selection) {
    String ofClass = selection.columns().get("author_class");
    String when = selection.where();
    if (authorClass != null && ofClass != null) {
      when = "(" + when + ") AND " + ofClass + " = '" + authorClass + "'";
    }
    if (part != null) {
      String ofPart = selection.columns().get(Parts.COLUMN);
      when = ofPart == null ? "FALSE" : "(" + when + ") AND " + ofPart + " = '" + part + "'";
    }
    String known = selection.columns().get(Selection.KNOWN_AT);
    return known == null
        ? when
        : "(" + when + ") AND " + known + " <= " + Slice.literal(groups.now());
  }
}
