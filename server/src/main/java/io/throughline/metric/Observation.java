package io.throughline.metric;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One measured item behind a reading. It never carries a person.
 *
 * @param subject id of what was measured
 * @param subjectKind {@code merge_request}, {@code review_request}, {@code pipeline}
 * @param title what people call it ({@code checkout!42 Add retries}), null when unknown
 * @param url its page in the source; null when unknown
 * @param at the event that puts it into a period, UTC
 * @param value in the metric's unit; null for a ratio's row
 * @param part the part of the metric that it lies in, as a phase; null where there are none
 * @param delivery number of the newest delivery that told of it; null when not known
 * @param flags what to know when reading it: {@code old_commit} (its first commit was too old to be
 *     believed), {@code no_commits}, {@code hotfix}, {@code revert}, {@code reverted}, {@code
 *     cherry_pick}
 */
public record Observation(
    String subject,
    String subjectKind,
    @Nullable String title,
    @Nullable String url,
    @Nullable String project,
    @Nullable String service,
    Instant at,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double value,
    @Nullable Double numerator,
    @Nullable Double denominator,
    @Nullable String authorClass,
    @Nullable String part,
    @Nullable Long delivery,
    List<String> flags) {
  public Observation {
    flags = List.copyOf(flags);
  }
}
