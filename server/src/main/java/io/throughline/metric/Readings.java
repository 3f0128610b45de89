package io.throughline.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one service that every page, answer, gate and digest reads from.
 *
 * <p>All methods throw {@link UnknownNameException} for an id that does not exist and {@link
 * IllegalArgumentException} with a message for people when a query makes no sense (a range that
 * ends before it starts, more than 1,100 periods, a grain finer than the metric's).
 */
public interface Readings {
  /** The part of what people worked on below no epic. */
  String NO_INITIATIVE = "none";

  /** One reading a period, in order of time; a period without observations has a null value. */
  List<Reading> read(ReadingQuery query);

  /** Several metrics of one scope at once; asked with the same range and grain. By metric id. */
  Map<String, List<Reading>> readAll(List<String> metrics, ReadingQuery like);

  /**
   * The same over several ranges, which differ in nothing but range, grain and clock: they are
   * answered together, for little more than the widest of them costs. In the order of the queries.
   */
  default List<Map<String, List<Reading>>> readAll(List<String> metrics, List<ReadingQuery> likes) {
    return likes.stream().map(like -> readAll(metrics, like)).toList();
  }

  /**
   * The same, together with how one metric is spread over the first range, whose grain is the
   * total.
   */
  default Spreading readAll(List<String> metrics, List<ReadingQuery> likes, String spread) {
    return new Spreading(readAll(metrics, likes), distribution(likes.getFirst().about(spread)));
  }

  /** Readings by range and metric, and how the observations of one metric are spread. */
  record Spreading(List<Map<String, List<Reading>>> readings, Distribution spread) {}

  /**
   * The median over the services of a scope, of a metric that is added up over them; a reading for
   * each of the sums, whose n is how many services there are. Empty for other metrics, and for one
   * service.
   *
   * @param sums what {@link #read} answers to the query
   */
  default List<Reading> medianPerService(ReadingQuery query, List<Reading> sums) {
    return List.of();
  }

  /** One metric set for every team at once, for the overview: team id to metric id to readings. */
  Map<String, Map<String, List<Reading>>> readTeams(List<String> metrics, ReadingQuery like);

  /**
   * Several metrics over several ranges, for everyone and for every team, all answered together;
   * for each scope in the order of the queries, whose own scope is not looked at.
   */
  default Map<Scope, List<Map<String, List<Reading>>>> readEverywhere(
      List<String> metrics, List<ReadingQuery> likes) {
    Map<Scope, List<Map<String, List<Reading>>>> all = new LinkedHashMap<>();
    for (ReadingQuery like : likes) {
      all.computeIfAbsent(new Scope.Everyone(), s -> new ArrayList<>())
          .add(readAll(metrics, like.of(new Scope.Everyone())));
      readTeams(metrics, like)
          .forEach(
              (team, readings) ->
                  all.computeIfAbsent(new Scope.OfTeam(team), s -> new ArrayList<>())
                      .add(readings));
    }
    return all;
  }

  /** The items behind a reading, newest first. Withheld where the reading is (empty page). */
  ObservationPage observations(ReadingQuery query, @Nullable String cursor, int limit);

  /**
   * What the merge requests of a page of observations went through, by subject; those of other
   * kinds are absent.
   */
  Map<String, Journey> journeys(List<Observation> items);

  /** How the observations of the whole range are spread. */
  Distribution distribution(ReadingQuery query);

  /**
   * The parts in which a metric was observed in the range, in the alphabet's order; empty for one
   * that does not tell parts apart.
   */
  default List<String> parts(ReadingQuery query) {
    return List.of();
  }

  /**
   * The readings of every part, by part. A metric of what people worked on gives its categories in
   * the order of the organisation's rules and other parts the largest first; all others are in the
   * order of {@link #parts}.
   */
  default Map<String, List<Reading>> readParts(ReadingQuery query) {
    Map<String, List<Reading>> all = new LinkedHashMap<>();
    parts(query).forEach(part -> all.put(part, read(query.ofPart(part))));
    return all;
  }

  /**
   * What people call a part.
   *
   * @param url its page in the source; null where it has none
   */
  record PartName(String title, @Nullable String url) {}

  /** What people call the parts of a metric; a part that is called like itself is absent. */
  default Map<String, PartName> partNames(String metric, Collection<String> parts) {
    return Map.of();
  }

  /** What is still open, longest over its usual time first. */
  List<AgeingItem> ageing(Scope scope, int limit);

  /** The question whose answers say how long things usually take, against which ageing is seen. */
  ReadingQuery usual(Scope scope);

  /**
   * What is still open, for those who have asked the question of {@link #usual} already.
   *
   * @param usual the answers, of all metrics
   */
  List<AgeingItem> ageing(Scope scope, int limit, Map<String, List<Reading>> usual);
}
