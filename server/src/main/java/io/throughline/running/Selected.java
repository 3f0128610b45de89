package io.throughline.running;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments or incidents are asked for.
 *
 * @param team id of a team, with all teams below it; null for everyone
 * @param service id of a service; null for all
 * @param from what began at this moment or later
 * @param to what began before this moment
 * @param word only of this status (deployments) or origin (incidents); null for all
 * @param cursor where the page before ended; null for the first
 * @param limit how many at most
 */
public record Selected(
    @Nullable String team,
    @Nullable String service,
    Instant from,
    Instant to,
    @Nullable String word,
    @Nullable String cursor,
    int limit) {

  /** The same with another limit. */
  public Selected upTo(int other) {
    return new Selected(team, service, from, to, word, cursor, other);
  }
}
