package io.throughline.simulator.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** When things are deployed or released by plan. */
final class DeployTimes {
  private DeployTimes() {}

  /** The moments of a day, in order; none where the office is closed or nothing may change. */
  static List<Long> of(long seed, Project project, Team owner, LocalDate day) {
    Office office = officeOf(owner);
    if (!office.worksOn(day) || Calendar.frozen(day)) {
      return List.of();
    }
    List<Double> hours =
        switch (project.delivery()) {
          case DAILY -> List.of(10.4, 15.4);
          case WEEKLY -> day.getDayOfWeek() == DayOfWeek.TUESDAY ? List.of(11.0) : List.of();
          case RELEASE -> day.getDayOfWeek() == DayOfWeek.THURSDAY ? List.of(14.0) : List.of();
          case CONTINUOUS, NONE -> List.of();
        };
    return hours.stream()
        .map(
            hour ->
                Calendar.at(day, office, hour + 0.2 * Dice.of(seed, project.slug() + day).unit()))
        .toList();
  }

  /** When the owner's day is over, and the next one is thought of. */
  static long evening(Team owner, LocalDate day) {
    return Calendar.at(day, officeOf(owner), 23);
  }

  private static Office officeOf(Team team) {
    for (Office office : Office.values()) {
      if (office.zone().equals(team.zone())) {
        return office;
      }
    }
    return Office.BERLIN;
  }
}
