package io.throughline.web;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.time.Grain;
import io.throughline.web.part.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The choices that pages offer beside each other; each is an address. */
public final class Choices {
  private Choices() {}

  /** Ranges of weeks; {@code address} makes a page's own address of a view. */
  public static List<Choice> ranges(View view, Function<View, String> address) {
    return View.RANGES.stream()
        .map(
            weeks ->
                new Choice(
                    weeks + " weeks", address.apply(view.ofWeeks(weeks)), view.weeks() == weeks))
        .toList();
  }

  /** Grains of a trend; what is counted by week has no days. */
  public static List<Choice> grains(
      View view, MetricDefinition metric, Function<View, String> address) {
    return grains(
        view,
        Stream.of(Grain.DAY, Grain.WEEK, Grain.SPRINT, Grain.MONTH)
            .filter(grain -> grain != Grain.DAY || metric.kind() != MetricKind.PERSON_WEEK)
            .filter(grain -> grain != Grain.SPRINT || metric.attribute() == Attribute.BOARD)
            .toList(),
        address);
  }

  /** Grains to choose from. */
  public static List<Choice> grains(View view, List<Grain> grains, Function<View, String> address) {
    return grains.stream()
        .map(
            grain ->
                new Choice(
                    title(grain.name()), address.apply(view.ofGrain(grain)), view.grain() == grain))
        .toList();
  }

  /** Who wrote the change; empty where nothing tells, as of tickets. */
  public static List<Choice> classes(
      View view, MetricDefinition metric, Function<View, String> address) {
    return metric.byAuthorClass() ? classes(view, address) : List.of();
  }

  /** Who wrote the change. */
  public static List<Choice> classes(View view, Function<View, String> address) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("All", address.apply(view.ofClass(null)), view.authorClass() == null));
    for (String authorClass : List.of("human", "assisted", "agent")) {
      choices.add(
          new Choice(
              classTitle(authorClass),
              address.apply(view.ofClass(authorClass)),
              authorClass.equals(view.authorClass())));
    }
    return List.copyOf(choices);
  }

  /** The two clocks of a duration; none where only one can be read. */
  public static List<Choice> clocks(
      View view, MetricDefinition metric, Function<View, String> address) {
    if (!metric.onEitherClock()) {
      return List.of();
    }
    Clock current = view.clock() == null ? metric.clock() : view.clock();
    return List.of(Clock.CALENDAR, Clock.WORKING).stream()
        .map(
            clock ->
                new Choice(
                    clockTitle(clock),
                    address.apply(view.ofClock(clock == metric.clock() ? null : clock)),
                    clock == current))
        .toList();
  }

  /** A clock in words. */
  public static String clockTitle(Clock clock) {
    return clock == Clock.WORKING ? "Working time" : "Calendar time";
  }

  /** The clock that a metric is read on; empty where there is none. */
  public static String clockInWords(View view, MetricDefinition metric) {
    return switch (metric.kind()) {
      case DURATION -> clockTitle(view.clock() == null ? metric.clock() : view.clock());
      case AGE -> clockTitle(metric.clock());
      default -> "";
    };
  }

  /** What to know of a number on the other clock than the declared one; else empty. */
  public static String clockNote(View view, MetricDefinition metric) {
    return view.clock() == null
        ? ""
        : "The definition and its target are in "
            + clockTitle(metric.clock()).toLowerCase(Locale.ROOT)
            + ".";
  }

  /** An author class in words. */
  public static String classTitle(String authorClass) {
    return switch (authorClass) {
      case "human" -> "People";
      case "assisted" -> "AI-assisted";
      case "agent" -> "AI agents";
      default -> authorClass;
    };
  }

  private static String title(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
