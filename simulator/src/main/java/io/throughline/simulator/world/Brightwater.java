package io.throughline.simulator.world;

import io.throughline.simulator.world.Account.Kind;
import io.throughline.simulator.world.Project.Delivery;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brightwater Robotics: six teams in two departments and three offices who build warehouse robots
 * and sell them. Nobody in it exists.
 */
public final class Brightwater {
  // id | name | team | office | merge requests a working day
  private static final String PEOPLE =
      """
      mira.keller|Mira Keller|navigation|B|0.45
      jonas.brandt|Jonas Brandt|navigation|B|0.90
      lea.hoffmann|Lea Hoffmann|navigation|B|0.85
      tomasz.nowak|Tomasz Nowak|navigation|B|1.00
      sofia.lindqvist|Sofia Lindqvist|navigation|B|0.80
      emil.wagner|Emil Wagner|navigation|B|0.75
      yara.haddad|Yara Haddad|navigation|B|0.95
      nils.petersen|Nils Petersen|navigation|B|0.70
      ananya.rao|Ananya Rao|telemetry|I|0.45
      vikram.shetty|Vikram Shetty|telemetry|I|0.95
      priya.nair|Priya Nair|telemetry|I|1.05
      arjun.menon|Arjun Menon|telemetry|I|0.85
      kavya.iyer|Kavya Iyer|telemetry|I|0.90
      rohan.das|Rohan Das|telemetry|I|0.75
      meera.pillai|Meera Pillai|telemetry|I|0.80
      greta.vogel|Greta Vogel|firmware|B|0.40
      ole.jansen|Ole Jansen|firmware|B|0.60
      ines.moreau|Ines Moreau|firmware|B|0.65
      pavel.dvorak|Pavel Dvorak|firmware|B|0.55
      grace.sullivan|Grace Sullivan|checkout|N|0.45
      marcus.bell|Marcus Bell|checkout|N|0.90
      dana.ortiz|Dana Ortiz|checkout|N|0.95
      wei.zhang|Wei Zhang|checkout|N|1.00
      hannah.price|Hannah Price|checkout|N|0.75
      luis.romero|Luis Romero|checkout|N|0.85
      tessa.quinn|Tessa Quinn|checkout|N|0.80
      clara.weiss|Clara Weiss|storefront|B|0.50
      ben.okafor|Ben Okafor|storefront|B|1.05
      ida.nygaard|Ida Nygaard|storefront|B|1.00
      felix.baumann|Felix Baumann|storefront|B|0.95
      noor.el.amin|Noor El-Amin|storefront|N|0.90
      julia.santos|Julia Santos|storefront|B|0.85
      ravi.kumar|Ravi Kumar|insights|I|0.50
      sneha.joshi|Sneha Joshi|insights|I|0.80
      aditya.verma|Aditya Verma|insights|I|0.85
      leela.thomas|Leela Thomas|insights|I|0.75
      farhan.ali|Farhan Ali|insights|I|0.70
      divya.reddy|Divya Reddy|insights|I|0.80
      """;

  // slug | name | group | team | delivery | language | pipeline minutes | release branches | folder
  // in Jenkins
  private static final String PROJECTS =
      """
      route-planner|Route Planner|fleet|navigation|CONTINUOUS|go|9|n
      map-tiles|Map Tiles|fleet|navigation|DAILY|java|14|n
      docking|Docking|fleet|navigation|DAILY|go|8|n
      ingest-gateway|Ingest Gateway|fleet|telemetry|DAILY|java|12|n
      time-series|Time Series|fleet|telemetry|DAILY|java|16|n
      alerting|Alerting|fleet|telemetry|CONTINUOUS|python|6|n|telemetry
      robot-firmware|Robot Firmware|fleet|firmware|WEEKLY|cpp|28|y
      motion-kit|Motion Kit|fleet|firmware|RELEASE|cpp|18|n
      checkout-api|Checkout API|commerce|checkout|DAILY|java|15|n
      payments|Payments|commerce|checkout|WEEKLY|java|19|y
      web-shop|Web Shop|commerce|storefront|CONTINUOUS|typescript|7|n
      mobile-bff|Mobile BFF|commerce|storefront|CONTINUOUS|typescript|6|n
      fleet-insights|Fleet Insights|commerce|insights|DAILY|python|11|n
      report-builder|Report Builder|commerce|insights|WEEKLY|python|10|n
      hack-week|Hack Week|labs||NONE|typescript|4|n
      """;

