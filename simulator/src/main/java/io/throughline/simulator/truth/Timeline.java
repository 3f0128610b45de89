package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.ChangedFile;
import io.throughline.simulator.world.ChangedFile.Change;
import io.throughline.simulator.world.ChangedFile.Kind;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Snapshot;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a merge request that the metrics are made of, as of some present moment. All are
 * epoch milliseconds; null means that it has not happened.
 *
 * @param ready last draft-to-ready change before the merge, else the creation (R9)
 * @param firstCommit earliest authored date of the commits at the merge; the creation where that is
 *     more than 90 days older (R10); null when there is no commit
 * @param firstResponse first comment, request for changes or approval by another human in [ready,
 *     merged]
 * @param reviewed true when another human commented or approved at any time up to the merge
 * @param comments comments of other humans up to the merge
 * @param threads discussions with such a comment; a plain comment is in none
 * @param rounds alternations of asked changes and new commits up to the first approval
 * @param ended when it was closed for good or merged
 */
public record Timeline(
    MergeRequest mr,
    long created,
    long ready,
    @Nullable Long firstCommit,
    @Nullable Long firstResponse,
    @Nullable Long merged,
    @Nullable Long ended,
    @Nullable Long deployed,
    boolean reviewed,
    int comments,
    int threads,
    int rounds) {
  private static final long OLD = 90L * 86_400_000;

  /** The moments as of {@code now}; {@code deployed} may lie ahead and is then left out. */
  public static Timeline of(MergeRequest mr, long now, @Nullable Long deployed) {
    Snapshot state = Snapshot.of(mr, now);
    Event.Merged merge = state.merged();
    Event.Closed close = state.closed();
    Long merged = merge == null ? null : (Long) merge.at();
    Long ended = merged != null ? merged : close == null ? null : (Long) close.at();
    long until = merged == null ? now : merged;
    long ready = mr.createdAt();
    for (Event event : mr.events()) {
      if (event instanceof Event.DraftSet set && !set.draft() && set.at() <= until) {
        ready = set.at();
      }
    }
    Long response = null;
    Long approval = null;
    int comments = 0;
    Set<String> threads = new HashSet<>();
    int rounds = 0;
    boolean blocked = false;
    boolean reviewed = false;
    for (Event event : mr.events()) {
      if (event.at() > until) {
        break;
      }
      if (event instanceof Event.Pushed && blocked && approval == null) {
        rounds++;
        blocked = false;
      }
      if (!answers(event, mr.author())) {
        continue;
      }
      reviewed = true;
      response = response == null && event.at() >= ready ? (Long) event.at() : response;
      if (event instanceof Event.Commented said) {
        comments++;
        if (said.style() != Event.Style.PLAIN) {
          threads.add(said.thread());
        }
      }
      blocked |= event instanceof Event.ChangesAsked;
      approval = approval == null && event instanceof Event.Approved ? (Long) event.at() : approval;
    }
    Snapshot then = merged == null ? state : Snapshot.of(mr, merged);
    return new Timeline(
        mr,
        mr.createdAt(),
        ready,
        firstCommit(then),
        response,
        merged,
        ended,
        deployed != null && deployed <= now ? deployed : null,
        reviewed,
        comments,
        threads.size(),
        rounds);
  }

  /** True for a comment, a request for changes or an approval by a human other than the author. */
  static boolean answers(Event event, Account author) {
    boolean review =
        event instanceof Event.Commented
            || event instanceof Event.Approved
            || event instanceof Event.ChangesAsked;
    return review && event.by().human() && !event.by().same(author);
  }

  private static @Nullable Long firstCommit(Snapshot then) {
    Long first = null;
    for (Commit commit : then.commits()) {
      first =
          first == null ? (Long) commit.authoredAt() : (Long) Math.min(first, commit.authoredAt());
    }
    long created = then.mr().createdAt();
    return first != null && created - first > OLD ? (Long) created : first;
  }

  /** Not a bot's, into a tracked branch, and not from one (R7, R8). */
  boolean counted() {
    return counted(mr);
  }

  /** Counted, and not a cherry-pick of what counted already: that one is only reviewed again. */
  boolean countedOnce() {
    MergeRequest original = mr.original();
    boolean again =
        mr.kind() == MergeRequest.Kind.CHERRY_PICK
            && original != null
            && original.merge() != null
            && counted(original);
    return counted() && !again;
  }

  private static boolean counted(MergeRequest mr) {
    return mr.author().kind() != Account.Kind.BOT
        && mr.intoTrackedBranch()
        && !MergeRequest.tracked(mr.sourceBranch());
  }

  /** Changed lines that count; null where the source cuts the difference short. */
  @Nullable Integer size() {
    int lines = 0;
    for (ChangedFile file : mr.files()) {
      if (file.cut()) {
        return null;
      }
      if (file.kind() == Kind.SOURCE || file.kind() == Kind.TEST) {
        lines += file.change() == Change.DELETED ? 1 : file.added() + file.deleted();
      }
    }
    return lines;
  }
}
