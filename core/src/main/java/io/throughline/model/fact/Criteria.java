package io.throughline.model.fact;

/** What a text holds of acceptance criteria. */
public enum Criteria {
  PRESENT,
  /** Only what a template put there, or a promise to write them later. */
  TEMPLATE,
  MISSING
}
