package io.throughline.source.newrelic;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.ServiceSample;
import io.throughline.model.fact.TrackSample;
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
import org.jspecify.annotations.Nullable;

/**
 * What versions answered beside each other. Most of the time all that answers has one label, and
 * then there is nothing to compare and nothing is kept.
 */
final class TrackMapping {
  private static final int MOST_LETTERS = 100;
  private static final double MILLIS = 1000;

  /** Of which application and which version a row tells. */
  private record Track(String guid, String label) {}

  private TrackMapping() {}

  /** An answer to the question of {@link TrackReading}. */
  static void page(Scope scope, JsonValue data, Harvest harvest) throws UnmappableException {
    JsonValue account = data.object("actor").object("account");
    Map<String, Map<Part, Map<String, JsonValue>>> all = new TreeMap<>();
    for (JsonValue row : SampleMapping.rows(account, TrackReading.KIND)) {
      Track track = track(row);
      if (track != null && requests(row) > 0) {
        all.computeIfAbsent(track.guid(), guid -> new TreeMap<>())
            .computeIfAbsent(Part.of(scope, row), part -> new TreeMap<>())
            .put(track.label(), row);
      }
    }
    for (Entity entity : entities(scope)) {
      entity(scope, entity, all.getOrDefault(entity.guid(), Map.of()), harvest);
    }
  }

  /** Whether rows tell of two versions that answered in the same part of a series. */
  static boolean compares(List<JsonValue> rows) throws UnmappableException {
    Map<String, String> first = new TreeMap<>();
    for (JsonValue row : rows) {
      Track track = track(row);
      if (track != null && requests(row) > 0) {
        String place = track.guid() + " " + row.integer("beginTimeSeconds");
        String other = first.putIfAbsent(place, track.label());
        if (other != null && !other.equals(track.label())) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Entity> entities(Scope scope) {
    return scope
        .delivery()
        .context()
        .getOrDefault("entities", "")
        .lines()
        .map(Entity::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static void entity(
      Scope scope, Entity entity, Map<Part, Map<String, JsonValue>> parts, Harvest harvest)
      throws UnmappableException {
    long projectId = Guid.projectId(scope, entity.guid());
    Map<Long, List<TrackSample>> byHour = new TreeMap<>();
    for (Map.Entry<Part, Map<String, JsonValue>> part : parts.entrySet()) {
      if (part.getValue().size() > 1) {
        for (Map.Entry<String, JsonValue> row : part.getValue().entrySet()) {
          TrackSample sample =
              sample(entity, projectId, part.getKey(), row.getKey(), row.getValue());
          byHour.computeIfAbsent(sample.sampleHourId(), hour -> new ArrayList<>()).add(sample);
        }
      }
    }
    Instant takenAt = scope.takenAt();
    byHour.forEach(
        (hour, samples) -> harvest.add(TrackSample.class, hour, SamplesFeed.ID, takenAt, samples));
  }

  private static TrackSample sample(
      Entity entity, long projectId, Part part, String label, JsonValue row)
      throws UnmappableException {
    Long errors = row.integer("errors");
    long requests = requests(row);
    if (errors != null && (errors < 0 || errors > requests)) {
      throw row.at("errors").unexpected("a count that fits into that of the requests");
    }
    JsonValue percentiles = row.at("percentiles");
    Double seconds = percentiles.isObject() ? percentiles.decimal("95") : null;
    return new TrackSample(
        ServiceSample.hour(projectId, part.from()),
        Long.toString(FactId.external(projectId), Character.MAX_RADIX)
            + " "
            + part.from().getEpochSecond()
            + " "
            + label,
        projectId,
        entity.environment(),
        part.from(),
        part.seconds(),
        label,
        requests,
        errors,
        seconds == null || seconds < 0 ? null : seconds * MILLIS);
  }

  private static long requests(JsonValue row) throws UnmappableException {
    Long requests = row.integer("requests");
    if (requests != null && requests < 0) {
      throw row.at("requests").unexpected("a count");
    }
    return requests == null ? 0 : requests;
  }

  /** Null where a row names no version; a label of any length or shape is none that we know. */
  private static @Nullable Track track(JsonValue row) throws UnmappableException {
    JsonValue facet = row.at("facet");
    if (!facet.isArray() || facet.items().size() != 2) {
      throw facet.unexpected("the GUID of an entity and a label");
    }
    String guid = facet.items().get(0).text();
    if (guid == null) {
      throw facet.unexpected("the GUID of an entity and a label");
    }
    JsonValue told = facet.items().get(1);
    String label = told.isText() ? told.text() : null;
    String word = label == null ? "" : label.replaceAll("\\p{Cntrl}", " ").strip();
    return word.isEmpty() || word.length() > MOST_LETTERS ? null : new Track(guid, word);
  }
}
