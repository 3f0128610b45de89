package io.throughline.sprint;

import io.throughline.metric.UnknownNameException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sprints and boards, read from the warehouse when asked. Only {@link #people} carries a person.
 */
public interface Sprints {
  /**
   * The boards of a team, with those of all teams below it.
   *
   * @param team null for everyone
   * @throws UnknownNameException when there is no such team
   */
  List<Board> boards(@Nullable String team);

  /**
   * Sprints that ran in a range, newest first.
   *
   * @param after the last one of the page before; null for the first page
   */
  List<Sprint> list(Wanted wanted, @Nullable Sprint after, int most);

  /** Sprints that ran in a range, newest first, with what forecasts of them stand on. */
  List<Expected> expected(Wanted wanted, int most);

  /**
   * How the work is spread over a team's people.
   *
   * @throws UnknownNameException when there is no such team
   */
  TeamLoad load(String team);

  /**
   * How loaded each member of a team is now. Only the person, and where the organisation allows it
   * their lead, may see it (R16); whoever calls this decides who asks.
   *
   * @throws UnknownNameException when there is no such team
   */
  List<PersonLoad> people(String team);

  /**
   * How the tickets of a team's boards flow.
   *
   * @param weeks how many ISO weeks, the running one included
   * @throws UnknownNameException when there is no such team
   */
  TeamFlow flow(String team, int weeks);

  /** Empty when no such sprint was started. */
  Optional<Sprint> find(long id);

  /** Empty when no such sprint was started. */
  Optional<SprintBook> sprint(long id);

  /** Empty when there is no such board. */
  Optional<BoardBook> board(long id);

  /**
   * Which sprints.
   *
   * @param team id of a team with all below it; null for everyone
   * @param board id of a board; null for all
   * @param from those that ended before it are left out
   * @param to those that began then or later are left out
   */
  record Wanted(@Nullable String team, @Nullable Long board, Instant from, Instant to) {}
}
