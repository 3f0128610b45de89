package io.throughline.metric;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.Production;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Team;
import io.throughline.model.process.Conduct;
import io.throughline.model.time.WorkCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An organisation with something more, or something else. */
record OrganisationWith(Organisation plain) {
  /** With a service, owned by a team since always. */
  Organisation service(Service service, String owner) {
    List<Service> services = new ArrayList<>(plain.services());
    services.add(service);
    List<Team> teams =
        plain.teams().stream()
            .map(
                team ->
                    team.id().equals(owner)
                        ? new Team(
                            team.id(),
                            team.name(),
                            team.parent(),
                            team.lead(),
                            team.zone(),
                            team.calendar(),
                            team.members(),
                            List.of(FactWorld.always(service.id())))
                        : team)
            .toList();
    return of(plain.calendars(), teams, services, plain.sources(), plain.conduct());
  }

  Organisation calendars(Map<String, WorkCalendar> other) {
    return of(other, plain.teams(), plain.services(), plain.sources(), plain.conduct());
  }

  Organisation teams(List<Team> other) {
    return of(plain.calendars(), other, plain.services(), plain.sources(), plain.conduct());
  }

  Organisation services(List<Service> other) {
    return of(plain.calendars(), plain.teams(), other, plain.sources(), plain.conduct());
  }

  Organisation sources(List<SourceConfig> other) {
    return of(plain.calendars(), plain.teams(), plain.services(), other, plain.conduct());
  }

  Organisation conduct(Conduct other) {
    return of(plain.calendars(), plain.teams(), plain.services(), plain.sources(), other);
  }

  /** With services that call others. */
  Organisation upstream(Map<String, List<String>> calls) {
    Production p = plain.production();
    Production production =
        new Production(
            p.watchMinutes(),
            p.togetherHours(),
            p.blameHours(),
            p.hotfixDays(),
            p.hotfixLabels(),
            p.hotfixBranches(),
            p.joinMinutes(),
            p.briefSeconds(),
            p.causes(),
            p.escaped(),
            calls);
    return of(
        plain.calendars(),
        plain.teams(),
        plain.services(),
        plain.sources(),
        plain.conduct(),
        production);
  }

  private Organisation of(
      Map<String, WorkCalendar> calendars,
      List<Team> teams,
      List<Service> services,
      List<SourceConfig> sources,
      Conduct conduct) {
    return of(calendars, teams, services, sources, conduct, plain.production());
  }

  private Organisation of(
      Map<String, WorkCalendar> calendars,
      List<Team> teams,
      List<Service> services,
      List<SourceConfig> sources,
      Conduct conduct,
      Production production) {
    return new Organisation(
        plain.name(),
        plain.zone(),
        calendars,
        plain.people(),
        teams,
        services,
        sources,
        plain.targets(),
        plain.bots(),
        plain.agents(),
        plain.trackedBranches(),
        plain.generatedPaths(),
        plain.versionPaths(),
        plain.oldCommitDays(),
        plain.server(),
        conduct,
        plain.investment(),
        plain.incidents(),
        plain.privacy(),
        plain.gates(),
        production,
        plain.surveys());
  }
}
