package io.throughline.metric;

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
  /** One reading a period, in order of time; a period without observations has a null value. */
  List<Reading> read(ReadingQuery query);

  /** Several metrics of one scope at once; asked with the same range and grain. By metric id. */
  Map<String, List<Reading>> readAll(List<String> metrics, ReadingQuery like);

  /** One metric set for every team at once, for the overview: team id to metric id to readings. */
  Map<String, Map<String, List<Reading>>> readTeams(List<String> metrics, ReadingQuery like);

  /**
   * Like {@link #readTeams}, with the interval of each median, so that two readings can be held
   * against each other. It costs a sort of each group: meant for short ranges.
   */
  Map<String, Map<String, List<Reading>>> compareTeams(List<String> metrics, ReadingQuery like);

  /** The items behind a reading, newest first. Withheld where the reading is (empty page). */
  ObservationPage observations(ReadingQuery query, @Nullable String cursor, int limit);

  /**
   * What the merge requests of a page of observations went through, by subject; those of other
   * kinds are absent.
   */
  Map<String, Journey> journeys(List<Observation> items);

  /** How the observations of the whole range are spread. */
  Distribution distribution(ReadingQuery query);

  /** What is still open, longest over its usual time first. */
  List<AgeingItem> ageing(Scope scope, int limit);
}
