package io.throughline.simulator.newrelic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.production.Minute;
import io.throughline.simulator.production.Traffic;
import io.throughline.simulator.world.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The rows of a series, made of the minutes that lie in each of its parts. */
final class Samples {
  private static final double P95 = 1.6448536269514722;
  private static final double P99 = 2.3263478740408408;

  /** How often in a minute each container is looked at. */
  private static final long LOOKS = 4;

  /** A container is given its processors anew every 100 ms. */
  private static final long PERIODS = 600;

  private final Entities entities;
  private final long now;
  private final Map<String, List<Part>> measured = new HashMap<>();

  Samples(Entities entities, long now) {
    this.entities = entities;
    this.now = now;
  }

  /** All rows that answer a question. */
  ArrayNode rows(Series series) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (String name : series.names()) {
      Project service =
          series.kind() == Series.Kind.CONTAINERS
              ? entities.byDeployment(name)
              : entities.byGuid(name);
      if (service != null) {
        parts(series, service).forEach(part -> row(out, series, service, name, part));
      }
    }
    return out;
  }

  /** What is measured of a service is asked for by several questions at once. */
  private List<Part> parts(Series series, Project service) {
    return measured.computeIfAbsent(
        service.slug() + " " + series.from() + " " + series.to() + " " + series.minutes(),
        key ->
            Part.of(
                entities.production(), service, series.from(), series.to(), series.minutes(), now));
  }

  private static void row(ArrayNode out, Series series, Project service, String name, Part part) {
    switch (series.kind()) {
      case REQUESTS -> requests(times(out.addObject(), part).put("facet", name), series, part);
      case TRACKS -> tracks(out, name, part);
      case BEATS ->
          times(out.addObject(), part)
              .put("facet", name)
              .put("entity.guid", name)
              .put("beats", sum(part, Minute::instances));
      case CONTAINERS -> {
        List<String> clusters = Entities.clusters(service);
        for (int i = 0; i < clusters.size(); i++) {
          containers(out, service, clusters, i, part);
        }
      }
    }
  }

  private static ObjectNode times(ObjectNode out, Part part) {
    return out.put("beginTimeSeconds", part.from() / 1000).put("endTimeSeconds", part.to() / 1000);
  }

  private static long sum(Part part, ToLongFunction<Minute> what) {
    return part.minutes().stream().mapToLong(what).sum();
  }

  private static double total(Part part, ToDoubleFunction<Minute> what) {
    return part.minutes().stream().mapToDouble(what).sum();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private static void requests(ObjectNode out, Series series, Part part) {
    long requests = sum(part, Minute::requests);
    out.put("requests", requests).put("errors", sum(part, Minute::errors));
    for (int i = 0; i < Traffic.BOUNDS.size(); i++) {
      int at = i;
      out.put("upTo" + Traffic.BOUNDS.get(i), sum(part, minute -> minute.upTo().get(at)));
    }
    ObjectNode percentiles = out.putObject("percentiles");
    if (requests > 0) {
      double middle = middle(part);
      double spread = part.minutes().getFirst().sigma();
      percentiles.put("50", rounded(middle));
      percentiles.put("95", rounded(middle * Math.exp(P95 * spread)));
      percentiles.put("99", rounded(middle * Math.exp(P99 * spread)));
    } else {
      percentiles.putNull("50").putNull("95").putNull("99");
    }
    Double limit = series.apdexT();
    if (limit != null) {
      if (part.minutes().stream().anyMatch(m -> m.apdexT() != limit)) {
        throw new Refused(200, "This New Relic counts Apdex by each application's own limit only");
      }
      out.put("satisfied", sum(part, Minute::satisfied));
      out.put("tolerating", sum(part, Minute::tolerating));
    }
  }

  /** The application reads its own label, and says it with each transaction. */
  private static void tracks(ArrayNode out, String name, Part part) {
    long tried = sum(part, Minute::canaryRequests);
    long wrong = sum(part, Minute::canaryErrors);
    track(
        out,
        name,
        "stable",
        part,
        sum(part, Minute::requests) - tried,
        sum(part, Minute::errors) - wrong);
    if (tried > 0) {
      track(out, name, "canary", part, tried, wrong);
    }
  }

  private static void track(
      ArrayNode out, String name, String label, Part part, long requests, long errors) {
    ObjectNode row = times(out.addObject(), part).put("requests", requests).put("errors", errors);
    row.putArray("facet").add(name).add(label);
    ObjectNode percentiles = row.putObject("percentiles");
    if (requests > 0) {
      percentiles.put(
          "95", rounded(middle(part) * Math.exp(P95 * part.minutes().getFirst().sigma())));
    } else {
      percentiles.putNull("95");
    }
  }

  /** Its minutes are alike, so that their middles, weighed by requests, say where its own is. */
  private static double middle(Part part) {
    return Math.exp(
            total(part, m -> m.requests() * Math.log(m.median())) / sum(part, Minute::requests))
        / 1000;
  }

  /** Copies are dealt out to the clusters in turn. */
  private static void containers(
      ArrayNode out, Project service, List<String> clusters, int turn, Part part) {
    int copies = part.minutes().getFirst().instances();
    int here = (copies - turn + clusters.size() - 1) / clusters.size();
    if (here <= 0) {
      return;
    }
    double share = (double) here / copies * LOOKS;
    ObjectNode row = times(out.addObject(), part);
    ArrayNode facet = row.putArray("facet");
    new ArrayList<>(List.of(clusters.get(turn), service.slug(), service.slug()))
        .forEach(facet::add);
    long minutes = part.minutes().size();
    long periods = PERIODS * here * minutes;
    double used = total(part, Minute::cpuUsed) / Math.max(1e-9, total(part, Minute::cpuLimit));
    row.put("samples", LOOKS * here * minutes).put("containers", here).put("pods", here);
    row.put("cpuUsed", rounded(share * total(part, Minute::cpuUsed)));
    row.put("cpuRequested", rounded(share * total(part, Minute::cpuRequested)));
    row.put("cpuLimit", rounded(share * total(part, Minute::cpuLimit)));
    row.put("memoryUsed", rounded(share * total(part, Minute::memoryUsed)));
    row.put("memoryRequested", rounded(share * total(part, Minute::memoryRequested)));
    row.put("memoryLimit", rounded(share * total(part, Minute::memoryLimit)));
    row.put("periods", periods);
    row.put("throttledPeriods", Math.round(periods * 0.4 * Math.max(0, used - 0.5)));
    row.put("oomKills", turn == 0 ? sum(part, Minute::oomKills) : 0);
  }
}
