package io.throughline.web.metric;

import io.throughline.metric.Journey;
import io.throughline.metric.Observation;
import io.throughline.metric.ObservationPage;
import io.throughline.metric.Reading;
import io.throughline.metric.ReadingQuery;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import io.throughline.web.metric.ItemsPage.Item;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.StageStrip;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the list of items behind a number together. */
final class ItemsReport {
  private static final int RUN = 50;

  /** The metric whose items go through all stages. */
  private static final String WHOLE = "cycle_time";

  private static final int PROVED = 5_000;
  private static final int PROOF_RUN = 1_000;

  private static final String BUILD = "gate_run";

  private final PageSources sources;
  private final MetricDefinition metric;
  private final View view;
  private final @Nullable String cursor;
  private final ReadingQuery query;

  ItemsReport(PageSources sources, MetricDefinition metric, View view, @Nullable String cursor) {
    this.sources = sources;
    this.metric = metric;
    this.view = view;
    this.cursor = cursor;
    this.query = view.query(metric.id(), Grain.TOTAL);
  }

  ItemsPage page(Frame frame) {
    Reading reading = sources.readings().read(query).getFirst();
    ObservationPage run = sources.readings().observations(query, cursor, RUN);
    double longest = reading.p90() == null ? 0 : reading.p90() * 1.25;
    String address = Links.items(metric.id(), view);
    String next =
        run.next() == null
            ? ""
            : address + (address.contains("?") ? "&" : "?") + "cursor=" + Links.encode(run.next());
    boolean strips = metric.id().equals(WHOLE);
    Map<String, Journey> journeys =
        strips ? sources.readings().journeys(run.items()) : Map.<String, Journey>of();
    return new ItemsPage(
        frame,
        Meaning.of(metric),
        Links.metric(metric.id(), view),
        ScopeName.of(sources.organisation().get(), view).name(),
        Times.range(view.from(), view.to()),
        view.zone().getId(),
        Choices.ranges(view, other -> Links.items(metric.id(), other)),
        Choices.classes(view, metric, other -> Links.items(metric.id(), other)),
        Choices.clockInWords(view, metric),
        Choices.clocks(view, metric, other -> Links.items(metric.id(), other)),
        Figure.of(reading, metric),
        cursor == null ? proof(reading) : new Proof("unchecked", ""),
        strips,
        run.items().stream().map(item -> item(item, longest, journeys)).toList(),
        next);
  }

  private Proof proof(Reading reading) {
    if (reading.n() > PROVED) {
      return Proof.of(reading, List.of(), false, metric);
    }
    List<Observation> all = new ArrayList<>();
    String place = null;
    do {
      ObservationPage run = sources.readings().observations(query, place, PROOF_RUN);
      all.addAll(run.items());
      place = run.next();
    } while (place != null && all.size() <= PROVED);
    return Proof.of(reading, all, place == null, metric);
  }

  private Item item(Observation item, double longest, Map<String, Journey> journeys) {
    String where = item.service() != null ? item.service() : item.project();
    Long delivery = item.delivery();
    return new Item(
        item.title() == null ? item.subject() : item.title(),
        item.subjectKind().equals(BUILD) ? Links.build(Long.parseLong(item.subject())) : null,
        Links.outside(item.url()),
        where == null ? "" : where,
        item.authorClass() == null ? "" : Choices.classTitle(item.authorClass()),
        moment(item.startedAt()),
        moment(item.endedAt()),
        moment(item.at()),
        value(item),
        item.value() == null || longest <= 0
            ? ""
            : Long.toString(Math.round(Math.clamp(item.value() / longest, 0.01, 1) * 100)),
        StageStrip.of(item, journeys.get(item.subject())),
        delivery == null ? "" : "/deliveries/" + delivery);
  }

  private String value(Observation item) {
    if (metric.kind() == MetricKind.EFFORT && metric.unit() == Unit.PERCENT) {
      Double days = item.denominator();
      return days == null ? "–" : Numbers.withUnit(days, Unit.FTE_DAYS);
    }
    if (metric.kind() == MetricKind.STATE) {
      Double days = item.numerator();
      return days == null ? "–" : Numbers.count(Math.round(days)) + (days == 1 ? " day" : " days");
    }
    if (!metric.kind().isDivided()) {
      return item.value() == null ? "–" : Numbers.withUnit(item.value(), metric);
    }
    if (item.numerator() == null || item.denominator() == null) {
      return "–";
    }
    if (metric.wilson()) {
      return item.numerator() > 0 ? "yes" : "no";
    }
    return Numbers.count(Math.round(item.numerator()))
        + " of "
        + Numbers.count(Math.round(item.denominator()));
  }

  private String moment(@Nullable Instant instant) {
    return instant == null ? "" : Times.moment(instant, view.zone());
  }
}
