package io.throughline.web.production;

import io.throughline.running.Deployments;
import io.throughline.running.Deployments.Deployed;
import io.throughline.web.Links;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Island;
import io.throughline.web.part.Numbers;
import io.throughline.web.part.Times;
import io.throughline.web.production.DeploymentsPage.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deployments as a picture over time and as rows. */
final class DeploymentsReport {
  private static final String UNKNOWN = "no service of ours";

  private final List<Deployed> deployments;
  private final boolean more;
  private final List<Deployed> listed;
  private final ZoneId zone;

  /**
   * A report.
   *
   * @param found what the picture shows
   * @param listed what the rows show
   */
  DeploymentsReport(Deployments found, List<Deployed> listed, ZoneId zone) {
    this.deployments = found.items();
    this.more = found.next() != null;
    this.listed = List.copyOf(listed);
    this.zone = zone;
  }

  /** What came of them, in words. */
  String summary() {
    long failed = deployments.stream().filter(d -> d.outcome().equals("failed")).count();
    long pending = deployments.stream().filter(d -> d.outcome().equals("pending")).count();
    return (more ? "the newest; n = " : "n = ")
        + Numbers.count(deployments.size())
        + "; "
        + Numbers.count(failed)
        + " failed"
        + (pending == 0 ? "" : "; of " + Numbers.count(pending) + " it is too early to tell");
  }

  List<Row> rows() {
    return listed.stream().map(this::row).toList();
  }

  private Row row(Deployed d) {
    Integer changes = d.changes();
    return new Row(
        Links.deployment(d.id()),
        service(d),
        Words.version(d),
        Stream.of(Words.kind(d), d.places() > 1 ? d.places() + " clusters" : "")
            .filter(word -> !word.isEmpty())
            .reduce((a, b) -> a + ", " + b)
            .orElse(""),
        moment(d),
        Words.span(d.startedAt(), d.healthyAt() == null ? d.endedAt() : d.healthyAt()),
        Words.outcome(d),
        Words.strategy(d.strategy(), d.analysed()),
        changes == null ? "–" : Numbers.count(changes),
        by(d),
        Links.outside(d.url()));
  }

  static String by(Deployed d) {
    if (d.madeBy() == null) {
      return "–";
    }
    String who = d.madeBy().equals("bot") ? "a machine" : "a person";
    return Boolean.TRUE.equals(d.byHand()) && d.madeBy().equals("bot")
        ? who + ", let on by a person"
        : who;
  }

  private String moment(Deployed d) {
    Instant at = d.startedAt() == null ? d.endedAt() : d.startedAt();
    return at == null ? "–" : Times.moment(at, zone);
  }

  private static String service(Deployed d) {
    return Objects.requireNonNullElse(d.serviceName(), UNKNOWN);
  }

  /**
   * A line of each service; null without any deployment.
   *
   * @param from of the range, as is {@code to}
   */
  @Nullable Chart timeline(Instant from, Instant to) {
    List<Deployed> drawn =
        deployments.stream().filter(d -> d.startedAt() != null || d.endedAt() != null).toList();
    if (drawn.isEmpty()) {
      return null;
    }
    List<String> services =
        drawn.stream().map(DeploymentsReport::service).distinct().sorted().toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("zone", zone.getId());
    data.put("from", from.toEpochMilli());
    data.put("to", to.toEpochMilli());
    data.put("rows", services);
    List<Map<String, Object>> series = new ArrayList<>();
    for (String kind : List.of("good", "other", "pending", "failed")) {
      series.add(
          Map.of(
              "title",
              kind,
              "kind",
              kind,
              "points",
              drawn.stream()
                  .filter(d -> Words.drawn(d).equals(kind))
                  .map(d -> point(d, services))
                  .toList()));
    }
    data.put("series", series);
    return new Chart(
        "timeline",
        services.size() > 8 ? "timeline-tall" : "timeline",
        "What reached production",
        summary()
            + "; circle: a change, square: settings or a rollback, diamond: failed, ring: too"
            + " early to tell",
        Island.of(data),
        List.of("Service", "version", "when", "outcome"),
        drawn.stream()
            .map(d -> List.of(service(d), Words.version(d), moment(d), Words.outcome(d).words()))
            .toList());
  }

  private static Map<String, Object> point(Deployed d, List<String> services) {
    Instant at =
        Objects.requireNonNullElseGet(d.startedAt(), () -> Objects.requireNonNull(d.endedAt()));
    return Map.of(
        "at",
        at.toEpochMilli(),
        "row",
        services.indexOf(service(d)),
        "words",
        Words.version(d) + ": " + Words.outcome(d).words());
  }
}
