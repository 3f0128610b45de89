package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import io.throughline.model.time.Periods;
import io.throughline.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Readings from the warehouse's tables, computed when asked; nothing is kept. */
public final class WarehouseReadings implements Readings {
  private static final int MOST_ITEMS = 1_000;
  private static final Set<String> CLASSES = Set.of("human", "assisted", "agent");

  /** Numbers of coverage rows start here, above those of any metric. */
  private static final int COVERAGES = 1_000;

  private final Warehouse warehouse;
  private final Catalogue catalogue;
  private final Supplier<Organisation> organisation;
  private final Completeness completeness;
  private final InstantSource clock;
  private final Calendars calendars = new Calendars();

  /**
   * @param organisation the configuration that holds now; zones of teams are read from the
   *     warehouse
   * @param clock what is younger than its instant is not read
   */
  public WarehouseReadings(
      Warehouse warehouse,
      Catalogue catalogue,
      Supplier<Organisation> organisation,
      Completeness completeness,
      InstantSource clock) {
    this.warehouse = warehouse;
    this.catalogue = catalogue;
    this.organisation = organisation;
    this.completeness = completeness;
    this.clock = clock;
  }

  @Override
  public List<Reading> read(ReadingQuery query) {
    return readAll(List.of(query.metric()), query).getOrDefault(query.metric(), List.of());
  }

  @Override
  public Map<String, List<Reading>> readAll(List<String> metrics, ReadingQuery like) {
    return readAll(metrics, List.of(like)).getFirst();
  }

  @Override
  public List<Map<String, List<Reading>>> readAll(List<String> metrics, List<ReadingQuery> likes) {
    Asked asked = asked(metrics, likes);
    Scope scope = likes.getFirst().scope();
    return Objects.requireNonNull(
        warehouse.query(c -> answer(c, Directory.read(c), asked, List.of(scope))).get(scope));
  }

  @Override
  public Map<Scope, List<Map<String, List<Reading>>>> readEverywhere(
      List<String> metrics, List<ReadingQuery> likes) {
    Asked asked = asked(metrics, likes);
    return warehouse.query(
        connection -> {
          Directory directory = Directory.read(connection);
          List<Scope> scopes = new ArrayList<>(List.of(new Scope.Everyone()));
          directory.teams().keySet().forEach(team -> scopes.add(new Scope.OfTeam(team)));
          return answer(connection, directory, asked, scopes);
        });
  }

  @Override
  public Map<String, Map<String, List<Reading>>> readTeams(
      List<String> metrics, ReadingQuery like) {
    Map<String, Map<String, List<Reading>>> byTeam = new LinkedHashMap<>();
    readEverywhere(metrics, List.of(like))
        .forEach(
            (scope, readings) -> {
              if (scope instanceof Scope.OfTeam(String team)) {
                byTeam.put(team, readings.getFirst());
              }
            });
    return byTeam;
  }

  @Override
  public ObservationPage observations(ReadingQuery query, @Nullable String cursor, int limit) {
    List<String> after = Items.cursor(cursor);
    if (limit < 1 || limit > MOST_ITEMS) {
      throw new IllegalArgumentException("A page has 1 to " + MOST_ITEMS + " items.");
    }
    MetricDefinition definition = catalogue.definition(query.metric());
    if (hidden(query, definition)) {
      return new ObservationPage(List.of(), null);
    }
    return warehouse.query(
        connection ->
            Items.page(
                connection,
                items(connection, query, definition).page(after, limit + 1),
                definition.subject(),
                limit));
  }

  @Override
  public Map<String, Journey> journeys(List<Observation> items) {
    List<Long> ids =
        items.stream()
            .filter(item -> item.subjectKind().equals("merge_request"))
            .map(item -> Long.valueOf(item.subject()))
            .toList();
    return ids.isEmpty() ? Map.of() : warehouse.query(connection -> Journey.read(connection, ids));
  }

