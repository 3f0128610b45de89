package io.throughline.simulator.truth;

import io.throughline.simulator.truth.Periods.Period;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a team by its service, and which days that team lives by.
 *
 * @param team null for everything, in the zone of Berlin
 */
record Owned(Company company, @Nullable Team team) {
  /**
   * The scope of a team.
   *
   * @throws IllegalArgumentException for a team that there is not
   */
  static Owned of(Company company, @Nullable String id) {
    Team team = id == null ? null : company.team(id);
    if (id != null && team == null) {
      throw new IllegalArgumentException("no such team: " + id);
    }
    return new Owned(company, team);
  }

  ZoneId zone() {
    return team == null ? ZoneId.of("Europe/Berlin") : team.zone();
  }

  /** Whether a service belongs to it; what is no service belongs to no team. */
  boolean has(@Nullable Project service) {
    if (team == null) {
      return true;
    }
    Team owner = service == null || service.team() == null ? null : company.team(service.team());
    return owner != null && (team.id().equals(owner.id()) || team.id().equals(owner.parent()));
  }

  /** Whether a moment lies in a period. */
  boolean in(Period period, long at) {
    return period.has(Instant.ofEpochMilli(at).atZone(zone()).toLocalDate());
  }

  /** The beginning of a day, epoch milliseconds. */
  long begin(LocalDate day) {
    return day.atStartOfDay(zone()).toInstant().toEpochMilli();
  }

  /** One reading for each period that touches {@code [from, to)}. */
  List<Reading> readings(
      LocalDate from, LocalDate to, String grain, Function<Period, Reading> reading) {
    return Periods.of(from, to, grain).stream().map(reading).toList();
  }

  /** A reading of a period of which nothing is known. */
  static Reading nothing(Period period) {
    return new Reading(period.from(), period.to(), null, null, null, null, 0, 0, null, null);
  }

  /** A reading of two sums; without rows nothing is known. */
  static Reading ratio(Period period, int n, double above, double below, double scale) {
    return n == 0
        ? nothing(period)
        : new Reading(
            period.from(),
            period.to(),
            below > 0 ? (Double) (scale * above / below) : null,
            null,
            null,
            null,
            n,
            0,
            above,
            below);
  }
}
