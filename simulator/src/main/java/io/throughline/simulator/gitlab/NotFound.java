package io.throughline.simulator.gitlab;

import io.throughline.simulator.http.Refused;

/** GitLab's way of saying that something is not there. */
final class NotFound {
  private NotFound() {}

  /**
   * @param what the kind of thing and a space, or nothing
   */
  static Refused of(String what) {
    return new Refused(404, "404 " + what + "Not Found");
  }
}
