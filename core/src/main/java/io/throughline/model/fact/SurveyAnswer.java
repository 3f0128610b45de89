package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer of one user. Who it was is not kept: only a hash tells that two answers are of one.
 *
 * @param projectId the survey, a {@link Project} of the source
 * @param kind {@code csat} (how satisfied) or {@code pmf} (how disappointed without the product)
 * @param medium how it was asked: {@code email}, {@code in_app}, {@code page}, ...; they are not
 *     mixed
 * @param segment group of users, in the organisation's own words
 * @param respondent hash of who answered; null where nothing tells
 * @param score of a scale from 1 to {@code scale}; null for an answer in words
 * @param scale highest score: 5 or 7
 * @param answer {@code very_disappointed}, {@code somewhat_disappointed}, {@code not_disappointed}
 *     or {@code no_longer_use}
 * @param recentUses how often the user was active in the last two weeks
 * @param activeAt when the user was last active
 * @param answeredAt when it was given
 */
public record SurveyAnswer(
    long id,
    @Nullable Long projectId,
    @Nullable String kind,
    @Nullable String medium,
    @Nullable String segment,
    @Nullable String respondent,
    @Nullable Integer score,
    @Nullable Integer scale,
    @Nullable String answer,
    @Nullable Integer recentUses,
    @Nullable Instant activeAt,
    @Nullable Instant answeredAt)
    implements Snapshot {}
