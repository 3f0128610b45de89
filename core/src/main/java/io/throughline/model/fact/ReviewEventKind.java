package io.throughline.model.fact;

/** The kinds of {@link ReviewEvent}. */
public enum ReviewEventKind {
  /** A note written by an account, not by the system; empty ones are not taken in. */
  COMMENT,
  APPROVAL,
  UNAPPROVAL,
  /** A review that blocks the merge until something changes. */
  CHANGES_REQUESTED,
  /** A review submitted with neither approval nor block. */
  REVIEWED,
  REVIEW_REQUESTED,
  REVIEW_REQUEST_REMOVED,
  MARKED_DRAFT,
  MARKED_READY,
  COMMITS_ADDED,
  CLOSED,
  REOPENED,
  MERGED
}
