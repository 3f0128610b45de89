package io.throughline.simulator.gitlab;

/** The project lives under another path now; GitLab answers 301. */
final class Moved extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String to;

  Moved(String to) {
    super("moved", null, false, false);
    this.to = to;
  }

  String to() {
    return to;
  }
}
