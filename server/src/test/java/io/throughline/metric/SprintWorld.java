package io.throughline.metric;

import static io.throughline.metric.FactWorld.always;
import static io.throughline.metric.FactWorld.at;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestCycle;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TestRun;
import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketStatus;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Planning;
import io.throughline.model.org.Team;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A board of the team {@code pay} with tickets told change by change. Statuses: 1 To Do, 2 In
 * Progress, 3 Blocked, 4 Done. Sprint 1 runs from Monday 2026-05-04 10:00 to Friday 2026-05-15
 * 16:00, sprint 2 from Monday 2026-05-18 10:00 to Friday 2026-05-29 16:00; both are closed.
 */
final class SprintWorld implements AutoCloseable {
  static final long BOARD = FactId.of(1, 7);

  final FactWorld facts;
  private final List<Story> stories = new ArrayList<>();
  private final List<Sprint> sprints = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  SprintWorld(Path folder) {
    this(folder, "Payments");
  }

  /**
   * @param boards what the team calls its boards
   */
  SprintWorld(Path folder, String... boards) {
    this(folder, Stream.of(boards).map(FactWorld::always).toList());
  }

  /**
   * @param boards what the team calls its boards, and from when to when it worked on them
   */
  SprintWorld(Path folder, List<Dated<String>> boards) {
    this(folder, boards, Planning.USUAL);
  }

  /**
   * @param planning how the team plans its sprints
   */
  SprintWorld(Path folder, List<Dated<String>> boards, Planning planning) {
    this(folder, boards, planning, "a", "b");
  }

