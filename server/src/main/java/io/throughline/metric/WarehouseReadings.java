package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.model.time.Period;
import io.throughline.model.time.Periods;
import io.throughline.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Readings from the warehouse's tables, computed when asked; nothing is kept. */
public final class WarehouseReadings implements Readings {
  private static final int MOST_ITEMS = 1_000;
  private static final Set<String> CLASSES = Set.of("human", "assisted", "agent");

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
    return warehouse
        .query(c -> asked.found(c, Directory.read(c, scope), List.of(scope), calendars))
        .ofFirst();
  }

  @Override
  public Spreading readAll(List<String> metrics, List<ReadingQuery> likes, String spread) {
    MetricDefinition definition = catalogue.definition(spread);
    if (definition.kind() != MetricKind.PERSON_WEEK || !metrics.contains(spread)) {
      return Readings.super.readAll(metrics, likes, spread);
    }
    if (likes.getFirst().grain() != Grain.TOTAL) {
      throw new IllegalArgumentException(
          "What is spread is the whole of a range, not its periods.");
    }
    Asked asked = asked(metrics, likes);
    Scope scope = likes.getFirst().scope();
    return warehouse.query(
        connection -> {
          Directory directory = Directory.read(connection, scope);
          Found found = asked.found(connection, directory, List.of(scope), calendars);
          return new Spreading(found.ofFirst(), found.spread(definition));
        });
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
          return asked.found(connection, directory, scopes, calendars).answers();
        });
  }

  @Override
  public List<Reading> medianPerService(ReadingQuery query, List<Reading> sums) {
    MetricDefinition definition = catalogue.definition(query.metric());
    if (sums.isEmpty() || query.part() != null || !ServiceMedians.has(definition, query.scope())) {
      return List.of();
    }
    return warehouse.query(
        connection -> {
          Slice slice =
              Directory.read(connection, query.scope())
                  .slice(query.scope(), organisation.get().zone());
          return ServiceMedians.read(
              connection,
              sums,
              slice,
              items(connection, query, definition).attributed(),
              clock.instant());
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
    if (definition.kind() == MetricKind.EFFORT) {
      return warehouse.query(c -> efforts(c, query, definition).page(c, after, limit));
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
      // A person's week is no row of a table: it is found while readings are summed up.
      return readAll(List.of(query.metric()), List.of(query.of(Grain.TOTAL)), query.metric())
          .spread();
    }
    if (hidden(query, definition)) {
      return new Distribution(List.of(), 0);
    }
    if (definition.kind() == MetricKind.EFFORT) {
      return Bins.of(definition, warehouse.query(c -> efforts(c, query, definition).counts()));
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

  @Override
  public List<String> parts(ReadingQuery query) {
    MetricDefinition definition = catalogue.definition(query.metric());
    if (!Parts.of(definition) || hidden(query, definition)) {
      return List.of();
    }
    if (definition.kind() == MetricKind.EFFORT) {
      return List.copyOf(readParts(query.of(Grain.TOTAL)).keySet());
    }
    return warehouse.query(
        connection -> Parts.read(connection, items(connection, query, definition).parts()));
  }

  @Override
  public Map<String, List<Reading>> readParts(ReadingQuery query) {
    if (catalogue.definition(query.metric()).kind() != MetricKind.EFFORT) {
      return Readings.super.readParts(query);
    }
    Asked asked = asked(List.of(query.metric()), List.of(query.ofPart(null)));
    Scope scope = query.scope();
    return warehouse.query(c -> asked.byPart(c, Directory.read(c, scope), scope, calendars));
  }

  @Override
  public Map<String, PartName> partNames(String metric, Collection<String> parts) {
    MetricDefinition definition = catalogue.definition(metric);
    if (definition.unit() == Unit.RATING) {
      return Map.of(
          "mqr",
          new PartName("Multi-Quality Rule mode", null),
          "standard",
          new PartName("Standard Experience", null));
    }
    if (definition.kind() != MetricKind.EFFORT) {
      return Map.of();
    }
    if (EffortMeasure.of(definition) == EffortMeasure.SHARE) {
      Investment investment = organisation.get().investment();
      return parts.stream()
          .distinct()
          .collect(
              Collectors.toMap(part -> part, part -> new PartName(investment.title(part), null)));
    }
    return warehouse.query(connection -> EffortItems.initiatives(connection, parts));
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit) {
    List<String> metrics = Ageing.STAGES.values().stream().filter(catalogue::has).toList();
    return ageing(scope, limit, readAll(metrics, usual(scope)));
  }

  @Override
  public ReadingQuery usual(Scope scope) {
    LocalDate tomorrow =
        LocalDate.ofInstant(clock.instant(), organisation.get().zone()).plusDays(1);
    return new ReadingQuery(
        "", scope, tomorrow.minusWeeks(12), tomorrow, Grain.TOTAL, null, Clock.CALENDAR);
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit, Map<String, List<Reading>> usual) {
    Instant now = clock.instant();
    Map<String, Double> hours = new LinkedHashMap<>();
    Ageing.STAGES.forEach(
        (stage, metric) -> {
          List<Reading> readings = usual.getOrDefault(metric, List.of());
          Double p90 = readings.isEmpty() ? null : readings.getFirst().p90();
          if (p90 != null) {
            double seconds = ObservedValue.seconds(catalogue.definition(metric).unit());
            hours.put(stage, p90 * seconds / 3_600);
          }
        });
    MetricDefinition flow = catalogue.definition(Ageing.FLOW_TIME);
    ReadingQuery like = usual(scope);
    Double p85 =
        read(new ReadingQuery(flow.id(), scope, like.from(), like.to(), Grain.TOTAL, null))
            .getFirst()
            .p85();
    if (p85 != null) {
      hours.put(Ageing.PROGRESS, p85 * ObservedValue.seconds(flow.unit()) / 3_600);
    }
    return warehouse.query(
        connection -> {
          Slice slice = Directory.read(connection, scope).slice(scope, organisation.get().zone());
          return Ageing.read(connection, Ageing.sql(slice, now, hours, flow, limit));
        });
  }

  /** Whether the reading of the whole range is withheld, or no observation can be behind it. */
  private boolean hidden(ReadingQuery query, MetricDefinition definition) {
    Frame.of(query).suits(definition);
    return definition.kind() == MetricKind.DERIVED
        || definition.people() && read(query.of(Grain.TOTAL)).getFirst().n() == 0;
  }

  /** What people worked on in the whole range. */
  private EffortItems efforts(
      Connection connection, ReadingQuery query, MetricDefinition definition) throws SQLException {
    Scope scope = query.scope();
    Slice slice = Directory.read(connection, scope).slice(scope, organisation.get().zone());
    Groups groups =
        Groups.read(
            connection, List.of(slice), List.of(Frame.of(query.of(Grain.TOTAL))), clock.instant());
    EffortSums sums =
        Summing.limited(() -> EffortSums.read(connection, definition, groups, organisation.get()));
    return new EffortItems(
        definition,
        query.part() == null ? organisation.get().investment().first().id() : query.part(),
        sums.worked(Parts.checked(query.part())));
  }

  private ItemSql items(Connection connection, ReadingQuery query, MetricDefinition definition)
      throws SQLException {
    Scope scope = query.scope();
    Slice slice = Directory.read(connection, scope).slice(scope, organisation.get().zone());
    Period whole = Periods.of(slice.zone(), query.from(), query.to(), Grain.TOTAL).getFirst();
    Clock asked = query.clock();
    return new ItemSql(
        new Question(
            slice, whole, seenUntil(definition), query.authorClass(), Parts.checked(query.part())),
        definition,
        asked == null ? definition.clock() : asked,
        switch (definition.kind()) {
          case STATE ->
              Looks.dayEnds(
                  whole,
                  slice.zone(),
                  definition.clock() == Clock.WORKING
                      ? Workdays.of(organisation.get(), scope)
                      : null,
                  clock.instant());
          case AGE, SHARE, LATEST -> Looks.periodEnd(whole, clock.instant());
          default -> List.of();
        });
  }

  /** Nothing later is an item: now, or up to when it is known what held. */
  private Instant seenUntil(MetricDefinition definition) {
    if (definition.kind() != MetricKind.TIME_SHARE) {
      return clock.instant();
    }
    Instant read = completeUntil(definition);
    return read.equals(Instant.MIN) ? clock.instant() : read;
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
          || !Objects.equals(other.part(), like.part())) {
        throw new IllegalArgumentException(
            "Ranges of one question are of one scope, author class and part.");
      }
    }
    List<Frame> frames = likes.stream().map(Frame::of).toList();
    List<MetricDefinition> definitions =
        metrics.stream().distinct().map(catalogue::definition).toList();
    frames.forEach(frame -> definitions.forEach(frame::suits));
    Map<MetricDefinition, Instant> completeUntil = new HashMap<>();
    definitions.forEach(definition -> completeUntil.put(definition, completeUntil(definition)));
    return new Asked(
        organisation.get(),
        definitions,
        frames,
        authorClass,
        Parts.checked(like.part()),
        clock.instant(),
        completeUntil);
  }

  private Instant completeUntil(MetricDefinition definition) {
    Instant now = clock.instant();
    Instant read = completeness.until(definition.needs()).orElse(Instant.MIN);
    Instant until = read.isBefore(now) ? read : now;
    // What may yet be found to have failed is final only when no hotfix of it can follow any more.
    return SqlLint.names(definition.sql(), "final_at") && until.isAfter(Instant.EPOCH)
        ? until.minus(Duration.ofDays(organisation.get().production().hotfixDays()))
        : until;
  }
}
