package io.throughline.source.newrelic;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.ServiceSample;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Samples. A series has a row for every part of its stretch, with counts of 0 where there was
 * nothing to count: that is a sample of no requests only where the agent reported in that part. A
 * part of which nothing reported has no sample.
 */
final class SampleMapping {
  static final List<String> PARTS = List.of("requests", "beats", "containers");

  private final Scope scope;
  private final @Nullable Double apdexT;
  private final Map<String, Map<Part, JsonValue>> requests;
  private final Map<String, Map<Part, JsonValue>> beats;
  private final Map<Part, List<ContainerRow>> containers = new TreeMap<>();

  private SampleMapping(Scope scope, JsonValue account) throws UnmappableException {
    this.scope = scope;
    this.apdexT = apdexT(scope);
    this.requests = byGuid(rows(account, "requests"));
    this.beats = byGuid(rows(account, "beats"));
    for (JsonValue row : rows(account, "containers")) {
      containers
          .computeIfAbsent(Part.of(scope, row), part -> new ArrayList<>())
          .add(ContainerRow.of(row));
    }
  }

  /** An answer to the questions of {@link SampleReading}. */
  static void page(Scope scope, JsonValue data, Harvest harvest) throws UnmappableException {
    List<Entity> entities =
        scope
            .delivery()
            .context()
            .getOrDefault("entities", "")
            .lines()
            .map(Entity::parse)
            .flatMap(Optional::stream)
            .toList();
    if (entities.isEmpty()) {
      throw new UnmappableException("", "the delivery's context names no 'entities'");
    }
    SampleMapping mapping = new SampleMapping(scope, data.object("actor").object("account"));
    for (Entity entity : entities) {
      mapping.entity(entity, harvest);
    }
  }

  /** The rows of one of the questions; empty where it was not asked or not answered. */
  static List<JsonValue> rows(JsonValue account, String part) throws UnmappableException {
    JsonValue answer = account.at(part);
    return answer.present() ? answer.object().objects("results") : List.of();
  }

  private Map<String, Map<Part, JsonValue>> byGuid(List<JsonValue> rows)
      throws UnmappableException {
    Map<String, Map<Part, JsonValue>> all = new TreeMap<>();
    for (JsonValue row : rows) {
      all.computeIfAbsent(facet(row), guid -> new TreeMap<>()).put(Part.of(scope, row), row);
    }
    return all;
  }

  /** A facet of one attribute is a text, or a list with one. */
  private static String facet(JsonValue row) throws UnmappableException {
    JsonValue facet = row.at("facet");
    List<JsonValue> parts = facet.isArray() ? facet.items() : List.of(facet);
    String text = parts.size() == 1 ? parts.getFirst().text() : null;
    if (text == null) {
      throw facet.unexpected("the GUID of an entity");
    }
    return text;
  }

  private static @Nullable Double apdexT(Scope scope) throws UnmappableException {
    String text = scope.delivery().context().get("apdex_t");
    if (text == null) {
      return null;
    }
    if (!Entity.LIMIT.matcher(text).matches()) {
      throw new UnmappableException("", "the delivery's context has no limit 'apdex_t'");
    }
    return Double.valueOf(text);
  }

  private void entity(Entity entity, Harvest harvest) throws UnmappableException {
    long projectId = Guid.projectId(scope, entity.guid());
    Map<Part, JsonValue> asked = requests.getOrDefault(entity.guid(), Map.of());
    Map<Part, JsonValue> reported = beats.getOrDefault(entity.guid(), Map.of());
    TreeSet<Part> parts = new TreeSet<>(asked.keySet());
    parts.addAll(reported.keySet());
    parts.addAll(containers.keySet());
    Map<Long, List<ServiceSample>> byHour = new TreeMap<>();
    for (Part part : parts) {
      boolean alive = alive(reported.get(part));
      RequestRow counted = RequestRow.of(asked.get(part), alive, apdexT != null);
      Resources used = Resources.of(entity.workload(), containers.getOrDefault(part, List.of()));
      if (counted.known() || used.known()) {
        ServiceSample sample = sample(entity, projectId, part, counted, used);
        byHour.computeIfAbsent(sample.sampleHourId(), hour -> new ArrayList<>()).add(sample);
      }
    }
    Instant takenAt = scope.takenAt();
    byHour.forEach(
        (hour, samples) ->
            harvest.add(ServiceSample.class, hour, SamplesFeed.ID, takenAt, samples));
  }

  private static boolean alive(@Nullable JsonValue row) throws UnmappableException {
    Long beats = row == null ? null : row.integer("beats");
    return beats != null && beats > 0;
  }

  private ServiceSample sample(
      Entity entity, long projectId, Part part, RequestRow counted, Resources used) {
    List<@Nullable Long> upTo = counted.upTo();
    return new ServiceSample(
        ServiceSample.hour(projectId, part.from()),
        Long.toString(FactId.external(projectId), Character.MAX_RADIX)
            + " "
            + part.from().getEpochSecond(),
        projectId,
        entity.environment(),
        part.from(),
        part.seconds(),
        counted.requests(),
        counted.errors(),
        upTo.get(0),
        upTo.get(1),
        upTo.get(2),
        upTo.get(3),
        upTo.get(4),
        upTo.get(5),
        upTo.get(6),
        upTo.get(7),
        upTo.get(8),
        upTo.get(9),
        upTo.get(10),
        upTo.get(11),
        upTo.get(12),
        upTo.get(13),
        upTo.get(14),
        counted.p50(),
        counted.p95(),
        counted.p99(),
        counted.satisfied() == null ? null : apdexT,
        counted.satisfied(),
        counted.tolerating(),
        counted.frustrated(),
        used.cpuUsed(),
        used.cpuRequested(),
        used.cpuLimit(),
        used.memoryUsed(),
        used.memoryRequested(),
        used.memoryLimit(),
        used.oomKills(),
        used.throttled(),
        used.instances());
  }
}
