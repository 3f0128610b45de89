package io.throughline.simulator.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The make-believe company: who works there, in which teams, on what. */
public final class Company {
  private final String name;
  private final List<Group> groups;
  private final List<Team> teams;
  private final List<Person> people;
  private final List<Account> accounts;
  private final List<Project> projects;
  private final List<Board> boards;
  private final Board desk;
  private final Map<String, Person> personById = new HashMap<>();
  private final Map<String, Team> teamById = new HashMap<>();
  private final Map<String, Account> accountByName = new HashMap<>();
  private final Map<String, Project> projectBySlug = new HashMap<>();

  /** Gathers the parts; ids and user names must be unique. */
  public Company(
      String name,
      List<Group> groups,
      List<Team> teams,
      List<Person> people,
      List<Account> accounts,
      List<Project> projects,
      List<Board> boards,
      Board desk) {
    this.name = name;
    this.groups = List.copyOf(groups);
    this.teams = List.copyOf(teams);
    this.people = List.copyOf(people);
    this.accounts = List.copyOf(accounts);
    this.projects = List.copyOf(projects);
    this.boards = List.copyOf(boards);
    this.desk = desk;
    people.forEach(p -> personById.put(p.id(), p));
    teams.forEach(t -> teamById.put(t.id(), t));
    accounts.forEach(a -> accountByName.put(a.username(), a));
    projects.forEach(p -> projectBySlug.put(p.slug(), p));
  }

  public String name() {
    return name;
  }

  /** GitLab's groups, outermost first. */
  public List<Group> groups() {
    return groups;
  }

  /** Departments and teams. */
  public List<Team> teams() {
    return teams;
  }

  /** The people that the configuration knows. */
  public List<Person> people() {
    return people;
  }

  /** Every GitLab user, bots, agents and unmapped people included, by rising id. */
  public List<Account> accounts() {
    return accounts;
  }

  /** Every GitLab project, by rising id. */
  public List<Project> projects() {
    return projects;
  }

  /** One board for each team that has members, in the order of the teams. */
  public List<Board> boards() {
    return boards;
  }

  /** Where customers ask and complain. */
  public Board desk() {
    return desk;
  }

  /** The person with this id, or null. */
  public @Nullable Person person(String id) {
    return personById.get(id);
  }

  /** The team with this id, or null. */
  public @Nullable Team team(String id) {
    return teamById.get(id);
  }

  /**
   * The user with this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Account account(String username) {
    Account account = accountByName.get(username);
    if (account == null) {
      throw new IllegalArgumentException("no such user: " + username);
    }
    return account;
  }

  /**
   * The project whose path ends so.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Project project(String slug) {
    Project project = projectBySlug.get(slug);
    if (project == null) {
      throw new IllegalArgumentException("no such project: " + slug);
    }
    return project;
  }
}
