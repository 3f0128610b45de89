package io.throughline.simulator.world;

import io.throughline.simulator.world.MergeRequest.Authorship;
import io.throughline.simulator.world.MergeRequest.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a plan into a merge request with its whole life. */
final class Birth {
  private final long seed;
  private final Company company;
  private final Calendar calendar;
  private final PipelineMaker pipelines;

  Birth(long seed, Company company, Calendar calendar, PipelineMaker pipelines) {
    this.seed = seed;
    this.company = company;
    this.calendar = calendar;
    this.pipelines = pipelines;
  }

  /**
   * The merge request of a plan.
   *
   * @param ticket the key of the ticket that it is for; null when it names none
   */
  MergeRequest of(Plan plan, long id, int iid, ProjectHistory history, @Nullable String ticket) {
    Dice dice = Dice.of(seed, plan.key());
    Behaviour way = way(plan);
    MergeRequest original = plan.original();
    String title = title(plan, dice);
    String base = Dice.sha(seed, plan.key() + "/base");
    List<Event> events = life(plan, title, dice);
    Reference reference = Reference.of(ticket, Dice.of(seed, plan.key() + "/reference"));
    List<ChangedFile> files =
        original != null ? original.files() : Files.of(plan, way.lines(), dice);
    return new MergeRequest(
        id,
        iid,
        plan.project(),
        plan.author(),
        plan.kind(),
        authorship(plan, events),
        reference.title(title),
        description(plan, title),
        reference.branch(branch(plan, title, dice)),
        plan.targetBranch(),
        labels(plan),
        files,
        events,
        base,
        pipelines.ofMergeRequest(plan, id, iid, events, history),
        original);
  }

  private Behaviour way(Plan plan) {
    String team = teamOf(plan.author(), plan.project(), plan.createdAt());
    return Behaviour.of(team, calendar.year(plan.createdAt()));
  }

  /** What will happen to a planned merge request. */
  List<Event> life(Plan plan) {
    Dice dice = Dice.of(seed, plan.key());
    return life(plan, title(plan, dice), dice);
  }

  /** The title of a planned merge request, without a ticket's key. */
  String title(Plan plan) {
    return title(plan, Dice.of(seed, plan.key()));
  }

  private List<Event> life(Plan plan, String title, Dice dice) {
    String team = teamOf(plan.author(), plan.project(), plan.createdAt());
    Behaviour way = way(plan);
    boolean assisted =
        plan.author().human() && plan.kind() == Kind.CHANGE && dice.chance(way.assisted());
    String base = Dice.sha(seed, plan.key() + "/base");
    CommitWriter commits = new CommitWriter(seed, plan, title, assisted, base);
    return new Life(plan, dice, way, crowd(plan, team), commits).write();
  }

  /** The team as whose work this is done: the author's, else the owner's. */
  String teamOf(Account author, Project project, long at) {
    for (Team team : company.teams()) {
      if (team.had(author.personId(), at)) {
        return team.id();
      }
    }
    return project.team() == null ? "insights" : project.team();
  }

  /** Somebody who may review what is planned. */
  Account reviewer(Plan plan) {
    String team = teamOf(plan.author(), plan.project(), plan.createdAt());
    return crowd(plan, team).reviewer(Dice.of(seed, plan.key() + "/reviewer"));
  }

  private Crowd crowd(Plan plan, String team) {
    long at = plan.createdAt();
    List<Account> near = membersOf(team, plan.author(), at);
    String owner = plan.project().team();
    List<Account> far = new ArrayList<>(membersOf(owner == null ? team : owner, plan.author(), at));
    far.add(company.account("ext-juno-blake"));
    far.removeIf(account -> account.same(plan.author()));
    List<Account> agents =
        company.accounts().stream().filter(a -> a.kind() == Account.Kind.AGENT).toList();
    return new Crowd(
        near,
        far.isEmpty() ? near : far,
        agents,
        company.account("brightwater-ci[bot]"),
        company.account("deploy-butler"));
  }

