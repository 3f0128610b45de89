package io.throughline.running;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.ServiceSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which samples {@code f} are of what was watched in production between two instants. By the ids of
 * hours first: they grow with time, and what lies outside is skipped.
 */
record Measured(String condition) {
  /**
   * Those of a service.
   *
   * @param watched ids of the projects that measure it; at least one
   */
  static Measured of(List<Long> watched, Instant from, Instant to) {
    List<String> hours = new ArrayList<>();
    for (int source : watched.stream().map(FactId::source).distinct().sorted().toList()) {
      hours.add(
          "f.sample_hour_id BETWEEN "
              + ServiceSample.firstHour(source, from)
              + " AND "
              + ServiceSample.lastHour(source, to));
    }
    String ids = watched.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new Measured(
        """
        (%s) AND f.project_id IN (%s)
        AND lower(f.environment) ~ '^(.*[-_/ ])?(prod|production|live)([-_/ ].*)?$'
        AND NOT lower(f.environment)
                ~ '^(.*[-_/ ])?(pre|non|not)[-_/ ]?(prod|production|live)([-_/ ].*)?$'
        """
            .formatted(String.join(" OR ", hours), ids));
  }
}
