package io.throughline.web;

import io.throughline.model.org.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Teams in the order of their tree, each with its depth. It is the order of every list of teams:
 * teams are never ranked.
 *
 * @param leaf whether no team is below it
 */
public record TeamTree(Team team, int depth, boolean leaf) {

  /** Walks the tree from its tops, siblings in the order of the configuration. */
  public static List<TeamTree> walk(List<Team> teams) {
    List<TeamTree> order = new ArrayList<>();
    add(order, teams, null, 0);
    return List.copyOf(order);
  }

  private static void add(
      List<TeamTree> order, List<Team> teams, @Nullable String parent, int depth) {
    for (Team team : teams) {
      // A circle of parents is refused when the configuration is read; the depth stops it here too.
      if (Objects.equals(team.parent(), parent) && depth < 12) {
        boolean leaf = teams.stream().noneMatch(other -> team.id().equals(other.parent()));
        order.add(new TeamTree(team, depth, leaf));
        add(order, teams, team.id(), depth + 1);
      }
    }
  }
}
