package io.throughline.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title of the page
 * @param section which entry of the navigation is the current one
 * @param organisation its name
 * @param team id of the team that the page is about; null when it is about none
 * @param teams teams in the order of the tree
 */
public record Frame(
    String title,
    String section,
    String organisation,
    @Nullable String team,
    List<TeamLink> teams,
    List<JumpTarget> jumps,
    Freshness freshness,
    Assets assets) {

  /** A team in the navigation; {@code depth} is 0 at the top. */
  public record TeamLink(String id, String name, int depth, String href, boolean current) {}

  /** Something that the jump box finds. */
  public record JumpTarget(String label, String kind, String href) {}

  /** Whether an entry of the navigation is the current one. */
  public boolean at(String entry) {
    return section.equals(entry);
  }
}
