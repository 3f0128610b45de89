package io.throughline.web.metric;

import io.throughline.metric.Reading;
import io.throughline.metric.Readings.PartName;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Attribute;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.org.Organisation;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.time.Grain;
import io.throughline.web.Choices;
import io.throughline.web.Frame;
import io.throughline.web.Links;
import io.throughline.web.PageSources;
import io.throughline.web.TeamTree;
import io.throughline.web.View;
import io.throughline.web.metric.MetricPage.ClassRow;
import io.throughline.web.metric.MetricPage.Hidden;
import io.throughline.web.metric.MetricPage.Option;
import io.throughline.web.metric.MetricPage.Picker;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Delta;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Needs;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.StageBar;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a metric's page together. */
final class MetricReport {
  private static final int MOST_PARTS = 25;

  private final PageSources sources;
  private final Organisation organisation;
  private final MetricDefinition metric;
  private final View view;
  private final @Nullable String as;

  /**
   * A report.
   *
   * @param as the tool whose count is asked for; null for all that are known
   */
  MetricReport(PageSources sources, MetricDefinition metric, View view, @Nullable String as) {
    this.sources = sources;
    this.organisation = sources.organisation().get();
    this.metric = metric;
    this.view = view;
    this.as = as;
  }

  MetricPage page(Frame frame) {
    Reading total = total(view);
    long days = ChronoUnit.DAYS.between(view.from(), view.to());
    View before = view.between(view.from().minusDays(days), view.from());
    ScopeName scope = ScopeName.of(organisation, view);
    Aim aim = Aim.of(organisation, metric, view);
    boolean cycle = metric.id().equals("cycle_time");
    Map<String, Reading> totals = partTotals();
    Set<String> named = new LinkedHashSet<>(totals.keySet());
    Stream.ofNullable(view.part()).forEach(named::add);
    Map<String, PartName> names = sources.readings().partNames(metric.id(), named);
    return new MetricPage(
        frame,
        Meaning.of(metric),
        scope.name(),
        scope.href(),
        Times.range(view.from(), view.to()),
        view.zone().getId(),
        picker(),
        Choices.ranges(view, this::here),
        Choices.grains(view, metric, this::here),
        Choices.classes(view, metric, this::here),
        Choices.clocks(view, metric, this::here),
        Choices.clockInWords(view, metric),
        Choices.clockNote(view, metric),
        Figure.of(total, metric),
        Delta.between(total(before), total, metric),
        Times.range(before.from(), before.to()),
        percentile(total, total.p75()),
        percentile(total, total.p90()),
        perService(total),
        view.clock() == null ? aim.text() : "",
        Charts.trend(
            sources.readings().read(view.query(metric.id(), view.grain())),
            metric,
            view.grain(),
            aim.text(),
            breaks()),
        distribution(),
        metric.kind().isCounted()
            ? "Each item counts as one, so there is nothing to spread out."
            : "No items to spread out in these days.",
        cycle
            ? Charts.stages(sources.definitions(), parts(view.grain()), view.grain(), stageClock())
            : null,
        cycle ? stages() : null,
        Choices.clockTitle(stageClock()).toLowerCase(Locale.ROOT),
        classes(),
        parts(totals, names),
        mix(totals, names),
        view.part() == null ? "" : partTitle(view.part(), names),
        metric.madeOf().isEmpty() ? Links.items(metric.id(), view) : "",
        others(total),
        because(total));
  }

  /** None of what is counted: it would be one bar at 1. */
  private @Nullable Chart distribution() {
    return metric.kind().isCounted()
        ? null
        : Charts.distribution(
            "Distribution",
            sources.readings().distribution(view.query(metric.id(), Grain.TOTAL)),
            metric);
  }

  /** A cycle time is what others call a lead time. Of one service, others are not asked. */
  private OtherCounts others(Reading total) {
    String theirs = metric.id().equals("cycle_time") ? "change_lead_time" : metric.id();
    Double value = Figure.shown(total);
    return view.service() != null || !OtherCounts.known(theirs)
        ? OtherCounts.NONE
        : OtherCounts.of(
            sources.running(),
            view,
            Map.of(theirs, value == null ? "–" : Numbers.withUnit(value, metric)),
            as,
            here(view));
  }

