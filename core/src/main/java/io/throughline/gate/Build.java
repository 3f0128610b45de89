package io.throughline.gate;

import org.jspecify.annotations.Nullable;

/**
 * A build that is judged.
 *
 * @param service id; null when nobody said
 * @param kind {@code service} or {@code library}
 * @param team id; null when nobody said
 * @param commit that was built; null when nobody said
 * @param image digest of the image that was built, {@code sha256:…}; null when there is none or
 *     nobody said
 * @param branch that was built; null when nobody said
 * @param run what the pipeline calls its run: a number or an address; null when nobody said
 */
public record Build(
    @Nullable String service,
    String kind,
    @Nullable String team,
    @Nullable String commit,
    @Nullable String image,
    @Nullable String branch,
    @Nullable String run) {

  /** One of which nobody said by which run of what branch it was made. */
  public Build(
      @Nullable String service,
      String kind,
      @Nullable String team,
      @Nullable String commit,
      @Nullable String image) {
    this(service, kind, team, commit, image, null, null);
  }
}
