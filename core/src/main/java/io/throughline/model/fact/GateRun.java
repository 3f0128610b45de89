package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One judging of one build.
 *
 * @param service id in the organisation's file; null where the project tells it
 * @param projectId of the source's own project; null for uploads
 * @param sha commit that was judged, in lower case; null when nobody said
 * @param image digest of the image that was built, {@code sha256:…}
 * @param build what the pipeline calls the run: its number or address
 * @param tool who judged: {@code throughline-gate}, {@code sonarqube}
 * @param at when it was judged
 * @param verdict of all gates together, as {@link io.throughline.gate.Verdict#id}
 * @param rulesSource where the rules stand, for a person
 * @param rulesSha256 of the rules that it was judged by
 */
public record GateRun(
    long id,
    @Nullable String service,
    @Nullable Long projectId,
    @Nullable String sha,
    @Nullable String ref,
    @Nullable String image,
    @Nullable String build,
    @Nullable String tool,
    @Nullable Instant at,
    @Nullable String verdict,
    @Nullable String rulesSource,
    @Nullable String rulesSha256,
    @Nullable String webUrl)
    implements Snapshot {}
