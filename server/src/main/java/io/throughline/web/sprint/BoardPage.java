package io.throughline.web.sprint;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.sprint.SprintPage.AgeRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a board prints, with or without sprints.
 *
 * @param forecast how many tickets by which day; empty for none
 * @param because why there is no forecast; empty when there is one
 */
public record BoardPage(
    Frame frame,
    String name,
    @Nullable String url,
    @Nullable String listHref,
    String facts,
    @Nullable Chart flow,
    @Nullable Chart throughput,
    List<Likely> forecast,
    String basis,
    String because,
    List<AgeRow> ageing,
    String usual) {

  /** How many tickets are likely to be finished by a day. */
  public record Likely(String by, String half, String sure) {}
}
