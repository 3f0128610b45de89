package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
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
    Scope scope = asked.like().scope();
    String team = scope instanceof Scope.OfTeam(String id) ? id : null;
    return warehouse.query(
        connection -> {
          Slice slice = Directory.read(connection).slice(scope, asked.organisation().zone());
          Map<Summary.Key, Summary> rows = asked.sum(connection, slice, true);
          int number = slice.teams().isEmpty() ? 0 : slice.teams().getFirst();
          return asked.assemble(rows, slice, number, team, this::completeUntil);
        });
  }

  @Override
  public Map<String, Map<String, List<Reading>>> readTeams(
      List<String> metrics, ReadingQuery like) {
    Map<String, Map<String, List<Reading>>> byTeam = new LinkedHashMap<>();
    readTeams(metrics, List.of(like))
        .forEach((team, readings) -> byTeam.put(team, readings.getFirst()));
    return byTeam;
  }

  @Override
  public Map<String, List<Map<String, List<Reading>>>> readTeams(
      List<String> metrics, List<ReadingQuery> likes) {
    Asked asked = asked(metrics, likes);
    return warehouse.query(
        connection -> {
          Directory directory = Directory.read(connection);
          Map<Integer, Slice> slices = new LinkedHashMap<>();
          Map<Summary.Key, Summary> rows = new LinkedHashMap<>();
          for (Slice slice : directory.everyTeam()) {
            slice.teams().forEach(number -> slices.put(number, slice));
            rows.putAll(asked.sum(connection, slice, false));
          }
          Map<String, List<Map<String, List<Reading>>>> byTeam = new LinkedHashMap<>();
          directory
              .teams()
              .forEach(
                  (key, entry) ->
                      byTeam.put(
                          key,
                          asked.assemble(
                              rows,
                              Objects.requireNonNull(slices.get(entry.number())),
                              entry.number(),
                              key,
                              this::completeUntil)));
          return byTeam;
        });
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
  public Distribution distribution(ReadingQuery query) {
    MetricDefinition definition = catalogue.definition(query.metric());
    if (hidden(query, definition)) {
      return new Distribution(List.of(), 0);
    }
    return warehouse.query(
        connection -> {
          Map<Double, Long> counts = new LinkedHashMap<>();
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

  /** Whether the reading of the whole range is withheld, or there can be nothing. */
  private boolean hidden(ReadingQuery query, MetricDefinition definition) {
    Frame.of(query).suits(definition);
    ReadingQuery whole =
        new ReadingQuery(
            query.metric(),
            query.scope(),
            query.from(),
            query.to(),
            Grain.TOTAL,
            query.authorClass(),
            query.clock());
    return read(whole).getFirst().n() == 0;
  }

  private ItemSql items(Connection connection, ReadingQuery query, MetricDefinition definition)
      throws SQLException {
    Slice slice = Directory.read(connection).slice(query.scope(), organisation.get().zone());
    List<Period> periods = Periods.of(slice.zone(), query.from(), query.to(), Grain.TOTAL);
    Clock asked = query.clock();
    return new ItemSql(
        new Question(
            slice,
            List.of(new Stretch(0, Grain.TOTAL, periods)),
            clock.instant(),
            query.authorClass(),
            false),
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

  /** A question with everything looked up that does not depend on the scope. */
  private record Asked(
      Organisation organisation,
      List<MetricDefinition> definitions,
      List<Frame> frames,
      ReadingQuery like,
      Instant now) {

    Map<Summary.Key, Summary> sum(Connection connection, Slice slice, boolean intervals)
        throws SQLException {
      List<Stretch> stretches = new ArrayList<>();
      for (int i = 0; i < frames.size(); i++) {
        Frame frame = frames.get(i);
        Stretch stretch = new Stretch(i, frame.grain(), frame.periods(slice.zone()));
        if (stretch.from().isBefore(now)) {
          stretches.add(stretch);
        }
      }
      if (stretches.isEmpty()) {
        return Map.of();
      }
      ReadingSql sql =
          new ReadingSql(new Question(slice, stretches, now, like.authorClass(), intervals));
      for (int i = 0; i < definitions.size(); i++) {
        MetricDefinition definition = definitions.get(i);
        Clock clock = like.clock();
        sql.readings(i, definition, clock == null ? definition.clock() : clock);
      }
      List<Coverage> coverages = coverages();
      for (int i = 0; i < coverages.size(); i++) {
        sql.coverage(COVERAGES + i, coverages.get(i));
      }
      return sql.run(connection);
    }

    /** The readings of each frame. */
    List<Map<String, List<Reading>>> assemble(
        Map<Summary.Key, Summary> rows,
        Slice slice,
        int number,
        @Nullable String team,
        Function<MetricDefinition, Instant> completeUntil) {
      List<Coverage> coverages = coverages();
      Targets targets = new Targets(organisation);
      List<Map<String, List<Reading>>> all = new ArrayList<>();
      for (int f = 0; f < frames.size(); f++) {
        List<Period> periods = frames.get(f).periods(slice.zone());
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        for (int i = 0; i < definitions.size(); i++) {
          MetricDefinition definition = definitions.get(i);
          Assembly assembly = new Assembly(targets, completeUntil.apply(definition));
          int coverage = COVERAGES + coverages.indexOf(Coverage.of(definition));
          List<Reading> line = new ArrayList<>();
          for (int p = 0; p < periods.size(); p++) {
            line.add(
                assembly.reading(
                    definition,
                    team,
                    periods.get(p),
                    rows.get(new Summary.Key(f, i, number, p)),
                    rows.get(new Summary.Key(f, coverage, number, p))));
          }
          readings.put(definition.id(), List.copyOf(line));
        }
        all.add(readings);
      }
      return all;
    }

    private List<Coverage> coverages() {
      return definitions.stream().map(Coverage::of).filter(Objects::nonNull).distinct().toList();
    }
  }
}
