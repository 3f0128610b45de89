package io.throughline.web.team;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.Service;
import io.throughline.model.org.Team;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the configuration says of a team on a day, with the teams below it. */
record TeamFacts(Organisation organisation, Team team, LocalDate day) {

  Optional<Team> parent() {
    return organisation.teams().stream()
        .filter(candidate -> candidate.id().equals(team.parent()))
        .findFirst();
  }

  List<Team> below() {
    return organisation.teams().stream()
        .filter(candidate -> team.id().equals(candidate.parent()))
        .toList();
  }

  /** Name of the lead; empty when nobody leads. */
  String lead() {
    return organisation.people().stream()
        .filter(person -> person.id().equals(team.lead()))
        .map(Person::name)
        .findFirst()
        .orElse("");
  }

  /** People, each counted once. */
  int members() {
    return held(Team::members).size();
  }

  List<Service> services() {
    Set<String> owned = held(Team::services);
    return organisation.services().stream()
        .filter(service -> owned.contains(service.id()))
        .toList();
  }

  private Set<String> held(Function<Team, List<Dated<String>>> what) {
    return family(team, 0)
        .flatMap(member -> what.apply(member).stream())
        .filter(dated -> dated.holdsOn(day))
        .map(Dated::value)
        .collect(Collectors.toSet());
  }

  private Stream<Team> family(Team top, int depth) {
    Stream<Team> lower =
        organisation.teams().stream()
            .filter(candidate -> depth < 12 && top.id().equals(candidate.parent()))
            .flatMap(candidate -> family(candidate, depth + 1));
    return Stream.concat(Stream.of(top), lower);
  }
}
