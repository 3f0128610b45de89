package io.throughline.health;

import io.throughline.metric.AgeingItem;
import io.throughline.metric.Catalogue;
import io.throughline.metric.Distribution;
import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import io.throughline.metric.ObservationPage;
import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.metric.Readings;
import io.throughline.metric.Scope;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Readings that hold what is derived as well, made of those of the warehouse. */
public final class DerivedReadings implements Readings {
  private final Readings base;
  private final Catalogue catalogue;
  private final Map<String, Derived> byId = new TreeMap<>();

  /**
   * @param base tells the periods of a derived metric without any value
   * @throws IllegalStateException when a derived metric of the catalogue is made by none, or by two
   */
  public DerivedReadings(Readings base, Catalogue catalogue, List<Derived> all) {
    this.base = base;
    this.catalogue = catalogue;
    for (Derived derived : all) {
      if (byId.put(derived.id(), derived) != null) {
        throw new IllegalStateException(derived.id() + " is made twice");
      }
    }
    for (MetricDefinition definition : catalogue.definitions()) {
      if ((definition.kind() == MetricKind.DERIVED) != byId.containsKey(definition.id())) {
        throw new IllegalStateException(definition.id() + " is derived, or made, but not both");
      }
    }
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
    return finished(metrics, likes, base.readAll(wanted(metrics), likes));
  }

  @Override
  public Spreading readAll(List<String> metrics, List<ReadingQuery> likes, String spread) {
    Spreading told = base.readAll(wanted(metrics), likes, spread);
    return new Spreading(finished(metrics, likes, told.readings()), told.spread());
  }

  @Override
  public Map<Scope, List<Map<String, List<Reading>>>> readEverywhere(
      List<String> metrics, List<ReadingQuery> likes) {
    Map<Scope, List<Map<String, List<Reading>>>> all = new LinkedHashMap<>();
    base.readEverywhere(wanted(metrics), likes)
        .forEach(
            (scope, answers) ->
                all.put(
                    scope,
                    finished(
                        metrics, likes.stream().map(like -> like.of(scope)).toList(), answers)));
    return all;
  }

  @Override
  public List<Reading> medianPerService(ReadingQuery query, List<Reading> sums) {
    return base.medianPerService(query, sums);
  }

  @Override
  public Map<String, Map<String, List<Reading>>> readTeams(
      List<String> metrics, ReadingQuery like) {
    Map<String, Map<String, List<Reading>>> all = new LinkedHashMap<>();
    base.readTeams(wanted(metrics), like)
        .forEach(
            (team, answer) ->
                all.put(
                    team,
                    finished(metrics, List.of(like.of(new Scope.OfTeam(team))), List.of(answer))
                        .getFirst()));
    return all;
  }

  @Override
  public ObservationPage observations(ReadingQuery query, @Nullable String cursor, int limit) {
    Derived derived = byId.get(query.metric());
    if (derived == null) {
      return base.observations(query, cursor, limit);
    }
    if (cursor != null && !cursor.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("The cursor is not one that a page gave.");
    }
    List<Observation> items =
        query.part() == null ? maker(derived, List.of(query)).items(query) : List.of();
    int from = Math.min(items.size(), cursor == null ? 0 : Integer.parseInt(cursor));
    int to = Math.min(items.size(), from + limit);
    return new ObservationPage(
        items.subList(from, to), to < items.size() ? Integer.toString(to) : null);
  }

  @Override
  public Map<String, Journey> journeys(List<Observation> items) {
    return base.journeys(items);
  }

  @Override
  public Distribution distribution(ReadingQuery query) {
    return base.distribution(query);
  }

  /** The parts of what is derived are the metrics that it is made of. */
  @Override
  public List<String> parts(ReadingQuery query) {
    return byId.containsKey(query.metric())
        ? List.copyOf(catalogue.definition(query.metric()).madeOf().keySet())
        : base.parts(query);
  }

  @Override
  public Map<String, List<Reading>> readParts(ReadingQuery query) {
    return byId.containsKey(query.metric())
        ? Readings.super.readParts(query)
        : base.readParts(query);
  }

  @Override
  public Map<String, PartName> partNames(String metric, Collection<String> parts) {
    return base.partNames(metric, parts);
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit) {
    return base.ageing(scope, limit);
  }

  @Override
  public ReadingQuery usual(Scope scope) {
    return base.usual(scope);
  }

  @Override
  public List<AgeingItem> ageing(Scope scope, int limit, Map<String, List<Reading>> usual) {
    return base.ageing(scope, limit, usual);
  }

  /** What the base has to be asked for. */
  private List<String> wanted(List<String> metrics) {
    Set<String> wanted = new LinkedHashSet<>(metrics);
    for (String id : metrics) {
      wanted.addAll(catalogue.definition(id).madeOf().keySet());
    }
    return List.copyOf(wanted);
  }

  private List<Map<String, List<Reading>>> finished(
      List<String> metrics, List<ReadingQuery> likes, List<Map<String, List<Reading>>> answers) {
    Map<String, Derived.Maker> makers = new LinkedHashMap<>();
    if (likes.getFirst().part() == null) {
      for (String id : metrics) {
        Derived derived = byId.get(id);
        if (derived != null) {
          makers.put(id, maker(derived, likes));
        }
      }
    }
    List<Map<String, List<Reading>>> all = new ArrayList<>();
    for (int i = 0; i < likes.size(); i++) {
      ReadingQuery like = likes.get(i);
      Map<String, List<Reading>> answer = answers.get(i);
      Map<String, List<Reading>> own = new LinkedHashMap<>();
      for (String id : metrics) {
        List<Reading> plain = answer.getOrDefault(id, List.of());
        Derived.Maker maker = makers.get(id);
        own.put(
            id,
            maker == null
                ? ofPart(id, like, plain)
                : maker.readings(like.about(id), plain, answer));
      }
      all.add(own);
    }
    return List.copyOf(all);
  }

  /** A part of what is derived is the reading of the metric of that name. */
  private List<Reading> ofPart(String id, ReadingQuery like, List<Reading> plain) {
    String part = like.part();
    return part != null
            && byId.containsKey(id)
            && catalogue.definition(id).madeOf().containsKey(part)
        ? base.read(like.about(part).ofPart(null))
        : plain;
  }

  private Derived.Maker maker(Derived derived, List<ReadingQuery> likes) {
    LocalDate from = likes.stream().map(ReadingQuery::from).min(LocalDate::compareTo).orElseThrow();
    LocalDate to = likes.stream().map(ReadingQuery::to).max(LocalDate::compareTo).orElseThrow();
    return derived.over(catalogue.definition(derived.id()), likes.getFirst().scope(), from, to);
  }
}
