package io.throughline.web.production;

import io.throughline.model.metric.Unit;
import io.throughline.running.Impact;
import io.throughline.running.Impact.Point;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was measured around a deployment, a chart for each measure with its table. */
final class ImpactCharts {
  private static final Duration HALF = Duration.ofMinutes(30);
  private static final double MEGA = 1_048_576;

  private ImpactCharts() {}

  /** The charts of those measures of which anything is known. */
  static List<Chart> of(Impact impact, ZoneId zone) {
    List<Chart> charts = new ArrayList<>();
    add(charts, impact, zone, "error_rate", Point::errorRate);
    add(charts, impact, zone, "latency_p95", Point::p95);
    add(charts, impact, zone, "throughput", Point::requests);
    add(charts, impact, zone, "cpu", Point::cpu);
    add(charts, impact, zone, "memory", Point::memory);
    return List.copyOf(charts);
  }

  /** A measure as people call it. */
  static String title(String measure) {
    return switch (measure) {
      case "error_rate" -> "Errors";
      case "latency_p95" -> "Latency, p95";
      case "throughput" -> "Requests";
      case "cpu" -> "Processor";
      case "memory" -> "Memory";
      default -> measure.replace('_', ' ');
    };
  }

  /** Its value with its unit; a dash without one. */
  static String value(String measure, @Nullable Double value) {
    if (value == null) {
      return "–";
    }
    return switch (measure) {
      case "latency_p95" -> Numbers.withUnit(value, Unit.MILLISECONDS);
      case "memory" -> Numbers.count(Math.round(value / MEGA)) + " MB";
      default -> rounded(value) + " " + unit(measure);
    };
  }

  /** A difference with its sign; of percentages in points. */
  static String difference(String measure, @Nullable Double delta) {
    if (delta == null) {
      return "–";
    }
    String sign = delta < 0 ? "−" : "+";
    double size = Math.abs(delta);
    return measure.equals("error_rate")
        ? sign + rounded(size) + " pp"
        : sign + value(measure, size);
  }

  private static String rounded(double value) {
    double scale = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 10 : 1_000;
    return Numbers.edge(Math.round(value * scale) / scale);
  }

  private static String unit(String measure) {
    return switch (measure) {
      case "error_rate" -> "%";
      case "latency_p95" -> "ms";
      case "throughput" -> "per min";
      case "cpu" -> "cores";
      default -> "MB";
    };
  }

  private static void add(
      List<Chart> charts,
      Impact impact,
      ZoneId zone,
      String measure,
      Function<Point, @Nullable Double> of) {
    long known = impact.points().stream().filter(p -> of.apply(p) != null).count();
    if (known == 0) {
      return;
    }
    double scale = measure.equals("memory") ? MEGA : 1;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("zone", zone.getId());
    data.put("unit", unit(measure));
    data.put("from", impact.from().toEpochMilli());
    data.put("to", impact.to().toEpochMilli());
    data.put("started", impact.startedAt().toEpochMilli());
    data.put("served", impact.servedAt().toEpochMilli());
    data.put("before", pair(impact.startedAt().minus(HALF), impact.startedAt()));
    data.put("after", pair(impact.servedAt(), impact.servedAt().plus(HALF)));
    List<List<Object>> points = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    Point last = null;
    for (Point point : impact.points()) {
      Double value = of.apply(point);
      if (last != null && Duration.between(last.at(), point.at()).compareTo(gap(impact)) > 0) {
        points.add(hole(last.at().plusSeconds(1)));
      }
      points.add(
          value == null ? hole(point.at()) : List.of(point.at().toEpochMilli(), value / scale));
      rows.add(List.of(Times.moment(point.at(), zone), value(measure, value)));
      last = point;
    }
    data.put("points", points);
    charts.add(
        new Chart(
            "impact-" + measure.replace('_', '-'),
            "moment",
            title(measure),
            "an hour and a half on either side; n = " + Numbers.count(known) + " measurements",
            Island.of(data),
            List.of("When", title(measure)),
            rows));
  }

  /** Longer than three of the usual steps nothing was measured, and no line is drawn. */
  private static Duration gap(Impact impact) {
    List<Point> points = impact.points();
    Duration least = Duration.ofMinutes(1);
    if (points.size() > 1) {
      least = Duration.between(points.get(0).at(), points.get(1).at());
      for (int i = 2; i < points.size(); i++) {
        Duration step = Duration.between(points.get(i - 1).at(), points.get(i).at());
        least = step.compareTo(least) < 0 ? step : least;
      }
    }
    return least.multipliedBy(3);
  }

  private static List<Object> hole(Instant at) {
    List<Object> hole = new ArrayList<>();
    hole.add(at.toEpochMilli());
    hole.add(null);
    return hole;
  }

  private static List<Long> pair(Instant from, Instant to) {
    return List.of(from.toEpochMilli(), to.toEpochMilli());
  }
}
