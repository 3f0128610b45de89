package io.throughline.simulator.world;

/**
 * A team's board and the one project that it shows.
 *
 * @param key the project's letters, which its tickets begin with
 * @param kanban true for a team that works without sprints
 */
public record Board(long id, Team team, long projectId, String key, boolean kanban) {
  /** What people read above the board. */
  public String name() {
    return key + " board";
  }
}