  /**
   * @param members who the team consists of
   */
  SprintWorld(Path folder, List<Dated<String>> boards, Planning planning, String... members) {
    Team pay =
        new Team(
            "pay",
            "pay",
            "all",
            null,
            FactWorld.ZONE,
            null,
            Stream.of(members).map(FactWorld::always).toList(),
            List.of(),
            boards,
            planning);
    facts =
        new FactWorld(
            folder,
            List.of(
                new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()),
                pay,
                FactWorld.team("ops", List.of(always("f")), List.of())),
            List.of());
    facts.tell(new Board(BOARD, "Payments", "scrum", FactId.of(1, 3), "points", null, false));
    statusCalled(1, "To Do", "todo");
    statusCalled(2, "In Progress", "in_progress");
    statusCalled(3, "Blocked", "in_progress");
    statusCalled(4, "Done", "done");
    sprint(1, "2026-05-04T10:00", "2026-05-15T16:00");
    sprint(2, "2026-05-18T10:00", "2026-05-29T16:00");
  }

  /** Adds a status beside the four. */
  void statusCalled(int number, String name, String category) {
    facts.tell(new TicketStatus(FactId.of(1, number), name, category));
  }

  void sprint(int number, String start, String closed) {
    Sprint sprint =
        new Sprint(
            FactId.of(1, number),
            BOARD,
            "Sprint " + number,
            null,
            "closed",
            at(start),
            at(closed),
            at(closed),
            false);
    sprints.add(sprint);
    facts.tell(sprint);
  }

  /**
   * Adds a sprint that was not started.
   *
   * @param planned null: nobody has said when it will be
   */
  void future(int number, @Nullable String planned) {
    facts.tell(
        new Sprint(
            FactId.of(1, number),
            BOARD,
            "Sprint " + number,
            null,
            "future",
            planned == null ? null : at(planned),
            null,
            null,
            false));
  }

  /** A ticket as it is now, with all its changes in their order. */
  record Told(Ticket ticket, List<TicketChange> changes) {}

  List<Told> told() {
    return stories.stream().map(s -> new Told(s.ticket(), List.copyOf(s.changes))).toList();
  }

  List<Sprint> sprints() {
    return List.copyOf(sprints);
  }

  long ticketId(int number) {
    return FactId.of(1, 1000 + number);
  }

  Story story(int number, double points) {
    Story story = new Story(number, TicketKind.STORY, points);
    stories.add(story);
    return story;
  }

  Story ticket(int number, TicketKind kind) {
    Story story = new Story(number, kind, null);
    stories.add(story);
    return story;
  }

  /** A test case, written on 2026-04-21, of another source. */
  Check test(int number) {
    Check check = new Check(number);
    checks.add(check);
    return check;
  }

  List<Check> tests() {
    return List.copyOf(checks);
  }

  Readings readings() {
    stories.forEach(Story::tell);
    checks.forEach(Check::tell);
    return facts.readings();
  }

  @Override
  public void close() {
    facts.close();
  }

  /** One test case and its runs, all in one cycle. */
  final class Check {
    final List<TestRequirement> links = new ArrayList<>();
    final List<TestRun> runs = new ArrayList<>();
    private final long id;
    private final int number;
    private boolean draft;
    private @Nullable Boolean archived;
    private Instant written = at("2026-04-21T10:00");

    Check(int number) {
      this.id = FactId.of(2, number);
      this.number = number;
    }

    /** Linked at a moment that the source does not tell. */
    Check of(int story) {
      return of(story, null);
    }

    Check of(int story, @Nullable String when) {
      links.add(
          new TestRequirement(
              id, "" + story, 1000L + story, "PAY-" + story, when == null ? null : at(when)));
      return this;
    }

    Check written(String when) {
      written = at(when);
      return this;
    }

    Check draft() {
      draft = true;
      return this;
    }

    Check archived() {
      archived = true;
      return this;
    }

    Check run(TestResult result, String when) {
      String key = "" + (number * 1000 + runs.size());
      runs.add(new TestRun(FactId.of(2, 7), key, id, result, at(when)));
      return this;
    }

    boolean counts() {
      return !draft && archived == null;
    }

    Instant written() {
      return written;
    }

    private void tell() {
      facts.tell(
          new TestCase(
              id,
              "PAY-TC-" + number,
              "Test " + number,
              null,
              draft ? "Draft" : "Done",
              draft,
              archived,
              written,
              null));
      facts.tell(new TestCycle(FactId.of(2, 7), "PAY-TR-7", "Cycle 7", written));
      facts.members(TestRequirement.class, id, "requirements", links);
      facts.members(TestRun.class, FactId.of(2, 7), "runs/" + number, runs);
    }
  }

  /** One ticket, created on 2026-04-20 in To Do with its first estimate. */
  final class Story {
    private final long id;
    private final int number;
    private final TicketKind kind;
    private final @Nullable Double firstPoints;
    private final List<TicketChange> changes = new ArrayList<>();
    private @Nullable Double points;
    private @Nullable Long estimateSeconds;
    private long status = 1;
    private @Nullable String outcome;
    private @Nullable Long assignee = FactWorld.person("a");
    private @Nullable Long parent;
    private Criteria criteria = Criteria.MISSING;
    private long tracker = 3;
    private Instant created = at("2026-04-20T10:00");
    private String sprints = "";
    private String labels = "";
    private String components = "";
    private @Nullable String priority;

    Story(int number, TicketKind kind, @Nullable Double points) {
      this.id = FactId.of(1, 1000 + number);
      this.number = number;
      this.kind = kind;
      this.firstPoints = points;
      this.points = points;
    }

    long id() {
      return id;
    }

    Story created(String when) {
      created = at(when);
      return this;
    }

    /** In a sprint from its creation, so that no change tells of it. */
    Story bornIn(int sprint) {
      sprints = "," + sprint + ",";
      return this;
    }

    Story labelled(String... names) {
      labels = "," + String.join(",", names) + ",";
      return this;
    }

    Story components(String... names) {
      components = "," + String.join(",", names) + ",";
      return this;
    }

    Story priority(String name) {
      priority = name;
      return this;
    }

    /** In another project. */
    Story of(int number) {
      tracker = number;
      return this;
    }

    /** In a status of which only its name is known, for an hour. */
    Story through(int number, String name, String when) {
      String now = String.valueOf(status);
      String then = String.valueOf(number);
      changes.add(
          new TicketChange(
              id, "80:0", TicketField.STATUS, now, name(now), then, name, null, at(when)));
      changes.add(
          new TicketChange(
              id,
              "81:0",
              TicketField.STATUS,
              then,
              name,
              now,
              name(now),
              null,
              at(when).plusSeconds(3600)));
      return this;
    }

    Story under(Story other) {
      parent = other.id;
      return this;
    }

    Story criteria(Criteria holds) {
      criteria = holds;
      return this;
    }

    Story in(int sprint, String when) {
      return change(TicketField.SPRINT, null, String.valueOf(sprint), when);
    }

    Story out(int sprint, String when) {
      return change(TicketField.SPRINT, String.valueOf(sprint), null, when);
    }

    Story status(int number, String when) {
      String before = String.valueOf(status);
      status = number;
      return change(TicketField.STATUS, before, String.valueOf(number), when);
    }

    Story linked(String key, String when) {
      return change(TicketField.LINK, null, key, when);
    }

    Story unlinked(String key, String when) {
      return change(TicketField.LINK, key, null, when);
    }

    Story done(String when) {
      return status(4, when);
    }

    /** Estimated in hours from the beginning. */
    Story hours(double estimate) {
      estimateSeconds = Math.round(estimate * 3_600);
      return this;
    }

    Story points(@Nullable Double estimate, String when) {
      String before = points == null ? null : points.toString();
      points = estimate;
      return change(TicketField.POINTS, before, estimate == null ? null : "" + estimate, when);
    }

    /** Its field for points holds words from now on. */
    Story pointsInWords(String words, String when) {
      String before = points == null ? null : points.toString();
      points = null;
      changes.add(
          new TicketChange(
              id, number + "99:0", TicketField.POINTS, before, null, null, words, null, at(when)));
      return this;
    }

    Story outcome(String word, String when) {
      String before = outcome;
      outcome = word;
      return change(TicketField.OUTCOME, before, word, when);
    }

    Story flagged(boolean flag, String when) {
      return change(TicketField.FLAGGED, flag ? null : "true", flag ? "true" : null, when);
    }

    /** Hands the ticket over; null: to nobody. */
    Story assignee(@Nullable String name, String when) {
      Long before = assignee;
      assignee = name == null ? null : FactWorld.person(name);
      return change(
          TicketField.ASSIGNEE,
          before == null ? null : before.toString(),
          assignee == null ? null : assignee.toString(),
          when);
    }

    Story criteria(Criteria before, Criteria after, String when) {
      criteria = after;
      return change(
          TicketField.CRITERIA_FIELD,
          before.name().toLowerCase(java.util.Locale.ROOT),
          after.name().toLowerCase(java.util.Locale.ROOT),
          when);
    }

    private Story change(
        TicketField field, @Nullable String before, @Nullable String after, String when) {
      changes.add(
          new TicketChange(
              id,
              (number * 100 + changes.size()) + ":0",
              field,
              before,
              field == TicketField.STATUS ? name(before) : null,
              after,
              field == TicketField.STATUS ? name(after) : null,
              FactWorld.person("a"),
              at(when)));
      return this;
    }

    private @Nullable String name(@Nullable String number) {
      return number == null
          ? null
          : List.of("To Do", "In Progress", "Blocked", "Done").get(Integer.parseInt(number) - 1);
    }

    private void tell() {
      facts.tell(ticket());
      facts.members(TicketChange.class, id, "changelog", changes);
    }

    private Ticket ticket() {
      return new Ticket(
          id,
          FactId.of(1, tracker),
          "PAY-" + number,
          "Story " + number,
          "https://x/PAY-" + number,
          "Story",
          kind,
          status,
          name(String.valueOf(status)),
          List.of("todo", "in_progress", "in_progress", "done").get((int) status - 1),
          priority,
          null,
          outcome,
          assignee,
          null,
          parent,
          changes.stream().anyMatch(c -> c.field() == TicketField.POINTS) ? points : firstPoints,
          estimateSeconds,
          false,
          labels,
          components,
          "",
          sprints,
          criteria,
          Criteria.MISSING,
          0,
          created,
          null,
          false);
    }
  }
}
