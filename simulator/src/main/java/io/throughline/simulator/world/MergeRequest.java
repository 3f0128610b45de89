package io.throughline.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merge request with its whole life, the part that lies in the future included. What is visible
 * at a moment is told by {@link Snapshot}.
 *
 * @param title the title without a draft mark
 * @param events in order of time; the first one is {@link Event.Opened}
 * @param original what a revert takes back or a cherry-pick repeats; null otherwise
 */
public record MergeRequest(
    long id,
    int iid,
    Project project,
    Account author,
    Kind kind,
    Authorship authorship,
    String title,
    String description,
    String sourceBranch,
    String targetBranch,
    List<String> labels,
    List<ChangedFile> files,
    List<Event> events,
    String baseSha,
    List<Pipeline> pipelines,
    @Nullable MergeRequest original) {

  /** Why a merge request exists. */
  public enum Kind {
    CHANGE,
    REVERT,
    CHERRY_PICK,
    BACK_MERGE,
    BUMP,
    STACKED
  }

  /** Who wrote it: a human, a human with an assistant, or an agent. Bots do not count at all. */
  public enum Authorship {
    HUMAN,
    ASSISTED,
    AGENT,
    BOT
  }

  /** When it was opened, epoch milliseconds. */
  public long createdAt() {
    return events.getFirst().at();
  }

  /** The merge, if its life has one, even in the future. */
  public Event.@Nullable Merged merge() {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i) instanceof Event.Merged merged) {
        return merged;
      }
    }
    return null;
  }

  /** True when it goes into a branch that the company follows: main or a release branch. */
  public boolean intoTrackedBranch() {
    return tracked(targetBranch);
  }

  /** True for main and for release branches. */
  public static boolean tracked(String branch) {
    return branch.equals("main") || branch.startsWith("release/");
  }
}
