package io.throughline.web.production;

import io.throughline.metric.Reading;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.time.Grain;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import io.throughline.web.metric.MetricCard;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The readings of several metrics over a range and by week, each asked for once. */
final class Board {
  private final View view;
  private final Map<String, MetricDefinition> known = new LinkedHashMap<>();
  private final Map<String, List<Reading>> total;
  private final Map<String, List<Reading>> weeks;

  /**
   * Reads them.
   *
   * @param ids those that no definition has are left out
   */
  Board(PageSources sources, View view, List<String> ids) {
    this.view = view;
    for (String id : ids) {
      sources.definition(id).ifPresent(metric -> known.put(id, metric));
    }
    if (known.isEmpty()) {
      total = Map.of();
      weeks = Map.of();
    } else {
      List<String> asked = List.copyOf(known.keySet());
      List<Map<String, List<Reading>>> all =
          sources
              .readings()
              .readAll(
                  asked,
                  List.of(
                      view.query(asked.getFirst(), Grain.TOTAL),
                      view.query(asked.getFirst(), Grain.WEEK)));
      total = all.get(0);
      weeks = all.get(1);
    }
  }

  /** The headline of a metric over the whole range with its unit; a dash without a number. */
  String headline(String id) {
    MetricDefinition metric = known.get(id);
    List<Reading> whole = total.getOrDefault(id, List.of());
    Double value = metric == null || whole.isEmpty() ? null : Figure.shown(whole.getFirst());
    return metric == null || value == null ? "–" : Numbers.withUnit(value, metric);
  }

  /** Their cards, in this order. */
  List<MetricCard> cards(List<String> ids) {
    List<MetricCard> cards = new ArrayList<>();
    for (String id : ids) {
      if (known.containsKey(id)) {
        MetricDefinition metric = Objects.requireNonNull(known.get(id));
        List<Reading> whole = total.getOrDefault(id, List.of());
        cards.add(
            MetricCard.of(
                metric,
                whole.isEmpty() ? null : whole.getFirst(),
                weeks.getOrDefault(id, List.of()),
                Links.metric(id, view.ofGrain(Grain.WEEK))));
      }
    }
    return List.copyOf(cards);
  }
}
