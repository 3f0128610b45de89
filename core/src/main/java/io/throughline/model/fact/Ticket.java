package io.throughline.model.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work in a tracker (a Jira issue).
 *
 * @param key the name that people know, {@code SHOP-12}; it changes when the ticket moves
 * @param trackerId {@link FactId} of the {@link Tracker} that it is in now
 * @param type the source's own name of its type, {@code User Story}
 * @param kind what the type means to us; see {@link TicketKind}
 * @param statusId the source's own number of the status, by which {@link TicketStatus} knows it
 * @param statusCategory {@code todo}, {@code in_progress} or {@code done}, where the payload tells
 * @param resolution the source's own name; null while it is unresolved
 * @param outcome what the resolution means: {@code done}, {@code wont_do} or {@code duplicate};
 *     null while it is unresolved
 * @param parentId {@link FactId} of the ticket above: a sub-task's story, a story's epic
 * @param points the board's estimate; null when nobody estimated. 0 is an estimate of 0
 * @param estimateSeconds original estimate of time
 * @param flagged whether it is marked as impeded
 * @param labels as in {@link MergeRequest}
 * @param components as {@code labels}
 * @param fixVersions as {@code labels}
 * @param sprints the source's own numbers of all sprints that it is or was in, as {@code labels}
 * @param criteriaField what the field for acceptance criteria holds; see {@link Criteria}
 * @param criteriaText what the description holds of them; see {@link Criteria}
 * @param checklistItems items of a checklist in the description
 * @param deleted true once the source confirmed that it is gone
 */
public record Ticket(
    long id,
    @Nullable Long trackerId,
    @Nullable String key,
    @Nullable String title,
    @Nullable String webUrl,
    @Nullable String type,
    @Nullable TicketKind kind,
    @Nullable Long statusId,
    @Nullable String status,
    @Nullable String statusCategory,
    @Nullable String priority,
    @Nullable String resolution,
    @Nullable String outcome,
    @Nullable Long assigneeId,
    @Nullable Long reporterId,
    @Nullable Long parentId,
    @Nullable Double points,
    @Nullable Long estimateSeconds,
    @Nullable Boolean flagged,
    @Nullable String labels,
    @Nullable String components,
    @Nullable String fixVersions,
    @Nullable String sprints,
    @Nullable Criteria criteriaField,
    @Nullable Criteria criteriaText,
    @Nullable Integer checklistItems,
    @Nullable Instant createdAt,
    @Nullable Instant resolvedAt,
    @Nullable Boolean deleted)
    implements Snapshot {}
