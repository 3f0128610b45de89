package io.throughline.web;

import io.throughline.metric.AgeingItem;
import io.throughline.metric.Distribution;
import io.throughline.metric.Distribution.Bin;
import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import io.throughline.metric.ObservationPage;
import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Readings;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import io.throughline.web.FakeWork.Change;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Readings worked out in memory from make-believe changes; days are UTC days. */
final class FakeReadings implements Readings {
  private final Organisation organisation;
  private final UnaryOperator<String> spice;
  private final List<Change> changes;
  private final Map<String, MetricDefinition> metrics = new LinkedHashMap<>();

  FakeReadings(Organisation organisation, UnaryOperator<String> spice) {
    this.organisation = organisation;
    this.spice = spice;
    this.changes =
        organisation.sources().isEmpty() ? List.of() : FakeWork.changes(organisation, spice);
    FakeDefinitions.all(spice).forEach(metric -> metrics.put(metric.id(), metric));
  }

  @Override
  public List<Reading> read(ReadingQuery query) {
    boolean effort = FakeInvestment.METRICS.contains(query.metric());
    List<Observation> items = effort ? List.of() : items(query);
    List<Reading> readings = new ArrayList<>();
    LocalDate start = query.from();
    while (start.isBefore(query.to())) {
      LocalDate end = next(start, query.grain(), query.to());
      LocalDate first = start;
      List<Observation> inside =
          items.stream().filter(item -> inside(item.at(), first, end)).toList();
      MetricDefinition metric = metrics.get(query.metric());
      Reading reading =
          effort
              ? FakeInvestment.read(query.metric(), query.scope(), query.part(), start, end)
              : FakeSummary.of(metric, inside, start, end, doubt(query));
      boolean declared = query.clock() == null || query.clock() == metric.clock();
      readings.add(declared ? reading : reading.untargeted());
      start = end;
    }
    return readings;
  }

  @Override
  public List<String> parts(ReadingQuery query) {
    return FakeInvestment.METRICS.contains(query.metric())
        ? List.copyOf(FakeInvestment.parts(query.metric()))
        : List.of();
  }

  @Override
  public Map<String, PartName> partNames(String metric, Collection<String> parts) {
    return metric.equals("initiative_cost")
        ? parts.stream()
            .collect(Collectors.toMap(part -> part, part -> FakeInvestment.name(part, spice)))
        : Map.of();
  }

  @Override
  public Map<String, List<Reading>> readAll(List<String> ids, ReadingQuery like) {
    Map<String, List<Reading>> all = new LinkedHashMap<>();
    for (String id : ids) {
      all.put(id, read(with(like, id, like.scope())));
    }
    return all;
  }

  @Override
  public Map<String, Map<String, List<Reading>>> readTeams(List<String> ids, ReadingQuery like) {
    Map<String, Map<String, List<Reading>>> teams = new LinkedHashMap<>();
    for (Team team : organisation.teams()) {
      teams.put(team.id(), readAll(ids, with(like, "", new Scope.OfTeam(team.id()))));
    }
    return teams;
  }

  @Override
  public ObservationPage observations(ReadingQuery query, String cursor, int limit) {
    List<Observation> all =
        new ArrayList<>(
            FakeInvestment.METRICS.contains(query.metric())
                ? FakeInvestment.items(spice)
                : items(query));
    all.sort(Comparator.comparing(Observation::at).reversed());
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(all.size(), from + limit);
    return new ObservationPage(
        all.subList(Math.min(from, to), to), to < all.size() ? Integer.toString(to) : null);
  }

  @Override
  public Map<String, Journey> journeys(List<Observation> items) {
    Map<String, Change> known = new HashMap<>();
    changes.forEach(change -> known.put("mr-" + change.number(), change));
    Map<String, Journey> journeys = new HashMap<>();
    items.forEach(
        item -> journeys.put(item.subject(), FakeSummary.journey(known.get(item.subject()))));
    return journeys;
  }

