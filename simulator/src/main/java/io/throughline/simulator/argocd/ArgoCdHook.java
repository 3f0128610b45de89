package io.throughline.simulator.argocd;

/**
 * Where Argo CD Notifications sends to.
 *
 * @param token goes along in a header
 */
public record ArgoCdHook(String url, String token) {
  // A secret must not end up in a log by accident.
  @Override
  public String toString() {
    return "ArgoCdHook[" + url + "]";
  }
}
