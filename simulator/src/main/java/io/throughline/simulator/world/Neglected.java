package io.throughline.simulator.world;

/** The company's sore spots, of which its charts have something to tell. */
final class Neglected {
  private Neglected() {}

  /** Whether hardly anybody writes tests for it. */
  static boolean is(Project project) {
    return project.slug().equals("report-builder");
  }

  /** Whether it gets a little slower with each month. */
  static boolean slows(Project project) {
    return project.slug().equals("time-series");
  }
}