  @Override
  public Distribution distribution(ReadingQuery query) {
    MetricDefinition metric = metrics.get(query.metric());
    if (metric.kind() == MetricKind.RATIO
        || metric.kind() == MetricKind.EFFORT
        || doubt(query) == Reading.Doubt.WITHHELD) {
      return new Distribution(List.of(), 0);
    }
    double[] edges =
        switch (metric.unit()) {
          case HOURS -> new double[] {0, 1, 2, 4, 8, 16, 24, 48, 72, 120, 168, 336};
          case LINES -> new double[] {0, 11, 26, 51, 101, 201, 401, 801, 1001};
          default -> new double[] {0, 1, 2, 3, 4, 5, 6, 8, 10};
        };
    double[] values =
        items(query).stream()
            .filter(item -> item.value() != null)
            .mapToDouble(Observation::value)
            .toArray();
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < edges.length; i++) {
      double from = edges[i];
      double to = i + 1 < edges.length ? edges[i + 1] : Double.POSITIVE_INFINITY;
      bins.add(new Bin(from, to, Arrays.stream(values).filter(v -> v >= from && v < to).count()));
    }
    return new Distribution(bins, values.length);
  }

  @Override
  public ReadingQuery usual(Scope scope) {
    LocalDate today = LocalDate.of(2026, 3, 1);
    return new ReadingQuery("", scope, today.minusWeeks(12), today, Grain.TOTAL, null);
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit, Map<String, List<Reading>> usual) {
    return ageing(scope, limit);
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit) {
    List<String> stages = List.of("pickup", "review", "reaction", "deploy", "draft");
    List<AgeingItem> items = new ArrayList<>();
    List<Change> open = changes.stream().filter(change -> in(change, scope)).toList();
    for (int i = 0; i < Math.min(34, open.size()); i++) {
      Change change = open.get(i * 31 % open.size());
      double age = change.coding() * (i % 5 == 0 ? 14 : 2.4) + 1;
      double usual = 20 + 12 * (i % 5);
      items.add(
          new AgeingItem(
              "mr" + i,
              spice.apply(change.service() + "!" + change.number() + " ") + change.title(),
              spice.apply("https://gitlab.example.com/x/-/merge_requests/" + change.number()),
              null,
              change.service(),
              stages.get(i % 5),
              FakeHouse.NOW.minus(Duration.ofMinutes((long) (age * 60))),
              age,
              i % 7 == 6 ? null : usual));
    }
    items.sort(
        Comparator.comparingDouble(
                (AgeingItem item) ->
                    item.ageHours() / (item.usualHours() == null ? 1e6 : item.usualHours()))
            .reversed());
    return items.subList(0, Math.min(limit, items.size()));
  }

  private List<Observation> items(ReadingQuery query) {
    return changes.stream()
        .filter(change -> in(change, query.scope()))
        .filter(
            change ->
                query.authorClass() == null || query.authorClass().equals(change.authorClass()))
        .map(change -> FakeSummary.observe(query.metric(), change))
        .flatMap(Optional::stream)
        .map(item -> onClock(item, query))
        .filter(item -> inside(item.at(), query.from(), query.to()))
        .toList();
  }

  /** On the other clock everything takes another time. */
  private Observation onClock(Observation item, ReadingQuery query) {
    boolean other = query.clock() != null && query.clock() != metrics.get(query.metric()).clock();
    return other && item.value() != null ? FakeSummary.with(item, item.value() * 0.6) : item;
  }

  private Reading.Doubt doubt(ReadingQuery query) {
    boolean people = metrics.get(query.metric()).people();
    if (query.scope() instanceof Scope.OfTeam team) {
      if (people && team.id().equals("devex")) {
        return Reading.Doubt.WITHHELD;
      }
      if (team.id().equals("data")
          && (query.metric().equals("cycle_time") || query.metric().equals("deploy_time"))) {
        return Reading.Doubt.LOW_COVERAGE;
      }
    }
    return null;
  }

  private boolean in(Change change, Scope scope) {
    return switch (scope) {
      case Scope.Everyone all -> true;
      case Scope.OfService service -> change.service().equals(service.id());
      case Scope.OfTeam team -> family(team.id()).contains(change.team());
    };
  }

  private Set<String> family(String id) {
    Set<String> family = new HashSet<>(Set.of(id));
    organisation.teams().stream()
        .filter(team -> id.equals(team.parent()))
        .forEach(team -> family.add(team.id()));
    return family;
  }

  private static ReadingQuery with(ReadingQuery like, String metric, Scope scope) {
    return new ReadingQuery(
        metric, scope, like.from(), like.to(), like.grain(), like.authorClass(), like.clock());
  }

  private static boolean inside(Instant at, LocalDate from, LocalDate to) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return !day.isBefore(from) && day.isBefore(to);
  }

  private static LocalDate next(LocalDate start, Grain grain, LocalDate last) {
    LocalDate end =
        switch (grain) {
          case DAY -> start.plusDays(1);
          case WEEK -> start.with(DayOfWeek.MONDAY).plusWeeks(1);
          case MONTH -> start.withDayOfMonth(1).plusMonths(1);
          case QUARTER -> start.withDayOfMonth(1).plusMonths(3);
          case SPRINT -> start.plusDays(14);
          case TOTAL -> last;
        };
    return end.isAfter(last) ? last : end;
  }
}
