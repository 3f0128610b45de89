package io.throughline.simulator.sonarqube;

import org.jspecify.annotations.Nullable;

/**
 * A global webhook.
 *
 * @param secret signs what is sent; null for no signature
 */
public record SonarHook(String key, String name, String url, @Nullable String secret) {
  // A secret must not end up in a log by accident.
  @Override
  public String toString() {
    return "SonarHook[" + key + ", " + url + "]";
  }
}