  private List<Account> membersOf(String teamId, Account author, long at) {
    List<Account> out = new ArrayList<>();
    for (Person person : company.people()) {
      Team team = company.team(teamId);
      if (team != null && team.had(person.id(), at) && !person.id().equals(author.personId())) {
        out.add(accountOf(person, at));
      }
    }
    return out;
  }

  /** The account that the person used at that time: one of them has changed accounts. */
  Account accountOf(Person person, long at) {
    boolean early = calendar.year(at) < 0.3;
    return early ? person.accounts().getLast() : person.accounts().getFirst();
  }

  private static String title(Plan plan, Dice dice) {
    MergeRequest original = plan.original();
    return switch (plan.kind()) {
      case REVERT -> "Revert \"" + (original == null ? "" : original.title()) + "\"";
      case CHERRY_PICK -> original == null ? "" : original.title();
      case BACK_MERGE -> "Merge " + releaseBranch(plan.createdAt()) + " back into main";
      case BUMP ->
          "Update dependency "
              + dice.pick(Words.LIBRARIES)
              + " to v"
              + (2 + dice.below(20))
              + "."
              + dice.below(20)
              + "."
              + dice.below(9);
      case CHANGE, STACKED -> Words.title(dice);
    };
  }

  private static String description(Plan plan, String title) {
    MergeRequest original = plan.original();
    if (original == null) {
      return plan.kind() == Kind.BUMP
          ? "This MR contains the following updates, made by the dependency robot."
          : title + ", as agreed in the refinement.\n\n- [x] tests\n- [x] docs";
    }
    Event.Merged merge = original.merge();
    String sha = merge == null ? original.baseSha() : merge.mergeSha();
    return plan.kind() == Kind.REVERT
        ? "This reverts merge request !" + original.iid() + "\n\nThis reverts commit " + sha + "."
        : original.title() + "\n\n(cherry picked from commit " + sha + ")";
  }

  private static String branch(Plan plan, String title, Dice dice) {
    MergeRequest original = plan.original();
    Event.Merged merge = original == null ? null : original.merge();
    String sha8 = merge == null ? "00000000" : merge.mergeSha().substring(0, 8);
    return switch (plan.kind()) {
      case REVERT -> "revert-" + sha8;
      case CHERRY_PICK -> "cherry-pick-" + sha8;
      case BACK_MERGE -> releaseBranch(plan.createdAt());
      case BUMP -> "renovate/" + title.split(" ")[2] + "-" + dice.below(9000);
      case CHANGE, STACKED ->
          plan.hurry()
              ? Words.branch(title, dice).replace("feature/", "hotfix/")
              : Words.branch(title, dice);
    };
  }

  /** The release branch that is open at a moment; a new one begins each week. */
  static String releaseBranch(long at) {
    return "release/1." + Math.floorDiv(at, 7L * 86_400_000) % 1000;
  }

  private static List<String> labels(Plan plan) {
    if (plan.hurry()) {
      return List.of("hotfix");
    }
    return plan.kind() == Kind.BUMP ? List.of("dependencies") : List.of(plan.project().language());
  }

  private static Authorship authorship(Plan plan, List<Event> events) {
    return switch (plan.author().kind()) {
      case BOT -> Authorship.BOT;
      case AGENT -> Authorship.AGENT;
      case HUMAN, CUSTOMER -> helped(events) ? Authorship.ASSISTED : Authorship.HUMAN;
    };
  }

  private static boolean helped(List<Event> events) {
    for (Event event : events) {
      List<Commit> commits = commits(event);
      if (commits != null && commits.stream().anyMatch(c -> c.message().contains("Co-authored"))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable List<Commit> commits(Event event) {
    return switch (event) {
      case Event.Opened e -> e.commits();
      case Event.Pushed e -> e.commits();
      default -> null;
    };
  }
}
