package io.throughline.warehouse;

import java.util.Set;

/**
 * What a commit of the warehouse may have moved, for pages that are open.
 *
 * @param position the number of the last delivery applied
 * @param tables fact tables that changed
 * @param teams ids of teams whose readings may have moved; empty with {@code everything} false when
 *     nobody's did
 * @param everything true after a rebuild or a changed configuration
 */
public record Change(long position, Set<String> tables, Set<String> teams, boolean everything) {
  public Change {
    tables = Set.copyOf(tables);
    teams = Set.copyOf(teams);
  }
}
