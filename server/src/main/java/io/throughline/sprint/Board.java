package io.throughline.sprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board, as pages and the API name it.
 *
 * @param id its {@code FactId} in decimal digits
 * @param kind {@code scrum} or {@code kanban}; null when the source does not say
 * @param teams ids of the teams that work on it now, the nearest first; those above them as well
 * @param zone of the nearest team's days, else of the organisation's
 */
public record Board(
    String id,
    @Nullable String name,
    @Nullable String kind,
    @Nullable String url,
    List<String> teams,
    String zone) {
  public Board {
    teams = List.copyOf(teams);
  }
}
