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
 */
public record Build(
    @Nullable String service,
    String kind,
    @Nullable String team,
    @Nullable String commit,
    @Nullable String image) {}
