package io.throughline.sprint;

import org.jspecify.annotations.Nullable;

/**
 * How the work is spread over a team's people, as counts: nobody is named, and what would be about
 * fewer than five people is withheld.
 *
 * @param people members of the team now
 * @param idle members who have no ticket in progress and no open merge request; null: withheld
 * @param alwaysOn members who did something on nine of ten of the last 28 days, weekends included;
 *     null: withheld
 * @param assigned people who were assigned work when the sprints started that run now, or else that
 *     were closed last; null: withheld
 * @param overloaded those of them who were assigned more than 125 % of the median; null: withheld
 */
public record TeamLoad(
    int people,
    @Nullable Integer idle,
    @Nullable Integer alwaysOn,
    @Nullable Integer assigned,
    @Nullable Integer overloaded) {
  /** Below so many people a count would be about persons. */
  public static final int FEW = 5;
}
