package io.throughline.web.sprint;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a sprint prints.
 *
 * @param team the nearest team; empty for none
 * @param facts dates, state and days left, in one line
 * @param weighed what its tickets are weighed in, and why
 * @param burnUp null when no ticket was ever in it
 * @param flow the same
 * @param usual how long tickets usually take, for the ageing list
 */
public record SprintPage(
    Frame frame,
    String name,
    String goal,
    String team,
    @Nullable String listHref,
    @Nullable String healthHref,
    @Nullable String boardHref,
    String board,
    String facts,
    String weighed,
    List<SetRow> sets,
    Outlook outlook,
    @Nullable Chart burnUp,
    List<EventRow> events,
    @Nullable Chart flow,
    List<AgeRow> ageing,
    String usual,
    List<CarriedRow> carried,
    List<FindingRow> findings,
    List<TicketRow> tickets) {

  /** A set: what it weighs and how many tickets it has. */
  public record SetRow(String title, String meaning, String weight, String count) {}

  /**
   * What is likely to come.
   *
   * @param headline the chance, or a word for why there is none
   * @param words what it says and what it stands on
   */
  public record Outlook(String title, String headline, List<String> words) {}

  /** A change of the scope. */
  public record EventRow(String when, String what, String key, String href, String change) {}

  /**
   * An open ticket.
   *
   * @param tone {@code met}, {@code near} beyond the usual half, {@code missed} beyond p85
   */
  public record AgeRow(
      String key,
      String title,
      String href,
      String status,
      String inStatus,
      String age,
      String tone,
      String words) {}

  /** A ticket that was in sprints before. */
  public record CarriedRow(String key, String title, String href, String times, String state) {}

  /** Something to mend, with the tickets that it is about. */
  public record FindingRow(String title, String words, List<TicketLink> tickets) {}

  /** A link to a ticket's passport. */
  public record TicketLink(String key, String href) {}

  /** A ticket of the sprint; its key leads to its passport, its title to the source. */
  public record TicketRow(
      String key,
      String title,
      String href,
      @Nullable String url,
      String kind,
      String status,
      String set,
      String estimate,
      String result,
      String tone) {}
}
