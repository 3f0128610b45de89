package io.throughline.source.gitlab;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pipelines, jobs and deployments share. */
final class Statuses {
  private static final Set<String> FINAL =
      Set.of("success", "failed", "canceled", "cancelled", "skipped");

  private Statuses() {}

  /** GitLab's word in lower case. */
  static @Nullable String of(@Nullable String status) {
    return status == null || status.isBlank() ? null : status.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more will happen. */
  static boolean isFinal(@Nullable String status) {
    return status != null && FINAL.contains(status);
  }

  /** The newest of the times that are known; the epoch when none is. */
  static Instant newest(@Nullable Instant... times) {
    return Arrays.stream(times)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
