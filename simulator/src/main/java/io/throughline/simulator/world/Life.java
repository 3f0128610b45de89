package io.throughline.simulator.world;

import io.throughline.simulator.world.Event.Style;
import io.throughline.simulator.world.MergeRequest.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the whole life of one merge request, from its first commit to its end. */
final class Life {
  private final Plan plan;
  private final Dice dice;
  private final Behaviour way;
  private final Crowd crowd;
  private final CommitWriter commits;
  private final List<Event> events = new ArrayList<>();
  private final Account author;
  private final Pace pace;
  private int threads;

  Life(Plan plan, Dice dice, Behaviour way, Crowd crowd, CommitWriter commits) {
    this.plan = plan;
    this.dice = dice;
    this.way = way;
    this.crowd = crowd;
    this.commits = commits;
    this.author = plan.author();
    this.pace = plan.pace();
  }

  /** All events in order of time; equal times keep the order in which they were written. */
  List<Event> write() {
    long created = plan.createdAt();
    switch (plan.kind()) {
      case BUMP -> bump(created);
      case CHERRY_PICK, BACK_MERGE -> quick(created);
      case REVERT -> revert(created);
      case CHANGE, STACKED -> change(created);
    }
    events.sort(Comparator.comparingLong(Event::at));
    return pace == Pace.LIVE
        ? events.stream().map(Life::wholeSecond).toList()
        : List.copyOf(events);
  }

  private void bump(long created) {
    events.add(new Event.Opened(created, author, false, commits.first(created, 0, 1)));
    remark(
        created + 240_000,
        crowd.ciBot(),
        "Pipeline passed, dependency dashboard is up to date.",
        Style.PLAIN);
    if (dice.chance(0.85)) {
      merge(created + 900_000 + dice.below(3_600_000), crowd.butler());
    } else if (dice.chance(0.7)) {
      events.add(new Event.Closed(created + 86_400_000L * 5, author));
    }
  }

  private void quick(long created) {
    events.add(new Event.Opened(created, author, false, commits.copied(created)));
    Account reviewer = crowd.reviewer(dice);
    ask(created + 1000, reviewer);
    long answered = pace.after(reviewer, created, dice.between(0.2, 3));
    events.add(new Event.Approved(answered, reviewer));
    merge(pace.after(author, answered, dice.between(0.1, 1.5)), author);
  }

  private void revert(long created) {
    events.add(new Event.Opened(created, author, false, commits.first(created, 0, 1)));
    if (dice.chance(0.7)) {
      Account reviewer = crowd.reviewer(dice);
      ask(created + 1000, reviewer);
      long answered = pace.after(reviewer, created, dice.between(0.1, 0.8));
      events.add(new Event.Approved(answered, reviewer));
      merge(pace.after(author, answered, 0.1), author);
    } else {
      merge(pace.after(author, created, 0.3), author);
    }
  }

  private void change(long created) {
    long ready = open(created);
    remark(ready + 60_000 + (ready & 0xfff), crowd.ciBot(), coverage(), Style.PLAIN);
    if (dice.chance(0.008) && pace == Pace.OFFICE) {
      return; // nobody ever looks at it again: it stays open
    }
    if (dice.chance(author.human() ? 0.045 : 0.16)) {
      if (!abandon(ready)) {
        return;
      }
      ready = events.getLast().at();
    }
    if (dice.chance(way.unreviewed()) || plan.hurry()) {
      merge(pace.after(author, ready, dice.around(1.5, 0.8)), author);
      return;
    }
    review(ready);
  }

