package io.throughline.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * Where a merge request names its ticket.
 *
 * @param ticket the key; null when it names none
 */
record Reference(@Nullable String ticket, boolean inTitle, boolean inBranch) {
  /** Most people write it in both places. */
  static Reference of(@Nullable String ticket, Dice dice) {
    double luck = dice.unit();
    return new Reference(ticket, luck < 0.8, luck > 0.25);
  }

  String title(String title) {
    return ticket != null && inTitle ? ticket + " " + title : title;
  }

  String branch(String branch) {
    return ticket != null && inBranch
        ? branch.replaceFirst("^(feature|hotfix)/", "$1/" + ticket + "-")
        : branch;
  }
}
