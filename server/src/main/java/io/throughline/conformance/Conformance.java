package io.throughline.conformance;

import io.throughline.metric.UnknownNameException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery process and the facts say of each other. Nothing here carries a person, but for
 * who answers for a waiver.
 */
public interface Conformance {
  /**
   * The way of one ticket through all phases.
   *
   * @param key any key that the ticket has or had, in any case
   * @return empty when no source knows such a ticket
   */
  Optional<Passport> passport(String key);

  /**
   * The phases in their order, with the tickets that are in each now.
   *
   * @param team id of a team, with all teams below it; null for everyone
   * @param most how many tickets of each phase are listed; those over the expected time come first
   * @throws UnknownNameException when there is no such team
   */
  List<PhaseNow> now(@Nullable String team, int most);

  /**
   * What is missing, by the role that answers for it, most pressing first.
   *
   * @param team as in {@link #now}
   */
  List<ToDo> toDo(@Nullable String team);

  /**
   * Which epics have their documents, and which documents grow stale.
   *
   * @param team as in {@link #now}
   */
  Research research(@Nullable String team);
}
