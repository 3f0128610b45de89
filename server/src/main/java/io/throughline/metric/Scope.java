package io.throughline.metric;

/** Whose work a reading is about. */
public sealed interface Scope {
  /** Everything, also what no team owns. */
  record Everyone() implements Scope {}

  /** A team with all teams below it; {@code id} as in the configuration. */
  record OfTeam(String id) implements Scope {}

  /** One service; {@code id} as in the configuration. */
  record OfService(String id) implements Scope {}
}
