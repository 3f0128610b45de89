package io.throughline.web;

import io.throughline.model.org.Organisation;
import io.throughline.web.part.Choice;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose work a page shows, with the choice of the others.
 *
 * @param name the team's, or the organisation's
 */
public record TeamScope(String name, ZoneId zone, List<Choice> choices) {
  /**
   * The scope of an address.
   *
   * @param team null for everyone
   * @param page address of the page without its search
   */
  public static TeamScope of(Organisation organisation, @Nullable String team, String page) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("All teams", page, team == null));
    String name = organisation.name();
    ZoneId zone = organisation.zone();
    for (TeamTree node : TeamTree.walk(organisation.teams())) {
      boolean current = node.team().id().equals(team);
      choices.add(
          new Choice(
              node.team().name(), page + "?team=" + Links.encode(node.team().id()), current));
      if (current) {
        name = node.team().name();
        zone = node.team().zone();
      }
    }
    return new TeamScope(name, zone, List.copyOf(choices));
  }
}
