package io.throughline.simulator.production;

import org.jspecify.annotations.Nullable;

/**
 * An image of a service that may run somewhere.
 *
 * @param name of the image, without tag and digest
 * @param sha commit of the application that it was built from
 * @param digest as {@code sha256:…}; null where the company does not write it down
 */
public record Artifact(String name, String sha, String tag, @Nullable String digest) {
  /** As it stands in a manifest. */
  public String image() {
    return name + ":" + tag + (digest == null ? "" : "@" + digest);
  }
}
