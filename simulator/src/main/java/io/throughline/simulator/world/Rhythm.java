package io.throughline.simulator.world;

import io.throughline.simulator.world.MergeRequest.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Plans what people, bots and agents open in an ordinary week. */
final class Rhythm {
  private static final double BUSY = 0.86;
  private final long seed;
  private final Company company;
  private final Calendar calendar;
  private final Birth birth;
  private final double scale;

  Rhythm(long seed, Company company, Calendar calendar, Birth birth, double scale) {
    this.seed = seed;
    this.company = company;
    this.calendar = calendar;
    this.birth = birth;
    this.scale = scale;
  }

  /** All merge requests that are opened of themselves in a week counted from the beginning. */
  List<Plan> week(int week) {
    List<Plan> plans = new ArrayList<>();
    for (int d = 0; d < 7; d++) {
      LocalDate day = calendar.monday(week).plusDays(d);
      for (Person person : company.people()) {
        day(day, person, plans);
      }
      contractor(day, plans);
    }
    bots(week, plans);
    agents(week, plans);
    backMerges(week, plans);
    return plans;
  }

  /** A live merge request: somebody somewhere is always awake. */
  Plan live(String key, long at) {
    Dice dice = Dice.of(seed, key + "/who");
    Person person = dice.pick(company.people());
    String team = birth.teamOf(person.accounts().getFirst(), company.projects().getFirst(), at);
    List<Project> own = ownedBy(team);
    boolean agent = dice.chance(0.1);
    Account author = agent ? anAgent(dice) : person.accounts().getFirst();
    return new Plan(key, at, dice.pick(own), author, Kind.CHANGE, "main", Pace.LIVE, false, null);
  }

  private void day(LocalDate day, Person person, List<Plan> plans) {
    String key = day + "/" + person.id();
    Dice dice = Dice.of(seed, key);
    double rate = person.pace() * BUSY * scale * Calendar.season(day);
    boolean works = person.office().worksOn(day);
    int count = works ? dice.poisson(rate) : dice.chance(0.015 * rate) ? 1 : 0;
    for (int i = 0; i < count; i++) {
      long at = Calendar.at(day, person.office(), dice.between(9.2, 17.3));
      Account author = birth.accountOf(person, at);
      String team = birth.teamOf(author, company.projects().getFirst(), at);
      plans.add(change(key + "/" + i, at, projectFor(team, dice), author, dice));
    }
  }

  private void contractor(LocalDate day, List<Plan> plans) {
    Dice dice = Dice.of(seed, day + "/contractor");
    Account author = company.account("ext-juno-blake");
    if (author.office().worksOn(day) && dice.chance(0.25 * Calendar.season(day))) {
      long at = Calendar.at(day, author.office(), dice.between(10, 16));
      plans.add(change(day + "/contractor/0", at, company.project("web-shop"), author, dice));
    }
  }

  private Plan change(String key, long at, Project project, Account author, Dice dice) {
    boolean stacked = dice.chance(0.015);
    boolean hurry = !stacked && dice.chance(0.015);
    String target = stacked ? "feature/shared-work-" + dice.below(99) : "main";
    Kind kind = stacked ? Kind.STACKED : Kind.CHANGE;
    return new Plan(key, at, project, author, kind, target, Pace.OFFICE, hurry, null);
  }

  private Project projectFor(String team, Dice dice) {
    double luck = dice.unit();
    if (luck < 0.03) {
      return company.project("hack-week");
    }
    if (luck < 0.07) {
      return company.project("motion-kit");
    }
    return luck < 0.16 ? dice.pick(company.projects()) : dice.pick(ownedBy(team));
  }

  private List<Project> ownedBy(String team) {
    return company.projects().stream().filter(p -> team.equals(p.team())).toList();
  }

  private void bots(int week, List<Plan> plans) {
    Account robot = company.account("project_12_bot_ab12");
    for (Project project : company.projects()) {
      Dice dice = Dice.of(seed, week + "/bump/" + project.slug());
      int count = project.serviceId() == null ? 0 : dice.poisson(1.4 * scale);
      for (int i = 0; i < count; i++) {
        long at = calendar.planned(week) + (long) (dice.between(0.7, 5.5) * 86_400_000);
        plans.add(
            new Plan(
                week + "/bump/" + project.slug() + i,
                at,
                project,
                robot,
                Kind.BUMP,
                "main",
                Pace.OFFICE,
                false,
                null));
      }
    }
  }

  private void agents(int week, List<Plan> plans) {
    Dice dice = Dice.of(seed, week + "/agents");
    double year = Math.min(1.1, calendar.year(calendar.planned(week)));
    int count = dice.poisson((2 + 11 * year) * scale);
    for (int i = 0; i < count; i++) {
      Project project = dice.pick(company.projects());
      long at = calendar.planned(week) + (long) (dice.between(0.8, 5.4) * 86_400_000);
      plans.add(
          new Plan(
              week + "/agent/" + i,
              at,
              project,
              anAgent(dice),
              Kind.CHANGE,
              "main",
              Pace.OFFICE,
              false,
              null));
    }
  }

  private Account anAgent(Dice dice) {
    return dice.pick(
        company.accounts().stream().filter(a -> a.kind() == Account.Kind.AGENT).toList());
  }

  private void backMerges(int week, List<Plan> plans) {
    for (Project project : company.projects()) {
      Team owner = project.team() == null ? null : company.team(project.team());
      Person lead = owner == null || owner.lead() == null ? null : company.person(owner.lead());
      LocalDate friday = calendar.monday(week).plusDays(4);
      if (!project.releaseBranches() || lead == null || !lead.office().worksOn(friday)) {
        continue;
      }
      long at = Calendar.at(friday, lead.office(), 13.4);
      plans.add(
          new Plan(
              week + "/back/" + project.slug(),
              at,
              project,
              lead.accounts().getFirst(),
              Kind.BACK_MERGE,
              "main",
              Pace.OFFICE,
              false,
              null));
    }
  }
}
