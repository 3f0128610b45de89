package io.throughline.simulator.world;

/**
 * A property of a ticket whose changes are kept. Values are texts: ids where the tracker has ids,
 * lists joined by a comma and a space, labels by a space; null is empty.
 */
public enum TicketField {
  KEY,
  /** The board's project, by its id. */
  PROJECT,
  /** {@link TicketType#id}. */
  TYPE,
  SUMMARY,
  /** Lines as {@link TicketText} tells. */
  DESCRIPTION,
  /** The field made for acceptance criteria; lines as in the description. */
  CRITERIA,
  /** {@link TicketStatus#id}. */
  STATUS,
  /** The name of a {@link Resolution}. */
  RESOLUTION,
  PRIORITY,
  /** {@link Account#trackerId}. */
  ASSIGNEE,
  LABELS,
  FIX_VERSION,
  /** The id of the ticket above: a sub-task's story, a story's epic. */
  PARENT,
  /** Ids of all sprints that it is or was in when they closed. */
  SPRINTS,
  POINTS,
  /** {@code Impediment} or empty. */
  FLAGGED,
  /** The page that somebody linked as its requirements document, by its number. */
  PRD_LINK,
  /** The page that somebody linked as its design, by its number. */
  DESIGN_LINK,
  /** PagerDuty's id of the incident that somebody linked. */
  INCIDENT_LINK,
  /** Where it stands in the backlog. */
  RANK,
  /** What it is about; given at birth and never changed. */
  COMPONENTS,
  /** What somebody chose at the service desk; given at birth and never changed. */
  REQUEST_TYPE,
  /** The id of the ticket that is its cause; given at birth and never changed. */
  CAUSED_BY
}
