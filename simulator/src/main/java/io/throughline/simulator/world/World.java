package io.throughline.simulator.world;

import io.throughline.simulator.world.MergeRequest.Kind;
import io.throughline.simulator.world.Project.Delivery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The company's history, a pure function of the seed, the end of its recorded history, its scale,
 * the windows in which it ran live, and the merge requests that were asked for by hand. It grows
 * only forwards: what has been told never changes.
 *
 * <p>One thread at a time advances it; any number of threads read without a lock.
 */
public final class World {
  private record Step(long at, long order, Runnable action) {}

  private final long seed;
  private final Company company;
  private final Calendar calendar;
  private final Era era;
  private final Birth birth;
  private final Rhythm rhythm;
  private final Shipping shipping;
  private final PipelineMaker pipelines;
  private final Planning planning;
  private final Tracker tracker;
  private final Desk desk;
  private final Witness witness;
  private final CodeQuality codeQuality;
  private final Map<Long, ProjectHistory> histories = new TreeMap<>();
  private final Map<Long, MergeRequest> byId = new ConcurrentHashMap<>();
  private final PriorityQueue<Step> queue =
      new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::order));
  private long steps;
  private long mergeRequests = 4_100_000;

  /**
   * A world at its very beginning; {@link #advance} lets it happen.
   *
   * @param anchor end of the recorded history
   * @param months length of the recorded history
   * @param scale 1 for about 160 merge requests a week
   */
  public World(long seed, Instant anchor, int months, double scale, Witness witness) {
    this.seed = seed;
    this.calendar = new Calendar(anchor, months);
    this.company = Brightwater.from(calendar.monday(0));
    this.era = new Era(seed, calendar.start(), calendar.length());
    this.pipelines = new PipelineMaker(seed, era);
    this.birth = new Birth(seed, company, calendar, pipelines);
    this.rhythm = new Rhythm(seed, company, calendar, birth, scale);
    this.witness = witness;
    this.codeQuality =
        new CodeQuality(seed, company, half(calendar.start(), anchor.toEpochMilli()), histories);
    Sprints sprints = new Sprints(seed, calendar);
    this.tracker = new Tracker(company, sprints);
    this.planning =
        new Planning(
            seed,
            company,
            calendar,
            new Linking(seed, company, rhythm, birth),
            sprints,
            tracker.library(),
            era);
    this.desk = new Desk(company, era);
    this.shipping = new Shipping(seed, company.account("deploy-butler"), witness);
    for (Project project : company.projects()) {
      histories.put(project.id(), new ProjectHistory(project));
      schedule(project, calendar.monday(0));
    }
    week(0);
    sprint(0);
    asked(0);
  }

  /** Midnight of the day in the middle. */
  private static long half(long from, long to) {
    long day = 86_400_000;
    return (from + (to - from) / 2) / day * day;
  }

  public Company company() {
    return company;
  }

  /** The tickets, coherent with the merge requests. */
  public Tracker tracker() {
    return tracker;
  }

  /** What analyses find in the code. */
  public CodeQuality codeQuality() {
    return codeQuality;
  }

  /** Its luck and its length. */
  public Era era() {
    return era;
  }

  /** When the recorded history begins, epoch milliseconds. */
  public long start() {
    return calendar.start();
  }

  /** The histories of all projects, by rising id. */
  public List<ProjectHistory> histories() {
    return List.copyOf(histories.values());
  }

  /** The history of a project, or null. */
  public @Nullable ProjectHistory history(long projectId) {
    return histories.get(projectId);
  }

  /** Lets everything happen that begins up to {@code until}, epoch milliseconds. */
  public synchronized void advance(long until) {
    while (!queue.isEmpty() && queue.peek().at() <= until) {
      queue.poll().action().run();
    }
  }

  /** A stretch in which live merge requests are opened; to be told before time reaches it. */
  public synchronized void run(Window window) {
    slot(window, 0);
  }

  /**
   * Somebody opens, gets approved and merges a change, all at once, at {@code at}; to be told
   * before time passes it.
   *
   * @param slug the project; null for one picked by chance
   * @return where the merge request will be found after {@link #advance}
   */
  public synchronized MergeRequest emit(long at, @Nullable String slug, int number) {
    advance(at);
    String key = "emit/" + at + "/" + number;
    Plan some = rhythm.live(key, at);
    Project project = slug == null ? some.project() : company.project(slug);
    Plan plan =
        new Plan(
            key,
            at,
            project,
            human(some.author(), key),
            Kind.CHANGE,
            "main",
            Pace.LIVE,
            false,
            null);
    return open(plan, Emitted.reshape(at, birth.reviewer(plan)));
  }

  private Account human(Account author, String key) {
    return author.human()
        ? author
        : Dice.of(seed, key).pick(company.people()).accounts().getFirst();
  }

  private void at(long time, Runnable action) {
    queue.add(new Step(time, steps++, action));
  }

  private void week(int number) {
    at(
        calendar.planned(number),
        () -> {
          rhythm.week(number).forEach(this::plan);
          week(number + 1);
        });
  }

  private void sprint(int number) {
    at(
        planning.thoughtOf(number),
        () -> {
          planning.sprint(number).forEach(this::write);
          sprint(number + 1);
        });
  }

  /** What customers ask in a week; what they ask about is looked up when they do. */
  private void asked(int week) {
    at(
        calendar.planned(week),
        () -> {
          for (Desk.Call call : desk.week(week)) {
            at(
                call.at(),
                () -> witness.created(tracker.asked(desk.script(call, tracker.tickets()))));
          }
          asked(week + 1);
        });
  }

  /** Lets a ticket be created at its time, and its sub-tasks at theirs. */
  private void write(Planning.Written written) {
    for (TicketScript script : written.scripts()) {
      boolean first = script == written.scripts().getFirst();
      List<String> plans = first ? written.plans() : List.of();
      at(script.createdAt, () -> witness.created(tracker.born(script, plans)));
    }
  }

  private void plan(Plan plan) {
    at(plan.createdAt(), () -> open(plan, mr -> mr));
  }

  private void slot(Window window, int number) {
    double every = 60_000 / window.perMinute();
    String key = "live/" + window.from() + "/" + number;
    // Whole seconds, since webhooks tell no more; not before the window.
    long time =
        (window.from() + 999 + (long) (every * (number + 0.8 * Dice.of(seed, key).unit())))
            / 1000
            * 1000;
    at(
        time,
        () -> {
          if (time < window.to()) {
            open(rhythm.live(key, time), mr -> mr);
            slot(window, number + 1);
          }
        });
    // Its ticket is written shortly before, after the slot that plans this one.
    long before = Math.max(window.from() + 1, time - (long) Math.min(20_000, 0.15 * every));
    at(
        before,
        () -> {
          Planning.Written ticket =
              before < window.to() ? planning.live(rhythm.live(key, time), before) : null;
          if (ticket != null) {
            write(ticket);
          }
        });
  }

  private MergeRequest open(Plan plan, java.util.function.UnaryOperator<MergeRequest> reshape) {
    ProjectHistory history = historyOf(plan.project());
    MergeRequest mr =
        reshape.apply(
            birth.of(
                plan,
                ++mergeRequests,
                ++history.mergeRequestCount,
                history,
                tracker.keyFor(plan.key(), plan.createdAt())));
    tracker.opened(plan.key(), mr);
    history.add(mr);
    byId.put(mr.id(), mr);
    witness.opened(mr);
    Event.Merged merge = mr.merge();
    if (merge != null && mr.targetBranch().equals("main")) {
      merged(plan, mr, merge, history);
    }
    return mr;
  }

  private void merged(Plan plan, MergeRequest mr, Event.Merged merge, ProjectHistory history) {
    boolean live = plan.pace() == Pace.LIVE;
    Pipeline main =
        pipelines.ofMerge(
            plan,
            mr.id(),
            merge,
            history,
            calendar.year(merge.at()),
            plan.key().startsWith("emit"));
    history.add(main);
    witness.ran(main);
    if (mr.project().jenkins() != null && main.outcome().equals("failed")) {
      Pipeline again = pipelines.rebuild(plan, main, history);
      history.add(again);
      witness.ran(again);
    }
    history.awaitingProduction.add(mr);
    history.awaitingStaging.add(mr);
    Delivery delivery = mr.project().delivery();
    if (main.outcome().equals("success")) {
      if (delivery == Delivery.RELEASE && live) {
        at(main.finishedAt() + 3_000, () -> shipping.release(history, main.finishedAt() + 3_000));
      } else if (delivery == Delivery.CONTINUOUS || (live && delivery != Delivery.NONE)) {
        deploy(history, main.finishedAt() + (live ? 3_000 : 420_000), live);
      }
    }
    followUps(plan, mr, merge);
  }

  private void followUps(Plan plan, MergeRequest mr, Event.Merged merge) {
    if (plan.kind() != Kind.CHANGE || plan.pace() == Pace.LIVE) {
      return;
    }
    Dice dice = Dice.of(seed, plan.key() + "/after");
    Account author = mr.author().human() ? mr.author() : merge.by();
    String team = birth.teamOf(author, mr.project(), merge.at());
    if (author.human() && dice.chance(Behaviour.of(team, calendar.year(merge.at())).reverted())) {
      long next = Pace.OFFICE.after(author, merge.at() + dice.below(72_000_000), 0.8);
      plan(
          new Plan(
              plan.key() + "/revert",
              next,
              mr.project(),
              author,
              Kind.REVERT,
              "main",
              Pace.OFFICE,
              false,
              mr));
    } else if (author.human() && mr.project().releaseBranches() && dice.chance(0.09)) {
      long soon = Pace.OFFICE.after(author, merge.at(), dice.between(0.5, 5));
      plan(
          new Plan(
              plan.key() + "/pick",
              soon,
              mr.project(),
              author,
              Kind.CHERRY_PICK,
              Birth.releaseBranch(soon),
              Pace.OFFICE,
              false,
              mr));
    }
  }

  private void deploy(ProjectHistory history, long time, boolean live) {
    at(
        time,
        () -> {
          Long again = shipping.deploy(history, time, live);
          if (again != null) {
            deploy(history, again, live);
          }
        });
  }

  /** Plans a day's deployments or releases, and at its end the next day's. */
  private void schedule(Project project, LocalDate day) {
    ProjectHistory history = historyOf(project);
    Team owner = project.team() == null ? null : company.team(project.team());
    if (owner == null || project.delivery() == Delivery.CONTINUOUS) {
      return;
    }
    for (long time : DeployTimes.of(seed, project, owner, day)) {
      if (project.delivery() == Delivery.RELEASE) {
        at(time, () -> shipping.release(history, time));
      } else {
        deploy(history, time, false);
      }
    }
    at(DeployTimes.evening(owner, day), () -> schedule(project, day.plusDays(1)));
  }

  private ProjectHistory historyOf(Project project) {
    ProjectHistory history = histories.get(project.id());
    if (history == null) {
      throw new IllegalArgumentException("not a project of this world: " + project.path());
    }
    return history;
  }

  /** The merge request with this global id, even one of the future, or null. */
  public @Nullable MergeRequest mergeRequest(long id) {
    return byId.get(id);
  }
}
