package io.throughline.simulator.gitlab;

/** An answer other than the wanted one, with GitLab's text. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;

  Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refused notFound(String what) {
    return new Refused(404, "404 " + what + "Not Found");
  }

  int status() {
    return status;
  }
}
