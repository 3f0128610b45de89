package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measured thing.
 *
 * @param subject what was measured, for a reader
 * @param at the end event, epoch milliseconds: decides period and team
 * @param person whose team it counts for; null when it counts for {@code team}
 * @param team the owning team; null when a person decides
 * @param value the measured value; null for a mere part of a share
 * @param numerator part of a share
 * @param denominator part of a share
 */
public record Item(
    String subject,
    long at,
    @Nullable Account person,
    @Nullable String team,
    @Nullable Double value,
    double numerator,
    double denominator) {

  /** Who it counts for, whatever account was used; empty when it counts for a team. */
  Optional<String> who() {
    return Optional.ofNullable(person).map(Account::someone);
  }

  static Item value(String subject, long at, @Nullable Account person, double value) {
    return new Item(subject, at, person, null, value, 0, 0);
  }

  static Item share(String subject, long at, @Nullable Account person, boolean hit) {
    return ratio(subject, at, person, hit ? 1 : 0, 1);
  }

  static Item ratio(
      String subject, long at, @Nullable Account person, double numerator, double denominator) {
    return new Item(subject, at, person, null, null, numerator, denominator);
  }

  /** The measured value without its part of a share. */
  Item measured() {
    return new Item(subject, at, person, team, value, 0, 0);
  }

  /** The part of a share without a measured value. */
  Item part() {
    return new Item(subject, at, person, team, null, numerator, denominator);
  }

  Item owned(@Nullable String byTeam) {
    return new Item(subject, at, null, byTeam, value, numerator, denominator);
  }
}