  // team | letters of its tickets | sprints or a flow without them
  private static final String BOARDS =
      """
      navigation|NAV|sprints
      telemetry|TEL|sprints
      firmware|FIRM|flow
      checkout|PAY|sprints
      storefront|SHOP|sprints
      insights|INS|sprints
      """;

  private static final String DOMAIN = "@brightwater.example";

  private Brightwater() {}

  /**
   * The company whose recorded history begins at {@code historyStart}.
   *
   * @param historyStart a date from which the day of the year's one change of team is reckoned
   */
  public static Company from(LocalDate historyStart) {
    List<Account> accounts = new ArrayList<>();
    List<Person> people = new ArrayList<>();
    Map<String, List<Membership>> members = new TreeMap<>();
    LocalDate move = historyStart.plusDays(182).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    long id = 101;
    for (String line : PEOPLE.lines().toList()) {
      String[] cell = line.split("\\|");
      Office office = office(cell[3]);
      String email = cell[0] + DOMAIN;
      List<Account> own = new ArrayList<>();
      own.add(human(id++, cell[0], cell[1], email, cell[0], office));
      people.add(new Person(cell[0], cell[1], email, office, Double.parseDouble(cell[4]), own));
      List<Membership> team = members.computeIfAbsent(cell[2], k -> new ArrayList<>());
      if (cell[0].equals("emil.wagner")) {
        team.add(new Membership(cell[0], null, move));
        members
            .computeIfAbsent("storefront", k -> new ArrayList<>())
            .add(new Membership(cell[0], move, null));
      } else {
        team.add(new Membership(cell[0], null, null));
      }
    }
    // One engineer belongs to two teams: counted in both, once in the department.
    members
        .computeIfAbsent("insights", k -> new ArrayList<>())
        .add(new Membership("priya.nair", null, null));
    accounts.addAll(people.stream().flatMap(p -> p.accounts().stream()).toList());
    Account old =
        human(
            id++,
            "tnowak",
            "Tomasz Nowak",
            "tomasz@brightwater.example",
            "tomasz.nowak",
            Office.BERLIN);
    accounts.add(old);
    people.stream().filter(p -> p.id().equals("tomasz.nowak")).forEach(p -> p.accounts().add(old));
    accounts.add(
        human(id++, "ext-juno-blake", "Juno Blake", "juno@example.net", null, Office.BERLIN));
    accounts.addAll(machines());
    List<Team> teams = teams(members);
    return new Company(
        "Brightwater Robotics",
        groups(),
        teams,
        people,
        accounts,
        projects(),
        boards(teams),
        desk(teams));
  }

  /** The company whose recorded history of so many months ends on the day of {@code end}. */
  public static Company endingAt(Instant end, int months) {
    return from(new Calendar(end.truncatedTo(ChronoUnit.DAYS), months).monday(0));
  }

  private static List<Account> machines() {
    return List.of(
        machine(160, "project_12_bot_ab12", "renovate", Kind.BOT, true),
        machine(161, "brightwater-ci[bot]", "Brightwater CI", Kind.BOT, false),
        machine(162, "deploy-butler", "Deploy Butler", Kind.BOT, false),
        machine(163, "devin-ai-integration[bot]", "Devin", Kind.AGENT, true),
        machine(164, "claude", "Claude", Kind.AGENT, false),
        machine(165, "copilot-swe-agent", "Copilot", Kind.AGENT, true));
  }

