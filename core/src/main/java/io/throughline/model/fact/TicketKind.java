package io.throughline.model.fact;

/** What a ticket's type means, whatever the organisation calls it. */
public enum TicketKind {
  STORY,
  TASK,
  BUG,
  /** Work that ends in knowledge. */
  SPIKE,
  SUBTASK,
  /** Anything above stories: epic, feature, initiative. */
  EPIC,
  /** A test case, plan or execution that an add-on keeps as a ticket. */
  TEST,
  /** What a customer asked of a service desk. */
  REQUEST,
  OTHER
}
