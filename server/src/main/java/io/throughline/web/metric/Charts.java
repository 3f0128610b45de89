package io.throughline.web.metric;

import io.throughline.metric.Distribution;
import io.throughline.metric.Distribution.Bin;
import io.throughline.metric.Reading;
import io.throughline.metric.Reading.Doubt;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricDefinition.Clock;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.time.Grain;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Figure;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Readings as charts, each with its table twin. Values stay null where there is no data. */
public final class Charts {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

  private Charts() {}

  /**
   * Values over time with their spread or interval, n below and the target across; null when no
   * period has a value.
   *
   * @param aim the target in words, for its line
   */
  public static @Nullable Chart trend(
      List<Reading> readings, MetricDefinition metric, Grain grain, String aim) {
    return trend(readings, metric, grain, aim, List.of());
  }

  /**
   * As {@link #trend(List, MetricDefinition, Grain, String)}, with the line broken where what comes
   * is not to be compared with what was.
   */
  public static @Nullable Chart trend(
      List<Reading> readings,
      MetricDefinition metric,
      Grain grain,
      String aim,
      List<Break> breaks) {
    if (readings.stream().allMatch(reading -> Figure.shown(reading) == null)) {
      return null;
    }
    boolean spread =
        metric.percentile() == null && readings.stream().anyMatch(reading -> reading.p75() != null);
    String value = metric.percentile() == null ? "value" : "p" + metric.percentile();
    boolean interval = readings.stream().anyMatch(reading -> reading.low() != null);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", Numbers.suffix(metric.unit()));
    data.put("letters", letters(metric.unit()));
    data.put("headline", spread ? "p50" : value);
    data.put("most", metric.most());
    data.put("spread", spread);
    data.put("labels", readings.stream().map(reading -> label(reading.from(), grain)).toList());
    data.put("values", readings.stream().map(Figure::shown).toList());
    data.put("p75", readings.stream().map(r -> kept(r, r.p75())).toList());
    data.put("p90", readings.stream().map(r -> kept(r, r.p90())).toList());
    data.put("low", readings.stream().map(r -> kept(r, r.low())).toList());
    data.put("high", readings.stream().map(r -> kept(r, r.high())).toList());
    data.put("n", readings.stream().map(Charts::openN).toList());
    data.put("few", readings.stream().map(reading -> reading.doubt() != null).toList());
    data.put("provisional", readings.stream().map(Reading::provisional).toList());
    data.put("target", target(readings));
    data.put("aim", aim);
    List<Map<String, Object>> breaking = breaking(readings, breaks);
    data.put(
        "changes", Stream.concat(changes(readings, metric).stream(), breaking.stream()).toList());
    data.put("breaks", breaking.stream().map(one -> one.get("index")).toList());
    long n =
        readings.stream()
            .map(Charts::openN)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum();
    boolean marked = readings.stream().anyMatch(reading -> changed(reading, metric));
    return new Chart(
        "trend",
        "trend",
        "Over time",
        (spread
                ? "Median, the band up to three quarters, and p90; n = "
                : metric.kind().isCounted()
                    ? metric.kind().isWeekly()
                        ? (metric.kind() == MetricKind.DAYS
                            ? "Days a week; n = "
                            : "How many a week; n = ")
                        : "How many in each period; n = "
                    : interval
                        ? "Value with its 95 % interval; n = "
                        : (metric.percentile() == null ? "Value" : value) + "; n = ")
            + Numbers.count(n)
            + (marked ? "; upright line: a new definition, by which all periods are counted" : "")
            + (breaking.isEmpty() ? "" : "; where the line breaks, " + breaks.getFirst().why()),
        Island.of(data),
        spread
            ? List.of(periodTitle(grain), "p50", "p75", "p90", "n", "coverage", "note")
            : List.of(periodTitle(grain), value, "interval", "n", "coverage", "note"),
        readings.stream().map(reading -> row(reading, metric, grain, spread, breaks)).toList());
  }

  /** What values from 1 on are called; nothing where they are numbers. */
  private static List<String> letters(Unit unit) {
    return unit == Unit.RATING
        ? IntStream.rangeClosed(1, 5).mapToObj(value -> Numbers.text(value, unit)).toList()
        : List.of();
  }

