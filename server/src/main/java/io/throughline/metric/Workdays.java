package io.throughline.metric;

import io.throughline.model.org.Organisation;
import io.throughline.model.time.WorkCalendar;

/** Which days a scope works on: by its team's calendar, else by the organisation's. */
final class Workdays {
  private Workdays() {}

  static WorkCalendar of(Organisation organisation, Scope scope) {
    return organisation.calendar(scope instanceof Scope.OfTeam(String id) ? id : null);
  }
}
