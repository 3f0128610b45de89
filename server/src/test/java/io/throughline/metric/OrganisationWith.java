package io.throughline.metric;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import java.util.ArrayList;
import java.util.List;

/** An organisation with something more. */
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
    return new Organisation(
        plain.name(),
        plain.zone(),
        plain.calendars(),
        plain.people(),
        teams,
        services,
        plain.sources(),
        plain.targets(),
        plain.bots(),
        plain.agents(),
        plain.trackedBranches(),
        plain.generatedPaths(),
        plain.versionPaths(),
        plain.oldCommitDays(),
        plain.server(),
        plain.conduct(),
        plain.investment(),
        plain.incidents(),
        plain.privacy(),
        plain.gates());
  }
}
