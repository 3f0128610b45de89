package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Presses a whole life into one moment: opened two hours ago, answered one ago, merged now. */
final class Emitted {
  private static final long HOUR = 3_600_000;

  private Emitted() {}

  /** Rewrites a merge request so that it is merged at {@code moment}. */
  static UnaryOperator<MergeRequest> reshape(long moment, Account reviewer) {
    long at = moment / 1000 * 1000; // webhooks tell whole seconds only
    return mr -> {
      Event.Opened opened = (Event.Opened) mr.events().getFirst();
      List<Event> events = new ArrayList<>();
      List<Commit> commits = shift(opened.commits(), 2 * HOUR);
      events.add(new Event.Opened(at - 2 * HOUR, mr.author(), false, commits));
      events.add(new Event.ReviewAsked(at - 2 * HOUR + 1000, mr.author(), List.of(reviewer)));
      events.add(new Event.Approved(at - HOUR, reviewer));
      String sha = Dice.sha(mr.id(), "emit/" + at);
      events.add(new Event.Merged(at, mr.author(), sha, null));
      return new MergeRequest(
          mr.id(),
          mr.iid(),
          mr.project(),
          mr.author(),
          mr.kind(),
          mr.authorship(),
          mr.title(),
          mr.description(),
          mr.sourceBranch(),
          mr.targetBranch(),
          mr.labels(),
          mr.files(),
          List.copyOf(events),
          mr.baseSha(),
          List.of(),
          null);
    };
  }

  private static List<Commit> shift(List<Commit> commits, long by) {
    return commits.stream()
        .map(
            c ->
                new Commit(
                    c.sha(),
                    c.parent(),
                    c.message(),
                    c.author(),
                    c.authoredAt() - by,
                    c.committedAt() - by))
        .toList();
  }
}
