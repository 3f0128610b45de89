package io.throughline.web.investment;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of where the time goes prints.
 *
 * @param healthHref the team's health; null for everyone
 * @param because why there is no number; empty when there is one
 * @param headline the share of the first category
 * @param headlineTitle what that category is called
 * @param mix the categories in the order of the rules
 * @param wantedNote what to write to want a mix; empty when one is wanted
 * @param history the mix over time; null when no period has a number
 * @param initiatives the largest first, and last what belongs to none
 * @param initiativeCount how many there are, also those that are not listed
 * @param costTitle what is told of an initiative: days, or money with its currency
 * @param costNote how many of the days have a rate, or what to write so that they have one
 * @param spent what initiatives took over time; null when no period has a number
 * @param uncategorised what no rule matches, the last touched first
 * @param uncategorisedHref all of it; empty when there is none
 */
public record InvestmentPage(
    Frame frame,
    String scope,
    @Nullable String healthHref,
    String range,
    List<Choice> teams,
    List<Choice> ranges,
    List<Choice> grains,
    String because,
    Figure headline,
    String headlineTitle,
    String metricHref,
    List<Share> mix,
    String wantedNote,
    @Nullable Chart history,
    List<Initiative> initiatives,
    int initiativeCount,
    String costTitle,
    String costNote,
    String costHref,
    @Nullable Chart spent,
    List<Item> uncategorised,
    String uncategorisedHref) {

  /**
   * A category.
   *
   * @param colour name of its colour in charts
   * @param width of its bar, in percent of the row
   * @param mark place of what is wanted on the same row; empty where nothing is
   * @param difference to what is wanted, in percentage points
   */
  public record Share(
      String title,
      String href,
      String colour,
      String width,
      String mark,
      String share,
      String wanted,
      String difference,
      String days) {}

  /**
   * An epic or initiative.
   *
   * @param outside its page in the source; null where it has none
   * @param width of its bar, in percent of the largest; empty for what belongs to none
   */
  public record Initiative(
      String title,
      String href,
      @Nullable String outside,
      String colour,
      String width,
      String cost,
      String share) {}

  /** Something that was worked on. */
  public record Item(String title, @Nullable String href, String last, String days) {}
}
