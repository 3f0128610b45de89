package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sending of a survey.
 *
 * @param projectId the survey, a {@link Project} of the source
 * @param invited how many were asked
 */
public record SurveyRound(
    long id,
    @Nullable Long projectId,
    @Nullable String kind,
    @Nullable String medium,
    @Nullable Instant sentAt,
    @Nullable Integer invited)
    implements Snapshot {}
