package io.throughline.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in the life of a merge request, at an epoch millisecond, by a user. */
public sealed interface Event {
  /** When it happened, epoch milliseconds. */
  long at();

  /** Who did it. */
  Account by();

  /** The merge request was opened with these commits. */
  record Opened(long at, Account by, boolean draft, List<Commit> commits) implements Event {}

  /** Commits came on top or, when forced, replaced all earlier ones. */
  record Pushed(long at, Account by, List<Commit> commits, boolean forced) implements Event {}

  /** Marked as draft or as ready. */
  record DraftSet(long at, Account by, boolean draft) implements Event {}

  /** A review was requested, for the first time or again. */
  record ReviewAsked(long at, Account by, List<Account> reviewers) implements Event {}

  /** Review requests were taken back. */
  record ReviewWithdrawn(long at, Account by, List<Account> reviewers) implements Event {}

  /** A comment; equal threads belong together. */
  record Commented(long at, Account by, String body, String thread, Style style) implements Event {}

  /** All comments of a thread were resolved. */
  record ThreadResolved(long at, Account by, String thread) implements Event {}

  /** Approved. */
  record Approved(long at, Account by) implements Event {}

  /** An approval was taken back. */
  record Unapproved(long at, Account by) implements Event {}

  /** A review ended with a request for changes. */
  record ChangesAsked(long at, Account by) implements Event {}

  /** Closed without merging. */
  record Closed(long at, Account by) implements Event {}

  /** Opened again. */
  record Reopened(long at, Account by) implements Event {}

  /** Merged; {@code squashSha} is null where the commits were kept. */
  record Merged(long at, Account by, String mergeSha, @Nullable String squashSha)
      implements Event {}

  /** Mentioned in a commit or another merge request; the text is GitLab's. */
  record Mentioned(long at, Account by, String text) implements Event {}

  /** How a comment is kept. */
  enum Style {
    /** A single comment that cannot be resolved. */
    PLAIN,
    /** A comment in a thread. */
    THREAD,
    /** A comment in a thread on a line of the difference. */
    LINE
  }
}
