package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person says in place of a rule, about how incidents and deployments belong together. The
 * newest one of its subject, word and other counts.
 *
 * @param subject {@code incident} or {@code deployment}
 * @param subjectId id of the fact
 * @param word {@code joined} or {@code apart} (two incidents), {@code caused_by} or {@code
 *     not_caused_by} (incident and deployment), {@code rework} or {@code not_rework} (deployment),
 *     {@code cause} or {@code gate} (of an incident, in value), {@code withdrawn} (of the word in
 *     value)
 * @param otherId the other incident, or the deployment
 * @param by who says so, as they call themselves
 */
public record Correction(
    long id,
    @Nullable String subject,
    @Nullable Long subjectId,
    @Nullable String word,
    @Nullable Long otherId,
    @Nullable String value,
    @Nullable Instant at,
    @Nullable String by,
    @Nullable String reason)
    implements Snapshot {}
