package io.throughline.simulator.world;

import io.throughline.simulator.production.Outages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the scripts of a ticket and of its sub-tasks, from its creation to its end. */
final class TicketMaker {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final String FOUND = "from-production";
  private final long seed;
  private final Sprints sprints;
  private final Account automation;
  private final Era era;

  TicketMaker(long seed, Sprints sprints, Account automation, Era era) {
    this.era = era;
    this.seed = seed;
    this.sprints = sprints;
    this.automation = automation;
  }

  /**
   * When a ticket comes to the team.
   *
   * @param origin the board on which it was created by mistake; null for the team's own
   * @param added when it comes into the sprint; on a board without sprints, when it is refined
   * @param removal when it is taken out of the sprint again; null for never
   * @param outcome how it ends when its work is never finished; null for not at all
   * @param inSprints false for what never leaves the backlog
   */
  record Arrival(
      Board board,
      @Nullable Board origin,
      int sprint,
      long created,
      long added,
      SprintWalk.@Nullable Removal removal,
      @Nullable Stage outcome,
      boolean inSprints) {}

  /** The ticket first, then its sub-tasks. */
  List<TicketScript> write(
      Arrival arrival,
      TicketType type,
      Work work,
      Account lead,
      List<TicketScript> epics,
      TicketHabit habit,
      Pace pace) {
    Dice dice = Dice.of(seed, work.key() + "/ticket");
    Board board = arrival.board();
    boolean retyped = dice.chance(0.02) && pace == Pace.OFFICE;
    TicketType first =
        retyped ? (type == TicketType.TASK ? TicketType.STORY : TicketType.TASK) : type;
    Board origin = arrival.origin() == null ? board : arrival.origin();
    TicketScript script =
        new TicketScript(
            origin, dice.chance(0.6) ? lead : work.who(), arrival.created(), first, work.summary());
    long early = arrival.created() + (arrival.added() - arrival.created()) / 5;
    if (retyped) {
      script.set(early, lead, TicketField.TYPE, type.id());
    }
    if (arrival.origin() != null) {
      script.move(early + 2_000, lead, board);
    }
    long until = arrival.added();
    if (arrival.inSprints()) {
      until =
          Math.max(until, Math.min(until + HOUR, sprints.of(board, arrival.sprint()).startAt()));
    }
    List<TicketScript> out = new ArrayList<>();
    out.add(script);
    List<TicketScript> parts =
        new Refinement(script, type, lead, work.who(), until, habit, dice)
            .write(work.summary(), arrival.origin() == null ? epics : List.of());
    found(script, type, lead, until, Dice.of(seed, work.key() + "/found"));
    repair(script, type, lead, Dice.of(seed, work.key() + "/repair"));
    List<Stage> walk = walk(arrival, work, habit, dice, pace);
    if (arrival.inSprints()) {
      new SprintWalk(sprints, board, script, walk, lead)
          .write(arrival.sprint(), arrival.added(), arrival.removal());
      estimateAgain(arrival, script, work, habit, dice);
    }
    new WalkWriter(script, work.who(), automation, dice).write(walk, habit, pace);
    if (arrival.origin() == null) {
      out.addAll(parts);
      parts.forEach(part -> part(part, parts, work, dice));
    }
    return out;
  }

  /** Of some bugs the lead writes down that they were seen in production. */
  private static void found(
      TicketScript script, TicketType type, Account lead, long refined, Dice dice) {
    if (type == TicketType.BUG && dice.chance(0.3)) {
      script.turn(
          refined + 5 * MINUTE,
          lead,
          TicketField.LABELS,
          was -> was == null ? FOUND : was + " " + FOUND);
    }
  }

  /** After the data centre was dark, the lead links the incident to some of what follows. */
  private void repair(TicketScript script, TicketType type, Account lead, Dice dice) {
    for (long dark : Outages.darkAt(era)) {
      long since = script.createdAt - dark;
      boolean soon = since > 2 * HOUR && since < 21 * 24 * HOUR;
      boolean ours = script.board.team().id().equals("navigation");
      if (soon && ours && type != TicketType.SPIKE && dice.chance(0.3)) {
        script.set(
            script.createdAt + 20 * MINUTE,
            lead,
            TicketField.INCIDENT_LINK,
            Outages.darkIncident(era, dark));
      }
    }
  }

  private static List<Stage> walk(
      Arrival arrival, Work work, TicketHabit habit, Dice dice, Pace pace) {
    long born = arrival.created() + (pace == Pace.LIVE ? 2_000 : 10 * MINUTE);
    List<Stage> walk = new ArrayList<>();
    long last = born;
    for (Stage stage : Stage.walk(work, habit, dice, pace)) {
      // A step is never before the one it follows, nor before the ticket.
      last = Math.max(stage.at(), last + 1_000);
      walk.add(new Stage(last, stage.status(), stage.outcome()));
    }
    Stage outcome = arrival.outcome();
    if (outcome != null && outcome.at() > last) {
      walk.removeIf(stage -> stage.status() == TicketStatus.DONE);
      walk.add(outcome);
    }
    return walk;
  }

  private void estimateAgain(
      Arrival arrival, TicketScript script, Work work, TicketHabit habit, Dice dice) {
    if (!dice.chance(habit.reestimated())) {
      return;
    }
    Sprint sprint = sprints.of(arrival.board(), arrival.sprint());
    long from = Math.max(sprint.startAt(), arrival.added()) + MINUTE;
    long at = from + (long) ((sprint.closedAt() - from) * dice.between(0.1, 0.9));
    long luck = dice.next();
    script.turn(
        at,
        work.who(),
        TicketField.POINTS,
        was ->
            was == null ? null : "" + Refinement.other(Integer.parseInt(was), Dice.of(luck, "")));
  }

  private static void part(TicketScript part, List<TicketScript> all, Work work, Dice dice) {
    Account who = work.who();
    part.set(part.createdAt + 4 * MINUTE, who, TicketField.ASSIGNEE, who.trackerId());
    if (work.begun() == Long.MAX_VALUE) {
      return;
    }
    long end = work.done() == null ? work.begun() + 40 * HOUR : work.done();
    int place = all.indexOf(part);
    long step = Math.max(4 * MINUTE, (end - work.begun()) / (all.size() + 1));
    long begun = Math.max(part.createdAt + 5 * MINUTE, work.begun() + place * step);
    part.set(begun, who, TicketField.STATUS, TicketStatus.IN_PROGRESS.id());
    if (work.done() != null || dice.chance(0.5)) {
      long done = begun + step / 2 + MINUTE;
      part.set(done, who, TicketField.STATUS, TicketStatus.DONE.id());
      part.set(done, who, TicketField.RESOLUTION, Resolution.DONE.name());
    }
  }
}
