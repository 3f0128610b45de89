package io.throughline.conformance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one ticket from its idea to production, as far as the sources tell it.
 *
 * @param key as it is now
 * @param board null where no board shows it
 * @param createdAt UTC, as all instants here
 * @param doneAt null while it is not done
 * @param variants declared variants of the process that it follows
 * @param phases every phase of the process, in its order
 * @param changes its merge requests, oldest first
 * @param joints how far each step leads to the next one
 */
public record Passport(
    String key,
    @Nullable String title,
    @Nullable String type,
    @Nullable String url,
    @Nullable String status,
    @Nullable String board,
    @Nullable Above above,
    @Nullable Instant createdAt,
    @Nullable Instant doneAt,
    List<String> variants,
    boolean inOrder,
    List<PhaseStay> phases,
    List<Change> changes,
    List<Joint> joints) {

  /** The ticket above it, as an epic. */
  public record Above(String key, @Nullable String title, @Nullable String url) {}

  /** Where a ticket is in a phase. */
  public enum State {
    /** It has not come there. */
    AHEAD,
    /** It is in the phase now. */
    IN,
    /** It was there and left. */
    DONE,
    /** It went on without it, and no variant allows that. */
    SKIPPED,
    /** A declared variant leaves it out, or there was nothing to do in it. */
    LEFT_OUT,
    /** The process does not say how a ticket gets there. */
    NOT_FOLLOWED
  }

  /**
   * A ticket in a phase.
   *
   * @param stays how often it came
   * @param workedDays working days, all stays together, up to now while it is in
   * @param expectedDays what the process expects; null where nothing was agreed
   * @param within whether it took no longer than expected; null where that cannot be said
   */
  public record PhaseStay(
      String id,
      String title,
      String responsible,
      State state,
      @Nullable Instant enteredAt,
      @Nullable Instant leftAt,
      int stays,
      @Nullable Double workedDays,
      @Nullable Double expectedDays,
      @Nullable Boolean within,
      List<OutputState> outputs) {}

  /**
   * An output of a phase.
   *
   * @param rule by which it is judged; null: people judge
   * @param state {@code present}, {@code missing}, {@code waived} or {@code unknown}; {@code
   *     not_asked} where it is not asked of such a ticket, or not yet
   * @param evidence address of what shows it; null where there is none
   */
  public record OutputState(
      String title,
      @Nullable String rule,
      @Nullable String hint,
      String state,
      @Nullable String evidence,
      @Nullable WaivedBy waiver) {}

  /** Who answers for a missing output, why, and until which day. */
  public record WaivedBy(String owner, String reason, LocalDate until) {}

  /**
   * A merge request of the ticket.
   *
   * @param via what says that it belongs to the ticket
   * @param builtAt when the default branch's pipeline first passed with it
   */
  public record Change(
      String name,
      @Nullable String title,
      @Nullable String url,
      String via,
      @Nullable String state,
      @Nullable Instant startedAt,
      @Nullable Instant mergedAt,
      @Nullable Instant builtAt,
      @Nullable String pipelineUrl,
      @Nullable Instant deployedAt,
      @Nullable String deploymentUrl) {}

  /**
   * One step of the chain from ticket to production.
   *
   * @param found how many of {@code of} lead on
   * @param of how many could; 0: there is nothing to follow
   * @param usual share of the board's tickets that were done in the last 90 days, or of what was
   *     merged for them, that leads on, 0 to 1; null where there are none, or no source tells
   */
  public record Joint(String from, String to, int found, int of, @Nullable Double usual) {}
}
