package io.throughline.web.investment;

import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.metric.Readings;
import io.throughline.metric.Readings.PartName;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.Unit;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.RateCard;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamScope;
import io.throughline.web.View;
import io.throughline.web.investment.InvestmentPage.Initiative;
import io.throughline.web.investment.InvestmentPage.Item;
import io.throughline.web.investment.InvestmentPage.Share;
import io.throughline.web.metric.Mix;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts the page of where the time goes together. */
final class InvestmentReport {
  static final String BALANCE = "investment_balance";
  static final String COST = "initiative_cost";
  private static final List<Grain> GRAINS = List.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER);
  private static final int MOST_INITIATIVES = 25;
  private static final int MOST_ITEMS = 10;

  private final PageSources sources;
  private final Organisation organisation;
  private final Investment investment;
  private final View view;
  private final MetricDefinition balance;
  private final MetricDefinition cost;

  /**
   * @param balance the shares of the categories
   * @param cost what the initiatives took
   */
  InvestmentReport(
      PageSources sources, View view, MetricDefinition balance, MetricDefinition cost) {
    this.sources = sources;
    this.organisation = sources.organisation().get();
    this.investment = organisation.investment();
    this.view = view;
    this.balance = balance;
    this.cost = cost;
  }

  InvestmentPage page(Frame frame) {
    TeamScope scope = TeamScope.of(organisation, view.team(), "/investment");
    Reading total = sources.readings().read(view.query(BALANCE, Grain.TOTAL)).getFirst();
    boolean shown = Figure.shown(total) != null;
    Map<String, Reading> shares = shown ? totals(BALANCE) : Map.of();
    Map<String, Reading> costs = shown ? totals(COST) : Map.of();
    Map<String, PartName> names = sources.readings().partNames(COST, costs.keySet());
    Map<String, String> categoryColours = Mix.colours(shares.keySet());
    Map<String, String> costColours = Mix.colours(costs.keySet());
    return new InvestmentPage(
        frame,
        scope.name(),
        view.team() == null ? null : Links.health(view),
        Times.range(view.from(), view.to()),
        scope.choices(),
        Choices.ranges(view, Links::investment),
        Choices.grains(view, GRAINS, Links::investment),
        because(total),
        Figure.of(total, balance),
        investment.first().title(),
        Links.metric(BALANCE, view),
        mix(shares, categoryColours),
        wantedNote(),
        history(BALANCE, balance, categoryColours, investment::title, "%"),
        initiatives(costs, costColours, names),
        costs.size() - (costs.containsKey(Readings.NO_INITIATIVE) ? 1 : 0),
        costTitle(),
        costNote(costs),
        Links.metric(COST, view),
        history(COST, cost, costColours, part -> title(names, part), costTitle()),
        uncategorised(shares, scope),
        shares.containsKey(Investment.UNCATEGORISED)
            ? Links.items(BALANCE, view.ofPart(Investment.UNCATEGORISED))
            : "");
  }

  /**
   * What is told of every part over the whole range; the withheld and the empty ones are absent.
   */
  private Map<String, Reading> totals(String metric) {
    Map<String, Reading> totals = new LinkedHashMap<>();
    sources
        .readings()
        .readParts(view.query(metric, Grain.TOTAL))
        .forEach(
            (part, readings) -> {
              if (Figure.shown(readings.getFirst()) != null) {
                totals.put(part, readings.getFirst());
              }
            });
    return totals;
  }

  private @Nullable Chart history(
      String metric,
      MetricDefinition definition,
      Map<String, String> colours,
      UnaryOperator<String> titles,
      String unit) {
    if (colours.isEmpty()) {
      return null;
    }
    Map<String, List<Reading>> parts =
        sources.readings().readParts(view.query(metric, view.grain()));
    Map<String, List<Reading>> told = new LinkedHashMap<>();
    colours.keySet().forEach(part -> told.put(part, parts.getOrDefault(part, List.of())));
    told.values().removeIf(List::isEmpty);
    return Mix.chart(told, colours, titles, definition, view.grain(), unit);
  }

  private List<Share> mix(Map<String, Reading> shares, Map<String, String> colours) {
    List<Share> rows = new ArrayList<>();
    shares.forEach(
        (part, reading) -> {
          double share = Objects.requireNonNull(reading.value());
          Double wanted = investment.wanted(view.team(), part, organisation.teams()).orElse(null);
          rows.add(
              new Share(
                  investment.title(part),
                  Links.metric(BALANCE, view.ofPart(part)),
                  Objects.requireNonNull(colours.get(part)),
                  Numbers.share(share),
                  wanted == null ? "" : Numbers.share(wanted),
                  Numbers.withUnit(share, Unit.PERCENT),
                  wanted == null ? "–" : Numbers.edge(wanted) + " %",
                  wanted == null ? "–" : signed(share - wanted),
                  Numbers.text(
                      Objects.requireNonNullElse(reading.numerator(), 0.0), Unit.FTE_DAYS)));
        });
    return List.copyOf(rows);
  }

  private static String signed(double points) {
    return (points < 0 ? "−" : "+") + Numbers.text(Math.abs(points), Unit.PERCENT);
  }

  private String wantedNote() {
    boolean said =
        investment.categories().stream()
            .anyMatch(
                c -> investment.wanted(view.team(), c.id(), organisation.teams()).isPresent());
    return said
        ? ""
        : "No mix is wanted so far. Say in throughline.yaml, under investment, how many percent of"
            + " the days each category should have, and the page shows how far away it is.";
  }

  /** The largest first; what belongs to none stands last and without a bar, since it is no one. */
  private List<Initiative> initiatives(
      Map<String, Reading> costs, Map<String, String> colours, Map<String, PartName> names) {
    Map<String, Reading> named = new LinkedHashMap<>(costs);
    Reading none = named.remove(Readings.NO_INITIATIVE);
    double most = named.values().stream().mapToDouble(InvestmentReport::value).max().orElse(0);
    double all = costs.values().stream().mapToDouble(InvestmentReport::value).sum();
    Map<String, Reading> listed = new LinkedHashMap<>();
    named.entrySet().stream()
        .limit(MOST_INITIATIVES)
        .forEach(e -> listed.put(e.getKey(), e.getValue()));
    if (none != null) {
      listed.put(Readings.NO_INITIATIVE, none);
    }
    return listed.entrySet().stream()
        .map(
            e -> {
              PartName name = names.get(e.getKey());
              double own = value(e.getValue());
              return new Initiative(
                  title(names, e.getKey()),
                  Links.items(COST, view.ofPart(e.getKey())),
                  name == null ? null : Links.outside(name.url()),
                  Objects.requireNonNull(colours.get(e.getKey())),
                  e.getValue() == none || most == 0 ? "" : Numbers.share(100 * own / most),
                  Numbers.text(own, cost.unit()),
                  all > 0 ? Numbers.withUnit(100 * own / all, Unit.PERCENT) : "–");
            })
        .toList();
  }

  private static double value(Reading reading) {
    return Objects.requireNonNull(reading.value());
  }

  private static String title(Map<String, PartName> names, String part) {
    PartName name = names.get(part);
    return name == null ? part : name.title();
  }

  private String costTitle() {
    RateCard rates = investment.rates();
    return rates == null ? "FTE-days" : rates.currency();
  }

  private String costNote(Map<String, Reading> costs) {
    if (investment.rates() == null) {
      return "An FTE-day is a day of one person, split over all they worked on in it. With rates"
          + " under investment in throughline.yaml the page tells money.";
    }
    Double coverage =
        costs.values().stream()
            .map(Reading::coverage)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return coverage == null ? "" : Numbers.percent(coverage) + " of the days have a rate.";
  }

  private List<Item> uncategorised(Map<String, Reading> shares, TeamScope scope) {
    if (!shares.containsKey(Investment.UNCATEGORISED)) {
      return List.of();
    }
    List<Observation> items =
        sources
            .readings()
            .observations(
                view.ofPart(Investment.UNCATEGORISED).query(BALANCE, Grain.TOTAL), null, MOST_ITEMS)
            .items();
    return items.stream()
        .map(
            item ->
                new Item(
                    item.title() == null ? item.subject() : item.title(),
                    Links.outside(item.url()),
                    Times.date(LocalDate.ofInstant(item.at(), scope.zone())),
                    Numbers.text(
                        Objects.requireNonNullElse(item.denominator(), 0.0), Unit.FTE_DAYS)))
        .toList();
  }

  private String because(Reading total) {
    if (total.doubt() == Doubt.WITHHELD) {
      return "Fewer than five people worked in these days, so that the mix would be about persons."
          + " Look at a longer range or at the team above.";
    }
    if (Figure.shown(total) != null) {
      return "";
    }
    return "Nobody was seen working on anything in these days. Days are known by tickets in"
        + " progress that are somebody's, and by merge requests; see the sources for how far they"
        + " are read.";
  }
}
