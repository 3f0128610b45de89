package io.throughline.simulator.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person's time in a team.
 *
 * @param from first day in the team's zone; null means always
 * @param to first day no longer in the team, in the team's zone; null means until further notice
 */
public record Membership(String personId, @Nullable LocalDate from, @Nullable LocalDate to) {
  /** True when it has neither a first nor a last day. */
  public boolean unlimited() {
    return from == null && to == null;
  }

  /** True when the person belonged to the team on that local day. */
  public boolean covers(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
  }
}
