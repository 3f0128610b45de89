package io.throughline.web.ticket;

import io.throughline.web.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the passport of a ticket prints.
 *
 * @param url its page in the source; null where none can be linked
 * @param facts status, board and the like, in one line
 * @param above the ticket above it; empty for none
 * @param way what is remarkable of its way; empty when nothing is
 */
public record TicketPage(
    Frame frame,
    String key,
    String title,
    @Nullable String url,
    String facts,
    String above,
    @Nullable String aboveHref,
    String way,
    List<Stop> stops,
    List<ChangeRow> changes,
    List<JointRow> joints) {

  /**
   * A phase on the way.
   *
   * @param tone {@code done}, {@code in}, {@code ahead}, {@code skipped} or {@code out}
   * @param state in words
   * @param when from when to when
   * @param days working days with what was expected; empty where nothing is known
   * @param late whether it took longer than expected
   * @param awaited what it will have to give out; empty once a ticket was there
   */
  public record Stop(
      String title,
      int place,
      String tone,
      String state,
      String when,
      String days,
      boolean late,
      String responsible,
      List<OutputRow> outputs,
      String awaited) {}

  /**
   * An output.
   *
   * @param tone {@code met}, {@code missed}, {@code near} or {@code none}
   */
  public record OutputRow(
      String title, String tone, String state, String hint, @Nullable String evidence) {}

  /** A merge request with the moments that it reached; a dash where it has not, or is not known. */
  public record ChangeRow(
      String name,
      String title,
      @Nullable String url,
      String via,
      String started,
      String merged,
      String built,
      @Nullable String pipeline,
      String deployed,
      @Nullable String deployment) {}

  /** How far a step leads on. */
  public record JointRow(String from, String to, String tone, String found, String usual) {}
}