  /** Ratings of one mode of SonarQube cannot be converted into those of the other. */
  private List<Charts.Break> breaks() {
    if (metric.unit() != Unit.RATING || view.part() != null) {
      return List.of();
    }
    Instant from = view.from().atStartOfDay(view.zone()).toInstant();
    Instant to = view.to().atStartOfDay(view.zone()).toInstant();
    return sources.evidenced().modeChanges(view.team(), view.service(), from, to).stream()
        .map(
            change -> {
              String mode = change.mode().equals("mqr") ? "Multi-Quality Rule" : "Standard";
              return new Charts.Break(
                  LocalDate.ofInstant(change.at(), view.zone()),
                  change.mode().equals("mqr") ? "MQR" : "Standard",
                  change.serviceName() + " is rated in " + mode + " mode from here on",
                  "SonarQube began to rate in its other mode, whose letters are not these");
            })
        .toList();
  }

  private String here(View other) {
    return Links.metric(metric.id(), other);
  }

  private Reading total(View of) {
    return sources.readings().read(of.query(metric.id(), Grain.TOTAL)).getFirst();
  }

  /** All stages on one clock, whatever each of them declares. */
  private Clock stageClock() {
    return view.clock() == null ? Stages.CLOCK : view.clock();
  }

  private StageBar stages() {
    return Stages.bar(sources.definitions(), parts(Grain.TOTAL));
  }

  private Map<String, List<Reading>> parts(Grain grain) {
    List<String> known =
        sources.definitions().stream()
            .map(MetricDefinition::id)
            .filter(Stages.PARTS::contains)
            .toList();
    View on = view.ofClock(stageClock());
    return known.isEmpty()
        ? Map.of()
        : sources.readings().readAll(known, on.query(known.getFirst(), grain));
  }

  /** Agents have no person-weeks, so a spread over people is not split. */
  private List<ClassRow> classes() {
    boolean split = metric.kind() != MetricKind.PERSON_WEEK && !metric.id().equals("ai_share");
    if (!metric.byAuthorClass() || !split) {
      return List.of();
    }
    List<ClassRow> rows = new ArrayList<>();
    for (String authorClass : List.of("human", "assisted", "agent")) {
      View of = view.ofClass(authorClass);
      rows.add(
          new ClassRow(Choices.classTitle(authorClass), here(of), Figure.of(total(of), metric)));
    }
    return List.copyOf(rows);
  }

  /** The parts over the whole range, phases in the order of the process. */
  private Map<String, Reading> partTotals() {
    Map<String, List<Reading>> read =
        sources.readings().readParts(view.ofPart(null).query(metric.id(), Grain.TOTAL));
    List<String> phases =
        sources.process().phases().stream()
            .sorted(Comparator.comparingInt(DeliveryProcess.Phase::order))
            .map(DeliveryProcess.Phase::id)
            .toList();
    Map<String, Reading> totals = new LinkedHashMap<>();
    read.keySet().stream()
        .sorted(Comparator.comparingInt(phases::indexOf))
        .limit(MOST_PARTS)
        .forEach(part -> totals.put(part, Objects.requireNonNull(read.get(part)).getFirst()));
    return totals;
  }

  private List<ClassRow> parts(Map<String, Reading> totals, Map<String, PartName> names) {
    View all = view.ofPart(null);
    List<ClassRow> rows = new ArrayList<>();
    totals.forEach(
        (part, reading) -> {
          // What is derived has metrics for its parts, each with a page of its own.
          MetricDefinition own =
              metric.madeOf().containsKey(part) ? sources.definition(part).orElseThrow() : metric;
          rows.add(
              new ClassRow(
                  own == metric ? partTitle(part, names) : own.title(),
                  own == metric ? here(view.ofPart(part)) : Links.metric(part, all),
                  Figure.of(reading, own)));
        });
    boolean rated = metric.unit() == Unit.RATING;
    if (rated && rows.size() == 1 && view.part() == null) {
      return List.of(); // There is one mode, and it is told above.
    }
    if (!rows.isEmpty()) {
      // Letters of two modes are never put together.
      String whole = rated ? "The mode of most projects" : "All together";
      rows.add(0, new ClassRow(whole, here(all), Figure.of(total(all), metric)));
    }
    return List.copyOf(rows);
  }

