package io.throughline.running;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many answers to a survey there are in a range.
 *
 * @param survey id of the survey
 * @param answers all that were given, also those that do not count in a metric
 * @param lastAt when the last one was given, in the range or before it
 */
public record SurveyAnswers(String survey, long answers, @Nullable Instant lastAt) {}