  @Override
  public Distribution distribution(ReadingQuery query) {
    MetricDefinition definition = catalogue.definition(query.metric());
    if (definition.kind() == MetricKind.PERSON_WEEK) {
      return personWeeks(query, definition);
    }
    if (hidden(query, definition)) {
      return new Distribution(List.of(), 0);
    }
    return warehouse.query(
        connection -> {
          Map<Double, Long> counts = new HashMap<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(items(connection, query, definition).values())) {
            while (rows.next()) {
              counts.merge(rows.getDouble(1), rows.getLong(2), Long::sum);
            }
          }
          return Bins.of(definition, counts);
        });
  }

  /** A person's week is no row of a table: it is found while readings are summed up. */
  private Distribution personWeeks(ReadingQuery query, MetricDefinition definition) {
    Asked asked = asked(List.of(query.metric()), List.of(query.of(Grain.TOTAL)));
    return warehouse.query(
        connection -> {
          Groups groups =
              asked.groups(connection, Directory.read(connection), List.of(query.scope()));
          Map<Double, Long> counts = new HashMap<>();
          if (groups.from().isBefore(asked.now())) {
            Summing summing = asked.summing(groups, calendars.at(connection));
            Summary whole = summing.run(connection).get(new Summary.Key(0, 0));
            if (whole != null && !Assembly.withheld(definition, whole)) {
              summing.weeks(0).ofFirst().forEach(week -> counts.merge(week, 1L, Long::sum));
            }
          }
          return Bins.of(definition, counts);
        });
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit) {
    Organisation organisation = this.organisation.get();
    Instant now = clock.instant();
    LocalDate tomorrow = LocalDate.ofInstant(now, organisation.zone()).plusDays(1);
    ReadingQuery like =
        new ReadingQuery(
            "", scope, tomorrow.minusWeeks(12), tomorrow, Grain.TOTAL, null, Clock.CALENDAR);
    List<String> metrics = Ageing.STAGES.values().stream().filter(catalogue::has).toList();
    Map<String, List<Reading>> last = readAll(metrics, like);
    Map<String, Double> usual = new LinkedHashMap<>();
    Ageing.STAGES.forEach(
        (stage, metric) -> {
          List<Reading> readings = last.getOrDefault(metric, List.of());
          Double p90 = readings.isEmpty() ? null : readings.getFirst().p90();
          if (p90 != null) {
            usual.put(stage, p90);
          }
        });
    return warehouse.query(
        connection -> {
          Slice slice = Directory.read(connection).slice(scope, organisation.zone());
          return Ageing.read(connection, Ageing.sql(slice, now, usual, limit), now);
        });
  }

  /** Whether the reading of the whole range is withheld. */
  private boolean hidden(ReadingQuery query, MetricDefinition definition) {
    Frame.of(query).suits(definition);
    return definition.people() && read(query.of(Grain.TOTAL)).getFirst().n() == 0;
  }

  private ItemSql items(Connection connection, ReadingQuery query, MetricDefinition definition)
      throws SQLException {
    Slice slice = Directory.read(connection).slice(query.scope(), organisation.get().zone());
    Period whole = Periods.of(slice.zone(), query.from(), query.to(), Grain.TOTAL).getFirst();
    Clock asked = query.clock();
    return new ItemSql(
        new Question(slice, whole, clock.instant(), query.authorClass()),
        definition,
        asked == null ? definition.clock() : asked);
  }

  private Asked asked(List<String> metrics, List<ReadingQuery> likes) {
    ReadingQuery like = likes.getFirst();
    String authorClass = like.authorClass();
    if (authorClass != null && !CLASSES.contains(authorClass)) {
      throw new IllegalArgumentException(
          "An author class is one of human, assisted and agent, not \"" + authorClass + "\".");
    }
    for (ReadingQuery other : likes) {
      if (!other.scope().equals(like.scope())
          || !Objects.equals(other.authorClass(), authorClass)
          || other.clock() != like.clock()) {
        throw new IllegalArgumentException("Ranges of one question differ in nothing else.");
      }
    }
    List<Frame> frames = likes.stream().map(Frame::of).toList();
    List<MetricDefinition> definitions =
        metrics.stream().distinct().map(catalogue::definition).toList();
    frames.forEach(frame -> definitions.forEach(frame::suits));
    return new Asked(organisation.get(), definitions, frames, like, clock.instant());
  }

  private Instant completeUntil(MetricDefinition definition) {
    Instant now = clock.instant();
    Instant read = completeness.until(definition.needs()).orElse(Instant.MIN);
    return read.isBefore(now) ? read : now;
  }

  /** The readings of each scope and frame. */
  private Map<Scope, List<Map<String, List<Reading>>>> answer(
      Connection connection, Directory directory, Asked asked, List<Scope> scopes)
      throws SQLException {
    Groups groups = asked.groups(connection, directory, scopes);
    Map<Summary.Key, Summary> found =
        groups.from().isBefore(asked.now())
            ? asked.summing(groups, calendars.at(connection)).run(connection)
            : Map.of();
    Map<Scope, List<Map<String, List<Reading>>>> answer = new LinkedHashMap<>();
    for (int i = 0; i < scopes.size(); i++) {
      String team = scopes.get(i) instanceof Scope.OfTeam(String id) ? id : null;
      List<Map<String, List<Reading>>> byFrame = new ArrayList<>();
      for (Group.Range range : groups.all().get(i).ranges()) {
        byFrame.add(asked.assemble(found, range, team, this::completeUntil));
      }
      answer.put(scopes.get(i), byFrame);
    }
    return answer;
  }

  /** A question with everything looked up that does not depend on the scope. */
  private record Asked(
      Organisation organisation,
      List<MetricDefinition> definitions,
      List<Frame> frames,
      ReadingQuery like,
      Instant now) {

    Groups groups(Connection connection, Directory directory, List<Scope> scopes)
        throws SQLException {
      List<Slice> slices =
          scopes.stream().map(scope -> directory.slice(scope, organisation.zone())).toList();
      return Groups.read(connection, slices, frames, now);
    }

    /** Metrics are numbered by their place; coverages come behind them. */
    Summing summing(Groups groups, WorkedTime worked) {
      Summing summing = new Summing(groups, like.authorClass(), worked);
      for (int i = 0; i < definitions.size(); i++) {
        MetricDefinition definition = definitions.get(i);
        Clock clock = like.clock();
        summing.readings(i, definition, clock == null ? definition.clock() : clock);
      }
      List<Coverage> coverages = coverages();
      for (int i = 0; i < coverages.size(); i++) {
        summing.coverage(COVERAGES + i, coverages.get(i));
      }
      return summing;
    }

    Map<String, List<Reading>> assemble(
        Map<Summary.Key, Summary> found,
        Group.Range range,
        @Nullable String team,
        Function<MetricDefinition, Instant> completeUntil) {
      List<Coverage> coverages = coverages();
      Targets targets = new Targets(organisation);
      Map<String, List<Reading>> readings = new LinkedHashMap<>();
      for (int i = 0; i < definitions.size(); i++) {
        MetricDefinition definition = definitions.get(i);
        Assembly assembly = new Assembly(targets, completeUntil.apply(definition));
        int coverage = COVERAGES + coverages.indexOf(Coverage.of(definition));
        List<Reading> line = new ArrayList<>();
        for (int p = 0; p < range.periods().size(); p++) {
          int cell = range.cell() + p;
          Reading reading =
              assembly.reading(
                  definition,
                  team,
                  range.periods().get(p),
                  found.get(new Summary.Key(i, cell)),
                  found.get(new Summary.Key(coverage, cell)));
          line.add(declared(definition) ? reading : reading.untargeted());
        }
        readings.put(definition.id(), List.copyOf(line));
      }
      return readings;
    }

    /** Targets are set on the clock that a definition declares and mean nothing on the other. */
    private boolean declared(MetricDefinition definition) {
      return like.clock() == null || like.clock() == definition.clock();
    }

    private List<Coverage> coverages() {
      return definitions.stream().map(Coverage::of).filter(Objects::nonNull).distinct().toList();
    }
  }
}
