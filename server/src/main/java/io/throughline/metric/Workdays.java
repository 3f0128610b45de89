package io.throughline.metric;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import io.throughline.model.time.WorkCalendar;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;

/** Which days a scope works on: by its team's calendar, else by the organisation's. */
final class Workdays {
  private static final String DEFAULT = "default";

  private Workdays() {}

  static WorkCalendar of(Organisation organisation, Scope scope) {
    WorkCalendar usual =
        organisation
            .calendars()
            .getOrDefault(
                DEFAULT,
                new WorkCalendar(
                    organisation.zone(),
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    null,
                    null,
                    Set.of()));
    if (!(scope instanceof Scope.OfTeam(String id))) {
      return usual;
    }
    return organisation.teams().stream()
        .filter(team -> team.id().equals(id) && team.calendar() != null)
        .findFirst()
        .map(Team::calendar)
        .map(name -> organisation.calendars().getOrDefault(name, usual))
        .orElse(usual);
  }
}
