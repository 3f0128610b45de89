package io.throughline.model.org;

import io.throughline.model.process.Conduct;
import io.throughline.model.time.WorkCalendar;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole, dated truth of {@code throughline.yaml}.
 *
 * @param calendars working calendars by name; the organisation's own is named {@code default}
 * @param bots user name globs of bots beside those found by rule
 * @param agents user name globs of AI agents; wins over bots
 * @param trackedBranches globs of branches whose merges count, beside each project's default branch
 * @param generatedPaths globs of further files that do not count towards a size
 * @param versionPaths globs of further files of which a pure version bump consists
 * @param oldCommitDays a first commit older than this before the merge request is not believed
 * @param conduct the process that it follows
 * @param investment what it spends its time on
 * @param incidents what counts as an incident
 * @param privacy who may see what is about one person
 * @param gates by id of a service the gates that its builds have to pass, in their order
 * @param production how deployments and incidents are judged
 * @param surveys that are asked of users
 */
public record Organisation(
    String name,
    ZoneId zone,
    Map<String, WorkCalendar> calendars,
    List<Person> people,
    List<Team> teams,
    List<Service> services,
    List<SourceConfig> sources,
    List<Target> targets,
    List<String> bots,
    List<String> agents,
    List<String> trackedBranches,
    List<String> generatedPaths,
    List<String> versionPaths,
    int oldCommitDays,
    ServerConfig server,
    Conduct conduct,
    Investment investment,
    Incidents incidents,
    Privacy privacy,
    Map<String, List<RequiredGate>> gates,
    Production production,
    List<Survey> surveys) {
  public Organisation {
    calendars = Map.copyOf(calendars);
    people = List.copyOf(people);
    teams = List.copyOf(teams);
    services = List.copyOf(services);
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    bots = List.copyOf(bots);
    agents = List.copyOf(agents);
    trackedBranches = List.copyOf(trackedBranches);
    generatedPaths = List.copyOf(generatedPaths);
    versionPaths = List.copyOf(versionPaths);
    gates = Map.copyOf(gates);
    surveys = List.copyOf(surveys);
  }

  /**
   * When a team works: its own calendar, else the organisation's, else Monday to Friday.
   *
   * @param team id; null for the organisation
   */
  public WorkCalendar calendar(@Nullable String team) {
    String own =
        teams.stream()
            .filter(t -> t.id().equals(team))
            .map(Team::calendar)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("default");
    WorkCalendar found = calendars.containsKey(own) ? calendars.get(own) : calendars.get("default");
    return found != null ? found : WorkCalendar.plain(zone);
  }

  /** An organisation that follows no process, with the usual rules of what time is spent on. */
  public Organisation(
      String name,
      ZoneId zone,
      Map<String, WorkCalendar> calendars,
      List<Person> people,
      List<Team> teams,
      List<Service> services,
      List<SourceConfig> sources,
      List<Target> targets,
      List<String> bots,
      List<String> agents,
      List<String> trackedBranches,
      List<String> generatedPaths,
      List<String> versionPaths,
      int oldCommitDays,
      ServerConfig server) {
    this(
        name,
        zone,
        calendars,
        people,
        teams,
        services,
        sources,
        targets,
        bots,
        agents,
        trackedBranches,
        generatedPaths,
        versionPaths,
        oldCommitDays,
        server,
        Conduct.NONE,
        Investment.DEFAULT,
        Incidents.USUAL,
        Privacy.USUAL,
        Map.of(),
        Production.USUAL,
        List.of());
  }

  /** The same with other rules of what it spends its time on. */
  public Organisation investing(Investment other) {
    return with(other, gates, production, surveys);
  }

  /** The same with gates that builds have to pass, by service. */
  public Organisation gated(Map<String, List<RequiredGate>> other) {
    return with(investment, other, production, surveys);
  }

  /** The same with another way to judge deployments and incidents. */
  public Organisation judging(Production other) {
    return with(investment, gates, other, surveys);
  }

  /** The same with surveys. */
  public Organisation asking(List<Survey> other) {
    return with(investment, gates, production, other);
  }

  private Organisation with(
      Investment time,
      Map<String, List<RequiredGate>> required,
      Production judged,
      List<Survey> asked) {
    return new Organisation(
        name,
        zone,
        calendars,
        people,
        teams,
        services,
        sources,
        targets,
        bots,
        agents,
        trackedBranches,
        generatedPaths,
        versionPaths,
        oldCommitDays,
        server,
        conduct,
        time,
        incidents,
        privacy,
        required,
        judged,
        asked);
  }
}
