package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that did not work in production, as one system tells of it. What two systems tell of
 * the same outage is joined later.
 *
 * @param projectId what it happened to, as the system calls it: a {@link Project} of that system
 * @param number as people call it
 * @param origin {@code monitoring}, {@code customer} or {@code person}
 * @param status {@code triggered}, {@code acknowledged} or {@code resolved}
 * @param urgency the source's word
 * @param priority the source's word: {@code P1}, {@code SEV-2}, {@code Critical}
 * @param severity 1 (worst) to 5; null where nothing tells
 * @param triggeredAt null when only its end was told: unknown, not counted in durations
 * @param acknowledgedAt first
 * @param resolvedAt last; null while it is open
 * @param mergedIntoId the incident that it was merged into
 * @param dedupKey by which systems know that an alert is the same
 * @param cause {@code change}, {@code infrastructure}, {@code third_party} or {@code other}, where
 *     its post-mortem or labels tell
 * @param causeSha commit that its post-mortem names
 * @param causeDeployment address or id of the deployment that its post-mortem names
 * @param gate id of the gate that should have caught it, where its post-mortem tells
 * @param autoResolved whether a machine ended it
 * @param snoozedSeconds how long it was snoozed
 * @param test true where its service is one for tests, whose incidents count nowhere; null where
 *     the source knows no such services
 */
public record Incident(
    long id,
    @Nullable Long projectId,
    @Nullable String number,
    @Nullable String title,
    @Nullable String origin,
    @Nullable String status,
    @Nullable String urgency,
    @Nullable String priority,
    @Nullable Integer severity,
    @Nullable Instant triggeredAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable Long mergedIntoId,
    @Nullable String dedupKey,
    @Nullable String cause,
    @Nullable String causeSha,
    @Nullable String causeDeployment,
    @Nullable String gate,
    @Nullable Boolean autoResolved,
    @Nullable Long snoozedSeconds,
    @Nullable String webUrl,
    @Nullable Boolean test)
    implements Snapshot {
  /** One whose source knows no services for tests. */
  public Incident(
      long id,
      @Nullable Long projectId,
      @Nullable String number,
      @Nullable String title,
      @Nullable String origin,
      @Nullable String status,
      @Nullable String urgency,
      @Nullable String priority,
      @Nullable Integer severity,
      @Nullable Instant triggeredAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Instant resolvedAt,
      @Nullable Long mergedIntoId,
      @Nullable String dedupKey,
      @Nullable String cause,
      @Nullable String causeSha,
      @Nullable String causeDeployment,
      @Nullable String gate,
      @Nullable Boolean autoResolved,
      @Nullable Long snoozedSeconds,
      @Nullable String webUrl) {
    this(
        id,
        projectId,
        number,
        title,
        origin,
        status,
        urgency,
        priority,
        severity,
        triggeredAt,
        acknowledgedAt,
        resolvedAt,
        mergedIntoId,
        dedupKey,
        cause,
        causeSha,
        causeDeployment,
        gate,
        autoResolved,
        snoozedSeconds,
        webUrl,
        null);
  }
}