  /**
   * A day from which on values are not to be compared with those before.
   *
   * @param label what the marker says
   * @param note what the table says
   * @param why what it means, the same for all of a chart
   */
  public record Break(LocalDate day, String label, String note, String why) {
    boolean isIn(Reading reading) {
      return !day.isBefore(reading.from()) && day.isBefore(reading.to());
    }
  }

  /** Where the line breaks: the index of the period and what the marker says, each period once. */
  private static List<Map<String, Object>> breaking(List<Reading> readings, List<Break> breaks) {
    return IntStream.range(0, readings.size())
        .mapToObj(
            i ->
                breaks.stream()
                    .filter(one -> one.isIn(readings.get(i)))
                    .findFirst()
                    .map(one -> Map.<String, Object>of("index", i, "label", one.label())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** How the observations are spread; null when there are none. */
  public static @Nullable Chart distribution(
      String title, Distribution distribution, MetricDefinition metric) {
    if (distribution.n() == 0 || distribution.bins().isEmpty()) {
      return null;
    }
    boolean effort = metric.kind() == MetricKind.EFFORT;
    String unit = Numbers.suffix(effort ? Unit.FTE_DAYS : metric.unit());
    boolean whole = whole(distribution);
    List<String> labels =
        distribution.bins().stream().map(bin -> bin(bin, whole, metric.unit())).toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("unit", unit);
    data.put("labels", labels);
    boolean weeks = metric.kind() == MetricKind.PERSON_WEEK;
    boolean days = metric.kind() == MetricKind.STATE;
    boolean named = whole && metric.unit() == Unit.RATING;
    data.put(
        "ticks",
        named
            ? labels
            : distribution.bins().stream().map(bin -> Numbers.edge(bin.from())).toList());
    data.put("what", weeks ? "weeks of contributors" : "items");
    data.put("counts", distribution.bins().stream().map(Bin::count).toList());
    List<List<String>> rows = new ArrayList<>();
    for (Bin bin : distribution.bins()) {
      rows.add(
          List.of(
              bin(bin, whole, metric.unit()),
              Numbers.count(bin.count()),
              Numbers.percent(bin.count() / (double) distribution.n())));
    }
    return new Chart(
        "distribution-" + metric.id(),
        "histogram",
        title,
        (days ? "On how many days each item counted" : spreadOf(whole, unit, weeks))
            + "; n = "
            + Numbers.count(distribution.n()),
        Island.of(data),
        List.of(
            days
                ? "days"
                : whole ? metric.title() : unit.isEmpty() ? "from – to" : "from – to, " + unit,
            weeks ? "weeks of contributors" : "items",
            "share"),
        rows);
  }

  private static String spreadOf(boolean whole, String unit, boolean weeks) {
    if (weeks) {
      return "One contributor's week counts once";
    }
    return whole
        ? "How the items are spread"
        : "Items from each mark up to the next" + (unit.isEmpty() ? "" : ", in " + unit);
  }

  /** Whether each bin holds one whole number only. */
  private static boolean whole(Distribution distribution) {
    return distribution.bins().stream().allMatch(bin -> single(bin) || Double.isInfinite(bin.to()));
  }

  private static boolean single(Bin bin) {
    return bin.to() - bin.from() == 1 && bin.from() == Math.rint(bin.from());
  }

  /** Medians of the parts of cycle time, side by side over time. */
  public static @Nullable Chart stages(
      List<MetricDefinition> definitions,
      Map<String, List<Reading>> readings,
      Grain grain,
      Clock clock) {
    List<MetricDefinition> parts =
        Stages.PARTS.stream()
            .flatMap(id -> definitions.stream().filter(metric -> metric.id().equals(id)))
            .filter(metric -> !readings.getOrDefault(metric.id(), List.of()).isEmpty())
            .toList();
    if (parts.isEmpty()) {
      return null;
    }
    List<Reading> first = readings.getOrDefault(parts.getFirst().id(), List.of());
    List<Map<String, Object>> series = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(periodTitle(grain)));
    for (MetricDefinition part : parts) {
      List<Reading> values = readings.getOrDefault(part.id(), List.of());
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("title", part.title());
      one.put("stage", part.id().substring(0, part.id().indexOf('_')));
      one.put("values", values.stream().map(Figure::shown).toList());
      one.put("n", values.stream().map(Reading::n).toList());
      series.add(one);
      head.add(part.title());
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      List<String> row = new ArrayList<>(List.of(label(first.get(i).from(), grain)));
      for (MetricDefinition part : parts) {
        List<Reading> values = readings.getOrDefault(part.id(), List.of());
        row.add(i < values.size() ? withN(values.get(i), part) : "no data");
      }
      rows.add(row);
    }
    long n = first.stream().mapToLong(Reading::n).sum();
    return new Chart(
        "stages",
        "stages",
        "Stages over time",
        "Median of each stage on its own, in "
            + (clock == Clock.WORKING ? "working" : "calendar")
            + " time; n = "
            + Numbers.count(n)
            + " "
            + parts.getFirst().title().toLowerCase(Locale.ROOT)
            + " items",
        Island.of(
            Map.of(
                "unit",
                "h",
                "labels",
                first.stream().map(reading -> label(reading.from(), grain)).toList(),
                "series",
                series)),
        head,
        rows);
  }

  /** How many there were is withheld with the value. */
  private static @Nullable Long openN(Reading reading) {
    return reading.doubt() == Doubt.WITHHELD ? null : reading.n();
  }

  private static String withN(Reading reading, MetricDefinition metric) {
    return text(Figure.shown(reading), metric) + " (n " + Numbers.count(reading.n()) + ")";
  }

  /** Where the definition changed: the index of the period and what the marker says. */
  private static List<Map<String, Object>> changes(
      List<Reading> readings, MetricDefinition metric) {
    return IntStream.range(0, readings.size())
        .filter(i -> changed(readings.get(i), metric))
        .mapToObj(
            i ->
                Map.<String, Object>of(
                    "index",
                    i,
                    "label",
                    "v" + metric.version() + " · " + Times.day(LocalDate.parse(metric.since()))))
        .toList();
  }

  private static boolean changed(Reading reading, MetricDefinition metric) {
    LocalDate since = LocalDate.parse(metric.since());
    return !since.isBefore(reading.from()) && since.isBefore(reading.to());
  }

  private static List<String> row(
      Reading reading, MetricDefinition metric, Grain grain, boolean spread, List<Break> breaks) {
    Figure figure = Figure.of(reading, metric);
    StringJoiner notes = new StringJoiner(", ");
    if (reading.provisional()) {
      notes.add("provisional");
    }
    if (!figure.doubtText().isEmpty()) {
      notes.add(figure.doubtText());
    }
    if (changed(reading, metric)) {
      notes.add(
          "definition v"
              + metric.version()
              + " since "
              + Times.date(LocalDate.parse(metric.since())));
    }
    breaks.stream().filter(one -> one.isIn(reading)).map(Break::note).forEach(notes::add);
    String note = notes.toString();
    String label = label(reading.from(), grain);
    String coverage = figure.coverage().isEmpty() ? "–" : figure.coverage();
    return spread
        ? List.of(
            label,
            text(Figure.shown(reading), metric),
            text(kept(reading, reading.p75()), metric),
            text(kept(reading, reading.p90()), metric),
            figure.n(),
            coverage,
            note)
        : List.of(
            label,
            text(Figure.shown(reading), metric),
            figure.interval().isEmpty() ? "–" : figure.interval(),
            figure.n(),
            coverage,
            note);
  }

  private static String text(@Nullable Double value, MetricDefinition metric) {
    return value == null ? "–" : Numbers.withUnit(value, metric);
  }

  private static @Nullable Double kept(Reading reading, @Nullable Double value) {
    return Figure.shown(reading) == null ? null : value;
  }

  private static @Nullable Double target(List<Reading> readings) {
    return readings.stream()
        .map(Reading::target)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static String bin(Bin bin, boolean whole, Unit unit) {
    if (whole && unit == Unit.RATING) {
      return Numbers.text(bin.from(), unit);
    }
    if (Double.isInfinite(bin.to())) {
      return "≥ " + Numbers.edge(bin.from());
    }
    String from = Numbers.edge(bin.from());
    return whole ? from : from + "–" + Numbers.edge(bin.to());
  }

  static String label(LocalDate from, Grain grain) {
    return switch (grain) {
      case DAY, WEEK, SPRINT, TOTAL -> Times.day(from);
      case MONTH, QUARTER -> MONTH.format(from);
    };
  }

  static String periodTitle(Grain grain) {
    return switch (grain) {
      case DAY -> "Day";
      case WEEK -> "Week from";
      case MONTH -> "Month";
      case QUARTER -> "Quarter from";
      case SPRINT -> "Sprint from";
      case TOTAL -> "From";
    };
  }
}
