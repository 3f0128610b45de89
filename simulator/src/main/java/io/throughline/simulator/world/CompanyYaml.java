package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The product's configuration of the company, written by hand so that a reader likes it. */
public final class CompanyYaml {
  private CompanyYaml() {}

  /**
   * The whole {@code throughline.yaml}.
   *
   * @param url address of the simulator
   * @param year the holidays of this year and the two before it are listed
   */
  public static String of(Company company, String url, int year) {
    return of(company, url, year, false);
  }

  /**
   * The whole {@code throughline.yaml}, with or without what stands beside the code.
   *
   * @param withJira also the boards, the people's accounts there, the verdicts of the gates,
   *     connected modes, the GitOps repository, the surveys, and the sources: Jira, Confluence,
   *     QMetry, SonarQube, Argo CD, PagerDuty, New Relic and Freshping
   */
  public static String of(Company company, String url, int year, boolean withJira) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(company.name()).append(", a make-believe company.\n");
    out.append("organisation: { name: ").append(company.name()).append(", zone: Europe/Berlin }\n");
    out.append("privacy: { lead_sees_people: true }\n");
    out.append("calendar: ").append(calendar(Office.BERLIN, year)).append("\n\npeople:\n");
    company.people().forEach(person -> person(out, person, year, withJira));
    out.append("\nteams:\n");
    List<Board> boards = new ArrayList<>(withJira ? company.boards() : List.of());
    if (withJira) {
      boards.add(company.desk());
    }
    company.teams().forEach(team -> team(out, team, boards));
    out.append("\nservices:\n");
    company.projects().stream()
        .filter(project -> project.serviceId() != null)
        .forEach(project -> service(out, project, withJira));
    out.append("\nsources:\n");
    out.append("  - id: gitlab\n    system: gitlab\n    url: \"").append(url).append("\"\n");
    out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n    groups: [brightwater]\n");
    out.append("    hooks: { token: \"${THROUGHLINE_DEMO_HOOK_TOKEN}\" }\n");
    if (withJira) {
      out.append("    gitops: [brightwater/gitops]\n");
      out.append("    gates: .throughline/results/gates.json\n");
      out.append("    connected_mode: true\n");
      out.append("  - id: jira\n    system: jira\n    url: \"").append(url).append("/jira\"\n");
      out.append("    user: ").append(company.people().getFirst().email()).append("\n");
      out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n");
      out.append("    hooks: { token: \"${THROUGHLINE_DEMO_HOOK_TOKEN}\" }\n");
      out.append("  - id: confluence\n    system: confluence\n");
      out.append("    url: \"").append(url).append("/confluence\"\n");
      out.append("    user: ").append(company.people().getFirst().email()).append("\n");
      out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n");
      out.append("  - id: qmetry\n    system: qmetry\n");
      out.append("    url: \"").append(url).append("/qmetry\"\n");
      out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n");
      out.append("  - id: sonarqube\n    system: sonarqube\n");
      out.append("    url: \"").append(url).append("/sonarqube\"\n");
      out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n");
      out.append("    hooks: { token: \"${THROUGHLINE_DEMO_HOOK_TOKEN}\" }\n");
    }
    out.append("  - id: jenkins\n    system: jenkins\n    url: \"")
        .append(url)
        .append("/jenkins\"\n");
    out.append("    user: ").append(company.people().getFirst().id()).append("\n");
    out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n");
    out.append("    hooks: { token: \"${THROUGHLINE_DEMO_HOOK_TOKEN}\" }\n");
    if (withJira) {
      out.append("  - id: argocd\n    system: argocd\n");
      out.append("    url: \"").append(url).append("/argocd\"\n");
      out.append("    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n");
      out.append("    hooks: { token: \"${THROUGHLINE_DEMO_HOOK_TOKEN}\" }\n");
      WatchedYaml.sources(out, url);
    }
    if (withJira) {
      WatchedYaml.surveys(out, company);
    }
    out.append("\n# Neither their names nor the API say that these accounts are machines.\n");
    out.append("bots: [deploy-butler]\n");
    out.append("agents: [claude]\n");
    return out.toString();
  }

  private static String calendar(Office office, int year) {
    String days =
        IntStream.rangeClosed(year - 2, year)
            .boxed()
            .flatMap(y -> office.holidays(y).stream())
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return "{ days: [mon, tue, wed, thu, fri], holidays: [" + days + "] }";
  }

  private static void person(StringBuilder out, Person person, int year, boolean withJira) {
    String accounts =
        person.accounts().stream().map(Account::username).collect(Collectors.joining(", "));
    out.append("  - { id: ").append(person.id()).append(", name: ").append(person.name());
    out.append(", email: ").append(person.email()).append(", accounts: { gitlab: ");
    out.append(person.accounts().size() == 1 ? accounts : "[" + accounts + "]");
    if (withJira) {
      // In quotes, since digits with an e among them would be read as a number.
      out.append(", jira: \"").append(person.accounts().getFirst().trackerId()).append("\"");
    }
    out.append(" }");
    out.append(", zone: ").append(person.office().zone());
    if (person.office() != Office.BERLIN) {
      out.append(", calendar: ").append(calendar(person.office(), year));
    }
    out.append(" }\n");
  }

  private static void team(StringBuilder out, Team team, List<Board> boards) {
    out.append("  - { id: ").append(team.id()).append(", name: ").append(team.name());
    if (team.parent() != null) {
      out.append(", parent: ").append(team.parent()).append(", lead: ").append(team.lead());
    }
    out.append(", zone: ").append(team.zone());
    if (team.members().isEmpty() && !boards.isEmpty()) {
      out.append(",\n      wanted: { features: 50, bugs: 20, support: 15, debt: 15 }");
    }
    if (!team.members().isEmpty()) {
      String members =
          team.members().stream().map(CompanyYaml::member).collect(Collectors.joining(", "));
      out.append(",\n      members: [").append(members).append("]");
      out.append(",\n      services: [").append(String.join(", ", team.services())).append("]");
      String own =
          boards.stream()
              .filter(board -> board.team().equals(team))
              // A service desk is told by its name.
              .map(board -> "\"jira/" + (board.desk() ? board.name() : board.id()) + "\"")
              .collect(Collectors.joining(", "));
      out.append(own.isEmpty() ? "" : ",\n      boards: [" + own + "]");
    }
    out.append(" }\n");
  }

  private static String member(Membership member) {
    if (member.from() == null && member.to() == null) {
      return member.personId();
    }
    String from = member.from() == null ? "" : ", from: " + member.from();
    String to = member.to() == null ? "" : ", to: " + member.to();
    return "{ person: " + member.personId() + from + to + " }";
  }

  private static void service(StringBuilder out, Project project, boolean withJira) {
    boolean library = project.delivery() == Project.Delivery.RELEASE;
    out.append("  - { id: ").append(project.serviceId()).append(", name: ").append(project.name());
    out.append(", kind: ").append(library ? "library" : "service");
    out.append(", gitlab: [").append(project.path()).append("]");
    if (withJira) {
      // In quotes for the colon.
      out.append(", sonarqube: [\"").append(CodeQuality.key(project)).append("\"]");
    }
    if (withJira && !Clusters.of(project).isEmpty()) {
      String applications =
          Clusters.of(project).stream()
              .map(cluster -> Clusters.application(project, cluster))
              .collect(Collectors.joining(", "));
      out.append(", argocd: [").append(applications).append("]");
    }
    if (project.jenkins() != null) {
      out.append(", jenkins: [").append(project.jenkins()).append("]");
    }
    if (withJira) {
      WatchedYaml.names(out, project);
    }
    out.append(" }\n");
  }
}
