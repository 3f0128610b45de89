package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the commits of one merge request. */
final class CommitWriter {
  private static final List<String> TRAILERS =
      List.of(
          "Co-authored-by: Claude <noreply@anthropic.com>",
          "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>");
  private static final long TWO_YEARS = 730L * 86_400_000;

  private final long seed;
  private final Plan plan;
  private final String title;
  private final boolean assisted;
  private final String baseSha;
  private final Dice dice;
  private final List<Commit> current = new ArrayList<>();
  private int count;
  private long last;

  CommitWriter(long seed, Plan plan, String title, boolean assisted, String baseSha) {
    this.seed = seed;
    this.plan = plan;
    this.title = title;
    this.assisted = assisted;
    this.baseSha = baseSha;
    this.dice = Dice.of(seed, plan.key() + "/commits");
  }

  String mergeSha() {
    return Dice.sha(seed, plan.key() + "/merge");
  }

  String squashSha() {
    return Dice.sha(seed, plan.key() + "/squash");
  }

  /** The commits with which it is opened; now and then none, or one that is two years old. */
  List<Commit> first(long created, double hours, int wanted) {
    last = created - 30_000;
    if (dice.chance(0.003) && plan.kind() == MergeRequest.Kind.CHANGE) {
      return List.of();
    }
    long begun = plan.pace().before(plan.author(), created - 60_000, hours);
    if (dice.chance(0.006) && plan.kind() == MergeRequest.Kind.CHANGE) {
      add(created - TWO_YEARS - dice.below(86_400_000), created - 120_000);
    }
    add(begun, begun);
    spread(begun, created - 45_000, wanted - 1);
    return List.copyOf(current);
  }

  /** Commits that came on top of the ones before, up to {@code at}. */
  List<Commit> more(long at, int wanted) {
    List<Commit> added = spread(last, at - 20_000, wanted);
    last = at;
    return added;
  }

  /** Commits made after {@code since} in answer to a review. */
  List<Commit> fix(long at, long since) {
    last = since + 1_000;
    return more(at, 1 + dice.below(2));
  }

  /** The same commits with new ids, as after a rebase that is force-pushed. */
  List<Commit> rebased(long at) {
    List<Commit> old = List.copyOf(current);
    current.clear();
    for (Commit commit : old) {
      add(commit.message(), commit.authoredAt(), at - 10_000);
    }
    return List.copyOf(current);
  }

  /** Copies of the original's commit, or the release branch's own commits of a back-merge. */
  List<Commit> copied(long created) {
    MergeRequest original = plan.original();
    if (original == null) {
      return first(created, 20, 2);
    }
    Event.Merged merge = original.merge();
    String sha = merge == null ? original.baseSha() : merge.mergeSha();
    Snapshot then = Snapshot.of(original, created);
    long authored = then.commits().isEmpty() ? created : then.commits().getFirst().authoredAt();
    add(title + "\n\n(cherry picked from commit " + sha + ")", authored, created - 40_000);
    last = created;
    return List.copyOf(current);
  }

  private List<Commit> spread(long from, long to, int wanted) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      times.add(from + (long) (dice.unit() * Math.max(0, to - from)));
    }
    times.sort(Comparator.naturalOrder());
    int before = current.size();
    times.forEach(time -> add(time, time));
    return List.copyOf(current.subList(before, current.size()));
  }

  private void add(long authored, long committed) {
    String line = count == 0 || dice.chance(0.2) ? title : Words.title(dice);
    boolean trailer = assisted && (count == 0 || dice.chance(0.6));
    String message = trailer ? line + "\n\n" + TRAILERS.get(trailerIndex()) : line;
    MergeRequest original = plan.original();
    if (plan.kind() == MergeRequest.Kind.REVERT && original != null) {
      message = title + "\n\nThis reverts merge request !" + original.iid();
    }
    add(message, authored, committed);
  }

  private int trailerIndex() {
    return (int) (plan.author().id() % TRAILERS.size());
  }

  private void add(String message, long authored, long committed) {
    String parent = current.isEmpty() ? baseSha : current.getLast().sha();
    String sha = Dice.sha(seed, plan.key() + "/c" + count++);
    // Git keeps whole seconds.
    long wrote = authored / 1000 * 1000;
    long kept = committed / 1000 * 1000;
    current.add(new Commit(sha, parent, message, plan.author(), wrote, kept));
  }
}
