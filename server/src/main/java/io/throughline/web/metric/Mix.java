package io.throughline.web.metric;

import io.throughline.metric.Reading;
import io.throughline.metric.Readings;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.Unit;
import io.throughline.model.org.Investment;
import io.throughline.model.time.Grain;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Parts of what people worked on, each with its colour, and stacked over time. */
public final class Mix {
  /** Parts that are called nothing stand last, in grey. */
  private static final Set<String> NAMELESS =
      Set.of(Investment.UNCATEGORISED, Readings.NO_INITIATIVE);

  private static final int COLOURS = 6;
  private static final String GREY = "rest";
  private static final String OTHERS = "others";

  private Mix() {}

  /** The name of the colour of each part, in the order of the parts; beyond six they share one. */
  public static Map<String, String> colours(Collection<String> parts) {
    Map<String, String> colours = new LinkedHashMap<>();
    int next = 1;
    for (String part : parts) {
      if (NAMELESS.contains(part)) {
        colours.put(part, GREY);
      } else {
        colours.put(part, next <= COLOURS ? Integer.toString(next) : OTHERS);
        next++;
      }
    }
    return colours;
  }

  /**
   * Parts stacked by period; null when no period has a number.
   *
   * @param colours of the parts, as on the rest of the page
   * @param titles gives what a part is called
   * @param unit what a part of a period is told in; empty for a unit of its own, as money
   */
  public static @Nullable Chart chart(
      Map<String, List<Reading>> parts,
      Map<String, String> colours,
      UnaryOperator<String> titles,
      MetricDefinition metric,
      Grain grain,
      String unit) {
    List<Layer> layers = layers(parts, colours, titles);
    if (layers.stream().allMatch(layer -> layer.values().stream().allMatch(Objects::isNull))) {
      return null;
    }
    List<Reading> first = parts.values().iterator().next();
    List<String> labels =
        first.stream().map(reading -> Charts.label(reading.from(), grain)).toList();
    boolean shares = metric.unit() == Unit.PERCENT;
    long n = first.stream().mapToLong(reading -> shown(reading) ? reading.n() : 0).sum();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", unit);
    data.put("labels", labels);
    data.put("most", shares ? 100 : null);
    data.put("n", first.stream().map(reading -> shown(reading) ? reading.n() : null).toList());
    data.put("provisional", first.stream().map(Reading::provisional).toList());
    data.put(
        "series",
        layers.stream()
            .map(l -> Map.of("title", l.title(), "colour", l.colour(), "values", l.values()))
            .toList());
    List<String> head = new ArrayList<>(List.of(Charts.periodTitle(grain)));
    layers.forEach(layer -> head.add(layer.title()));
    head.add("n");
    return new Chart(
        "mix-" + metric.id(),
        "stack",
        shares ? "The mix over time" : "Over time",
        (shares ? "Shares of the days" : "Each part's " + (unit.isEmpty() ? "sum" : unit))
            + "; n = "
            + Numbers.count(n)
            + " days of people",
        Island.of(data),
        head,
        IntStream.range(0, labels.size())
            .mapToObj(i -> row(labels.get(i), layers, first.get(i), i, metric))
            .toList());
  }

  private record Layer(String title, String colour, List<@Nullable Double> values) {}

  /** From the bottom to the top: parts with a colour, all others in one, and the nameless ones. */
  private static List<Layer> layers(
      Map<String, List<Reading>> parts, Map<String, String> colours, UnaryOperator<String> titles) {
    List<Layer> layers = new ArrayList<>();
    List<Layer> last = new ArrayList<>();
    List<@Nullable Double> others = new ArrayList<>();
    int joined = 0;
    for (Map.Entry<String, List<Reading>> part : parts.entrySet()) {
      String colour = Objects.requireNonNull(colours.get(part.getKey()));
      List<@Nullable Double> values = new ArrayList<>();
      part.getValue().forEach(reading -> values.add(Figure.shown(reading)));
      if (colour.equals(OTHERS)) {
        joined++;
        add(others, values);
      } else {
        (colour.equals(GREY) ? last : layers)
            .add(new Layer(titles.apply(part.getKey()), colour, values));
      }
    }
    if (joined > 0) {
      layers.add(new Layer(joined + " others", OTHERS, others));
    }
    layers.addAll(last);
    return layers;
  }

  private static void add(List<@Nullable Double> sums, List<@Nullable Double> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i == sums.size()) {
        sums.add(null);
      }
      Double value = values.get(i);
      Double sum = sums.get(i);
      if (value != null) {
        sums.set(i, sum == null ? value : sum + value);
      }
    }
  }

  private static boolean shown(Reading reading) {
    return Figure.shown(reading) != null;
  }

  private static List<String> row(
      String label, List<Layer> layers, Reading first, int i, MetricDefinition metric) {
    List<String> row = new ArrayList<>(List.of(label));
    for (Layer layer : layers) {
      Double value = layer.values().get(i);
      row.add(value == null ? "–" : Numbers.text(value, metric.unit()));
    }
    row.add(
        (shown(first) ? Numbers.count(first.n()) : "–")
            + (first.provisional() ? ", provisional" : ""));
    return row;
  }
}