  /** Opens it, as a draft or not; answers when it is ready. */
  private long open(long created) {
    if (!dice.chance(way.draft())) {
      double hours = dice.around(way.codingHours(), 0.9);
      events.add(
          new Event.Opened(
              created, author, false, commits.first(created, hours, 1 + dice.poisson(1.6))));
      if (dice.chance(0.03)) {
        long again = pace.after(author, created, 0.1);
        events.add(new Event.Pushed(again, author, commits.rebased(again), true));
        return created;
      }
      return created;
    }
    double hours = dice.around(way.codingHours() * 0.6, 0.9);
    events.add(
        new Event.Opened(
            created, author, true, commits.first(created, hours, 1 + dice.poisson(0.6))));
    long at = created;
    for (int pushes = dice.poisson(1.2); pushes > 0; pushes--) {
      at = pace.after(author, at, dice.around(way.codingHours() * 0.35, 0.7));
      events.add(new Event.Pushed(at, author, commits.more(at, 1 + dice.below(2)), false));
    }
    long ready = pace.after(author, at, dice.between(0.2, 2));
    events.add(new Event.DraftSet(ready, author, false));
    if (dice.chance(0.04) && pace == Pace.OFFICE) {
      long back = pace.after(author, ready, 0.3);
      ready = pace.after(author, back, dice.between(1, 6));
      events.add(new Event.DraftSet(back, author, true));
      events.add(new Event.DraftSet(ready, author, false));
    }
    return ready;
  }

  /** Closes it; answers true when it is opened again later. */
  private boolean abandon(long ready) {
    long closed = pace.after(author, ready, dice.between(4, 60));
    events.add(new Event.Closed(closed, author));
    if (!dice.chance(0.2)) {
      return false;
    }
    events.add(new Event.Reopened(pace.after(author, closed, dice.between(2, 12)), author));
    return true;
  }

  private void review(long ready) {
    Account first = crowd.reviewer(dice);
    long asked = ready + 2_000 + dice.below(plan.pace() == Pace.LIVE ? 2_000 : 240_000);
    ask(asked, first);
    if (dice.chance(way.assisted() * 0.3)) {
      remark(
          asked + 1_500,
          crowd.agent(dice),
          "Reviewed by an assistant: no blocking findings.",
          Style.PLAIN);
    }
    long at = pace.after(first, asked, dice.around(way.pickupHours(), 0.8));
    at = talk(at, first, dice.poisson(way.threads()), true);
    long begun = at;
    for (int round = 0;
        round < 3 && dice.chance(round == 0 ? way.changes() : way.changes() / 2);
        round++) {
      at = changes(at, first);
    }
    at = Math.max(at, pace.after(first, begun, dice.around(way.reviewHours(), 0.7)) - 1);
    events.add(new Event.Approved(at, first));
    long merged = pace.after(author, at, dice.around(1.2, 1.0));
    second(asked, at, merged, first);
    if (author.human() && dice.chance(0.015)) {
      events.add(new Event.Unapproved(at + (merged - at) / 3, first));
      events.add(new Event.Approved(at + (merged - at) / 2, first));
    }
    Account by = author.human() && dice.chance(0.8) ? author : first;
    merge(merged, by);
    if (dice.chance(0.02)) {
      Account late = crowd.reviewer(dice);
      long after = pace.after(late, merged + 1000, dice.between(0.5, 4));
      events.add(new Event.Approved(after, late));
      remark(after + 5_000, late, "Late to the party, but this reads well.", Style.PLAIN);
    }
  }

  /** One round: changes are asked for, made, and another look is asked for. */
  private long changes(long at, Account reviewer) {
    long asked = talk(at, reviewer, 1 + dice.below(2), false);
    events.add(new Event.ChangesAsked(asked, reviewer));
    long fixed = pace.after(author, asked + 60_000, dice.around(2.5, 0.8));
    fixed = Math.max(fixed, asked + 30_000);
    events.add(new Event.Pushed(fixed, author, commits.fix(fixed, asked), false));
    String thread = "t" + threads;
    events.add(
        new Event.Commented(fixed + 2_000, author, dice.pick(Words.ANSWERS), thread, Style.LINE));
    events.add(new Event.ThreadResolved(fixed + 2_500, author, thread));
    ask(fixed + 4_000, reviewer);
    long look = pace.after(reviewer, fixed + 5_000, dice.around(way.pickupHours() * 0.6, 0.7));
    return Math.max(look, fixed + 6_000);
  }