  /** What people worked on, stacked over time; null for what is no sum of its parts. */
  private @Nullable Chart mix(Map<String, Reading> totals, Map<String, PartName> names) {
    if (metric.kind() != MetricKind.EFFORT || totals.isEmpty()) {
      return null;
    }
    Map<String, List<Reading>> read =
        sources.readings().readParts(view.ofPart(null).query(metric.id(), view.grain()));
    Map<String, List<Reading>> told = new LinkedHashMap<>();
    totals.keySet().stream()
        .filter(read::containsKey)
        .forEach(part -> told.put(part, Objects.requireNonNull(read.get(part))));
    return Mix.chart(
        told,
        Mix.colours(totals.keySet()),
        part -> partTitle(part, names),
        metric,
        view.grain(),
        Numbers.suffix(metric.unit()));
  }

  /** Phases have titles, and some parts a name; others are called what they are. */
  private String partTitle(String part, Map<String, PartName> names) {
    PartName name = names.get(part);
    return name != null
        ? name.title()
        : sources.process().phases().stream()
            .filter(phase -> phase.id().equals(part))
            .map(DeliveryProcess.Phase::title)
            .findFirst()
            .orElse(part);
  }

  private Picker picker() {
    List<Option> teams = new ArrayList<>();
    teams.add(new Option("", organisation.name(), 0, view.team() == null));
    for (TeamTree node : TeamTree.walk(organisation.teams())) {
      String id = node.team().id();
      teams.add(new Option(id, node.team().name(), node.depth() + 1, id.equals(view.team())));
    }
    List<Option> services = new ArrayList<>();
    if (metric.attribute() != Attribute.BOARD && metric.kind() != MetricKind.EFFORT) {
      services.add(new Option("", "All services", 0, view.service() == null));
      organisation
          .services()
          .forEach(
              service ->
                  services.add(
                      new Option(
                          service.id(), service.name(), 0, service.id().equals(view.service()))));
    }
    List<Hidden> hidden = new ArrayList<>();
    if (view.weeks() > 0) {
      hidden.add(new Hidden("weeks", Integer.toString(view.weeks())));
    } else {
      hidden.add(new Hidden("from", view.from().toString()));
      hidden.add(new Hidden("to", view.to().toString()));
    }
    hidden.add(new Hidden("grain", view.grain().name().toLowerCase(Locale.ROOT)));
    if (view.authorClass() != null) {
      hidden.add(new Hidden("class", view.authorClass()));
    }
    if (view.part() != null) {
      hidden.add(new Hidden("part", view.part()));
    }
    if (view.clock() != null) {
      hidden.add(new Hidden("clock", view.clock().name().toLowerCase(Locale.ROOT)));
    }
    return new Picker("/metric/" + Links.encode(metric.id()), teams, services, hidden);
  }

  private String percentile(Reading reading, @Nullable Double value) {
    return value == null || Figure.shown(reading) == null ? "" : Numbers.withUnit(value, metric);
  }

  /** Of what is added up over services; empty without two services to take a middle of. */
  private String perService(Reading total) {
    return sources
        .readings()
        .medianPerService(view.query(metric.id(), Grain.TOTAL), List.of(total))
        .stream()
        .filter(median -> median.n() > 1 && median.value() != null)
        .map(
            median ->
                Numbers.withUnit(Objects.requireNonNull(median.value()), metric)
                    + ", "
                    + Numbers.count(median.n())
                    + " services")
        .findFirst()
        .orElse("");
  }

  private String because(Reading reading) {
    Figure figure = Figure.of(reading, metric);
    if (figure.doubt().equals("withheld")) {
      return "Fewer than five people were active in these days. The number would be about persons,"
          + " so it is withheld. Look at a longer range or at the team above.";
    }
    if (figure.doubt().equals("nodata")) {
      return Needs.missing(metric) + " See the sources for how far they have been read.";
    }
    return "";
  }
}
