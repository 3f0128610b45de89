package io.throughline.source.surveys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an answer; free text and who gave it are not.
 *
 * @param id its own number within the source, of 47 bits; the same when it is sent again
 * @param respondent hash of who gave it; null where nothing tells
 * @param score of a csat; null for a pmf
 * @param answer of a pmf, one of {@link io.throughline.model.org.Survey#DISAPPOINTMENTS}; null for
 *     a csat
 * @param recentUses how often the user was active in the last two weeks; null: not told
 * @param lastActive null: not told
 */
public record KeptAnswer(
    long id,
    @Nullable String respondent,
    Instant answeredAt,
    @Nullable Integer score,
    @Nullable String answer,
    @Nullable String segment,
    @Nullable Integer recentUses,
    @Nullable Instant lastActive) {}