  private static Account machine(long id, String user, String name, Kind kind, boolean bot) {
    String mail = user.replace("[bot]", "") + "@noreply.brightwater.example";
    return new Account(id, user, name, mail, mail, kind, bot, null, Office.BERLIN);
  }

  private static Account human(
      long id, String user, String name, String mail, @Nullable String person, Office office) {
    String commits = person == null ? mail : person + DOMAIN;
    return new Account(id, user, name, mail, commits, Kind.HUMAN, false, person, office);
  }

  private static Office office(String letter) {
    return switch (letter) {
      case "B" -> Office.BERLIN;
      case "N" -> Office.NEW_YORK;
      default -> Office.BENGALURU;
    };
  }

  private static List<Group> groups() {
    return List.of(
        new Group(10, "brightwater", "Brightwater", null),
        new Group(11, "brightwater/fleet", "Fleet", 10L),
        new Group(12, "brightwater/commerce", "Commerce", 10L),
        new Group(13, "brightwater/labs", "Labs", 10L));
  }

  private static List<Team> teams(Map<String, List<Membership>> members) {
    List<Team> teams = new ArrayList<>();
    teams.add(new Team("fleet", "Fleet", null, null, Office.BERLIN.zone(), List.of(), List.of()));
    teams.add(
        new Team("commerce", "Commerce", null, null, Office.NEW_YORK.zone(), List.of(), List.of()));
    teams.add(team("navigation", "fleet", "mira.keller", Office.BERLIN, members));
    teams.add(team("telemetry", "fleet", "ananya.rao", Office.BENGALURU, members));
    teams.add(team("firmware", "fleet", "greta.vogel", Office.BERLIN, members));
    teams.add(team("checkout", "commerce", "grace.sullivan", Office.NEW_YORK, members));
    teams.add(team("storefront", "commerce", "clara.weiss", Office.BERLIN, members));
    teams.add(team("insights", "commerce", "ravi.kumar", Office.BENGALURU, members));
    return teams;
  }

  private static Team team(
      String id, String parent, String lead, Office office, Map<String, List<Membership>> members) {
    String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
    List<String> services =
        projects().stream()
            .filter(p -> id.equals(p.team()))
            .map(p -> p.serviceId() == null ? "" : p.serviceId())
            .toList();
    return new Team(
        id, name, parent, lead, office.zone(), members.getOrDefault(id, List.of()), services);
  }

  private static List<Board> boards(List<Team> teams) {
    List<Board> boards = new ArrayList<>();
    for (String line : BOARDS.lines().toList()) {
      String[] cell = line.split("\\|");
      long number = boards.size() + 1L;
      Team team = teams.stream().filter(t -> t.id().equals(cell[0])).findFirst().orElseThrow();
      boards.add(
          new Board(40 + number, team, 10_100 + number, cell[1], cell[2].equals("flow"), false));
    }
    return boards;
  }

  /** Who builds the shop also answers those who use it. */
  private static Board desk(List<Team> teams) {
    Team team = teams.stream().filter(t -> t.id().equals("storefront")).findFirst().orElseThrow();
    return new Board(90, team, 10_190, "HELP", true, true);
  }

  private static List<Project> projects() {
    List<Project> projects = new ArrayList<>();
    long id = 1201;
    for (String line : PROJECTS.lines().toList()) {
      String[] cell = line.split("\\|");
      boolean mapped = !cell[3].isEmpty();
      projects.add(
          new Project(
              id++,
              "brightwater/" + cell[2] + "/" + cell[0],
              cell[1],
              mapped ? cell[0] : null,
              mapped ? cell[3] : null,
              Delivery.valueOf(cell[4]),
              cell[5],
              Double.parseDouble(cell[6]),
              cell[7].equals("y"),
              cell.length > 8 ? cell[8] + "/" + cell[0] : null));
    }
    return projects;
  }
}
