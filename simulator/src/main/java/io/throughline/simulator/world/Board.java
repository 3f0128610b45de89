package io.throughline.simulator.world;

/**
 * A team's board and the one project that it shows.
 *
 * @param key the project's letters, which its tickets begin with
 * @param kanban true for a team that works without sprints
 * @param desk true for a service desk, which has queues and no board that people could open
 */
public record Board(long id, Team team, long projectId, String key, boolean kanban, boolean desk) {
  private static final String DESK = "Customer support";

  /** What people read above the board. */
  public String name() {
    return desk ? DESK : key + " board";
  }

  /** What people read of the project. */
  public String projectName() {
    return desk ? DESK : team.name();
  }
}
