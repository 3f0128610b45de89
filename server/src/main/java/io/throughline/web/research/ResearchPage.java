package io.throughline.web.research;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of product research prints.
 *
 * @param configured whether any wiki is configured
 * @param documented whether any page of one is known
 * @param charts those that have any data
 */
public record ResearchPage(
    Frame frame,
    String scope,
    String range,
    List<Choice> teams,
    boolean configured,
    boolean documented,
    List<Card> cards,
    List<Chart> charts,
    List<EpicRow> epics,
    List<StaleRow> stale,
    String staleAfter) {

  /** A number with the way into it. */
  public record Card(String id, String title, String question, String href, Figure figure) {}

  /** An epic; tones as everywhere: {@code met}, {@code missed} or {@code none}. */
  public record EpicRow(
      String key, String title, String href, String board, String planned, Has prd, Has design) {}

  /**
   * Whether a document is there.
   *
   * @param href of the document; null where there is none
   */
  public record Has(String tone, String words, @Nullable String href) {}

  /** A requirements document that nobody touches. */
  public record StaleRow(
      String title, @Nullable String href, String updated, List<EpicLink> epics) {}

  /** An open epic. */
  public record EpicLink(String key, String href) {}
}
