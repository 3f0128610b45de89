package io.throughline.model.fact;

/** The properties of a ticket whose changes are kept, and how their values are written. */
public enum TicketField {
  /** The source's number of the status. The name is that of the time. */
  STATUS,
  /** A {@link TicketKind} in lower case. The name is the type's. */
  KIND,
  /** A decimal number, {@code 3.0}. Words in its place are no value, only a name. */
  POINTS,
  /** Seconds. */
  ESTIMATE,
  /**
   * The source's number of one sprint: as {@code toValue} when the ticket came in, as {@code
   * fromValue} when it went out.
   */
  SPRINT,
  /** {@link FactId} of the account. Never a name. */
  ASSIGNEE,
  /** {@link FactId} of the ticket above. The name is its key. */
  PARENT,
  /** {@code done}, {@code wont_do} or {@code duplicate}. The name is the resolution's. */
  OUTCOME,
  /** {@code true}, or empty. */
  FLAGGED,
  /** A {@link Criteria} in lower case, of the field made for them. */
  CRITERIA_FIELD,
  /** A {@link Criteria} in lower case, of the description. */
  CRITERIA_TEXT,
  /** How many items a checklist in the description has. */
  CHECKLIST,
  /** The key, when the ticket moved. */
  KEY,
  /** {@link FactId} of the {@link Tracker}. The name is its key. */
  TRACKER,
  /** As {@link Ticket#labels}. */
  LABELS,
  /** As {@link Ticket#fixVersions}. */
  FIX_VERSIONS,
  /** The source's name of the priority. */
  PRIORITY,
  /** The key of a linked ticket: as {@code toValue} when linked, as {@code fromValue} after. */
  LINK,
  /** {@link TicketReference#number}: as {@code toValue} when linked, as {@code fromValue} after. */
  REMOTE_LINK,
  /**
   * The address of what may be a document in the description: as {@code toValue} when it came in,
   * as {@code fromValue} when it went out.
   */
  DOCUMENT
}
