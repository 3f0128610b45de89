package io.throughline.web.metric;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import io.throughline.web.part.StageStrip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list of items behind a number prints.
 *
 * @param clock which clock is used; empty where there is none
 * @param strips whether items show where their time went
 * @param proof that the list and the number agree, with both numbers
 * @param next address of the next run of items; empty on the last
 */
public record ItemsPage(
    Frame frame,
    Meaning meaning,
    String metricHref,
    String scope,
    String range,
    String zone,
    List<Choice> ranges,
    List<Choice> classes,
    String clock,
    List<Choice> clocks,
    Figure figure,
    Proof proof,
    boolean strips,
    List<Item> items,
    String next) {

  /**
   * One measured item.
   *
   * @param page its page here, as a judged build has one; null for none
   * @param url its page in the source; null when unknown or not a web address
   * @param x length of its bar, of 100; empty when it has no length
   * @param strip where its time went; null where that is not asked or not known
   * @param delivery address of the delivery that told of it; empty when not known
   */
  public record Item(
      String title,
      @Nullable String page,
      @Nullable String url,
      String where,
      String authorClass,
      String started,
      String ended,
      String at,
      String value,
      String x,
      @Nullable StageStrip strip,
      String delivery) {}
}
