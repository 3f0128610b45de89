package io.throughline.model.process;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That somebody answers for an output which is not there. It names a ticket or a team, not both.
 *
 * @param ticket key of the ticket that it is for
 * @param team id of the team that it is for, with all of its tickets
 * @param phase id of the phase
 * @param output rule of the output
 * @param owner id of the person who answers for it
 * @param from first day, in the organisation's zone; null: always
 * @param until last day
 */
public record Waiver(
    @Nullable String ticket,
    @Nullable String team,
    String phase,
    String output,
    String owner,
    String reason,
    @Nullable LocalDate from,
    LocalDate until) {}
