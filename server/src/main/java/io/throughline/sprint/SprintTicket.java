package io.throughline.sprint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of a sprint or a board. Nothing here carries a person.
 *
 * @param category {@code todo}, {@code in_progress} or {@code done}; null when nobody knows
 * @param committed whether it was in the sprint at its start; else it was added
 * @param removed taken out and not back at the close, or ended as won't do or a duplicate
 * @param carried not done at the close, and in a later sprint
 * @param startEstimate in points or hours, at the sprint's start or when it was added; null: none
 * @param endEstimate the same at the close, or now
 * @param criteria whether it had acceptance criteria at the start or when it was added
 * @param story whether it is a story or a task, of which criteria are asked
 * @param earlier how many sprints that were started before this one it was in
 * @param twin name of a sprint that ran at the same time and had it as well; null for none
 * @param startedAt first In Progress, UTC; null when it was never begun
 * @param statusSince since when it is in its status
 */
public record SprintTicket(
    String key,
    @Nullable String title,
    @Nullable String url,
    @Nullable String kind,
    @Nullable String status,
    @Nullable String category,
    boolean committed,
    boolean removed,
    boolean done,
    boolean carried,
    @Nullable Double startEstimate,
    @Nullable Double endEstimate,
    boolean criteria,
    boolean story,
    int earlier,
    @Nullable String twin,
    @Nullable Instant startedAt,
    @Nullable Instant statusSince) {}