  /** Comments of a reviewer, some seconds or minutes apart; answers the time of the last. */
  private long talk(long from, Account who, int count, boolean atLeastNothing) {
    long at = from;
    for (int i = 0; i < Math.min(count, 8); i++) {
      remark(at, who, dice.pick(Words.REMARKS), dice.chance(0.8) ? Style.LINE : Style.THREAD);
      if (atLeastNothing && author.human() && dice.chance(0.3)) {
        String thread = "t" + threads;
        long reply = at + (pace == Pace.LIVE ? 1_500 : 90_000);
        events.add(
            new Event.Commented(reply, author, dice.pick(Words.ANSWERS), thread, Style.LINE));
      }
      at += pace == Pace.LIVE ? 3_000 + dice.below(3_000) : 120_000 + dice.below(600_000);
    }
    return at;
  }

  /** A second reviewer: answers in time, is taken off again, or never answers. */
  private void second(long asked, long approved, long merged, Account first) {
    if (!dice.chance(0.35)) {
      return;
    }
    Account other = crowd.reviewer(dice);
    if (other.same(first)) {
      return;
    }
    ask(asked + 500, other);
    double luck = dice.unit();
    if (luck < 0.12) {
      long off = asked + (merged - asked) / 3;
      events.add(new Event.ReviewWithdrawn(off, author, List.of(other)));
    } else if (luck < 0.85) {
      long at = pace.after(other, asked, dice.around(way.pickupHours() * 1.3, 0.8));
      at = Math.max(at, asked + 1_000);
      if (at < merged - 2_000) {
        if (dice.chance(0.5)) {
          remark(at, other, dice.pick(Words.REMARKS), Style.PLAIN);
        }
        events.add(new Event.Approved(at > approved ? at : at + 1_000, other));
      }
    }
  }

  private void ask(long at, Account... reviewers) {
    events.add(new Event.ReviewAsked(at, author, List.of(reviewers)));
  }

  private void remark(long at, Account who, String text, Style style) {
    threads++;
    events.add(new Event.Commented(at, who, text, "t" + threads, style));
  }

  private String coverage() {
    return "Coverage " + (70 + dice.below(25)) + "." + dice.below(10) + " % of changed lines.";
  }

  private void merge(long at, Account by) {
    boolean squash = plan.kind() == Kind.CHANGE && dice.chance(0.55);
    events.add(new Event.Merged(at, by, commits.mergeSha(), squash ? commits.squashSha() : null));
    events.add(new Event.Mentioned(at + 900, by, "mentioned in commit " + commits.mergeSha()));
  }

  // Webhooks tell whole seconds only, and live events should be the same through both doors.
  private static Event wholeSecond(Event event) {
    long at = event.at() / 1000 * 1000;
    return switch (event) {
      case Event.Opened e -> new Event.Opened(at, e.by(), e.draft(), e.commits());
      case Event.Pushed e -> new Event.Pushed(at, e.by(), e.commits(), e.forced());
      case Event.DraftSet e -> new Event.DraftSet(at, e.by(), e.draft());
      case Event.ReviewAsked e -> new Event.ReviewAsked(at, e.by(), e.reviewers());
      case Event.ReviewWithdrawn e -> new Event.ReviewWithdrawn(at, e.by(), e.reviewers());
      case Event.Commented e -> new Event.Commented(at, e.by(), e.body(), e.thread(), e.style());
      case Event.ThreadResolved e -> new Event.ThreadResolved(at, e.by(), e.thread());
      case Event.Approved e -> new Event.Approved(at, e.by());
      case Event.Unapproved e -> new Event.Unapproved(at, e.by());
      case Event.ChangesAsked e -> new Event.ChangesAsked(at, e.by());
      case Event.Closed e -> new Event.Closed(at, e.by());
      case Event.Reopened e -> new Event.Reopened(at, e.by());
      case Event.Merged e -> new Event.Merged(at, e.by(), e.mergeSha(), e.squashSha());
      case Event.Mentioned e -> new Event.Mentioned(at, e.by(), e.text());
    };
  }
}
