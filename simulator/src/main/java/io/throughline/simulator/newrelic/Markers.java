package io.throughline.simulator.newrelic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Project;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Notes of deployments. Of two services the pipeline notes each that arrived in production; others
 * are noted by whoever is allowed to, until the simulator ends.
 */
final class Markers {
  private static final List<String> NOTED = List.of("web-shop", "mobile-bff");
  private static final int MOST = 5_000;
  private static final long DAY = 86_400_000L;
  private static final String TIMESTAMP = "timestamp";

  private static final Pattern QUESTION =
      Pattern.compile(
          Pattern.quote(
                  "SELECT timestamp, deploymentId, changeTrackingId, version, commit, description,"
                      + " user, entity.guid FROM Deployment, ChangeTrackingEvent WHERE (eventType()"
                      + " = 'Deployment' OR category = 'Deployment') SINCE ")
              + "([0-9]{1,15}) UNTIL ([0-9]{1,15}) LIMIT MAX");

  private final Production production;
  private final CopyOnWriteArrayList<ObjectNode> written = new CopyOnWriteArrayList<>();

  Markers(Production production) {
    this.production = production;
  }

  /** The rows that answer a question. */
  ArrayNode rows(String question, long now) {
    Matcher found = QUESTION.matcher(question);
    if (!found.matches()) {
      throw new Refused(200, "NRQL Syntax Error: this New Relic does not understand: " + question);
    }
    long from = Long.parseLong(found.group(1));
    long to = Long.parseLong(found.group(2));
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    Stream.concat(noted(now), written.stream())
        .filter(m -> m.path(TIMESTAMP).asLong() >= from && m.path(TIMESTAMP).asLong() < to)
        .sorted(Comparator.comparingLong(m -> m.path(TIMESTAMP).asLong()))
        .limit(MOST)
        .forEach(out::add);
    return out;
  }

  private Stream<ObjectNode> noted(long now) {
    return production.services().stream()
        .filter(service -> NOTED.contains(service.slug()))
        .flatMap(
            service ->
                production.deployments(service, now).stream()
                    .filter(d -> d.outcome().equals("success") && d.finishedAt() <= now)
                    .map(d -> marker(service, d)));
  }

  private static ObjectNode marker(Project service, Deployment d) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put(TIMESTAMP, d.finishedAt());
    out.put("deploymentId", Dice.sha(5, "marker/" + d.id()).substring(0, 32));
    out.putNull("changeTrackingId").put("version", d.sha().substring(0, 8)).put("commit", d.sha());
    out.putNull("description").put("user", "deploy-butler");
    return out.put("entity.guid", Entities.guid(service));
  }

  /**
   * Notes one.
   *
   * @return the id by which it is known
   */
  String write(JsonNode input, long now) {
    String guid = input.path("entityGuid").asText("");
    String version = input.path("version").asText("");
    if (guid.isEmpty() || version.isEmpty()) {
      throw new Refused(200, "entityGuid and version are required");
    }
    long at = input.path(TIMESTAMP).asLong(now);
    if (Math.abs(at - now) > DAY) {
      throw new Refused(200, "timestamp must be within 24 hours of now");
    }
    String id = Dice.sha(now, "written/" + written.size()).substring(0, 32);
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put(TIMESTAMP, at).put("deploymentId", id);
    row.putNull("changeTrackingId").put("version", version);
    for (String field : List.of("commit", "description", "user")) {
      row.set(field, input.get(field));
    }
    written.add(row.put("entity.guid", guid));
    return id;
  }
}
