package io.throughline.simulator.gitlab;

/** An answer other than the wanted one, with GitLab's text. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final String text;

  Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
    this.text = message;
  }

  static Refused notFound(String what) {
    return new Refused(404, "404 " + what + "Not Found");
  }

  /** What GitLab says. */
  String text() {
    return text;
  }

  int status() {
    return status;
  }
}
