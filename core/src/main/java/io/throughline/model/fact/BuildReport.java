package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What reports of one kind said together about one build: a file that was uploaded, or all files
 * that a gate took. Counts are sums that can be added up over services; null where the report says
 * nothing of it, which is never 0.
 *
 * @param service id in the organisation's file; null where the project tells it
 * @param projectId of the source's own project; null for uploads
 * @param sha commit that was built, in lower case; null when nobody said
 * @param ref branch that was built
 * @param image digest of the image that was built or scanned, {@code sha256:…}
 * @param build what the pipeline calls the run: its number or address
 * @param part which of several reports of a kind this is ({@code frontend}); empty for the only one
 * @param gateRunId {@link FactId} of the judging that told it; null for a report of its own
 * @param gate that took it; null where no gate did
 * @param kind as {@link io.throughline.gate.ReportKind#id}
 * @param format id of the format; several joined with a comma
 * @param at when it was made, or when it came where it does not say
 * @param scanned whether a scanner says that it looked at something; null for other kinds
 * @param lines that can be covered
 * @param newLines of the change, likewise; null where nobody said what the change is
 * @param failed tests, errors included
 * @param flaky of those that passed
 * @param critical findings that count, and so on
 * @param suppressed findings that somebody decided not to count
 * @param waived findings that somebody answers for
 * @param operations of the API that can be called, without deprecated ones
 * @param answers documented answers of them
 * @param samples of a load test, transactions without their parts
 * @param failedSamples null where the report does not tell which failed
 * @param p95 of all samples, in ms; of one report only, never added up
 * @param users most at a time
 * @param loadWindow which part of a load test counts
 */
public record BuildReport(
    long id,
    @Nullable String service,
    @Nullable Long projectId,
    @Nullable String sha,
    @Nullable String ref,
    @Nullable String image,
    @Nullable String build,
    @Nullable String part,
    @Nullable Long gateRunId,
    @Nullable String gate,
    @Nullable String kind,
    @Nullable String format,
    @Nullable Instant at,
    @Nullable Boolean scanned,
    @Nullable Long coveredLines,
    @Nullable Long lines,
    @Nullable Long coveredBranches,
    @Nullable Long branches,
    @Nullable Long coveredNewLines,
    @Nullable Long newLines,
    @Nullable Long passed,
    @Nullable Long failed,
    @Nullable Long skipped,
    @Nullable Long flaky,
    @Nullable Long critical,
    @Nullable Long high,
    @Nullable Long medium,
    @Nullable Long low,
    @Nullable Long unknown,
    @Nullable Long fixableCritical,
    @Nullable Long fixableHigh,
    @Nullable Long fixableMedium,
    @Nullable Long suppressed,
    @Nullable Long waived,
    @Nullable Long calledOperations,
    @Nullable Long operations,
    @Nullable Long seenAnswers,
    @Nullable Long answers,
    @Nullable Long samples,
    @Nullable Long failedSamples,
    @Nullable Double p95,
    @Nullable Integer users,
    @Nullable String loadWindow,
    @Nullable String webUrl)
    implements Snapshot {}
