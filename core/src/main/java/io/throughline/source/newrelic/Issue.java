package io.throughline.source.newrelic;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What NerdGraph or a webhook tells of an alert issue.
 *
 * @param guid entity that it is about; null where it is about none or several alike
 * @param status null where only something else is told
 * @param priority New Relic's word
 * @param acknowledgedAt first time that somebody took it; null when not told
 * @param machine whether a machine closed it; null while it is open
 * @param updatedAt its version
 */
record Issue(
    String id,
    @Nullable String guid,
    @Nullable String title,
    @Nullable String status,
    @Nullable String priority,
    Instant createdAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant closedAt,
    @Nullable Boolean machine,
    Instant updatedAt,
    @Nullable String webUrl) {
  static final String TRIGGERED = "triggered";
  static final String ACKNOWLEDGED = "acknowledged";
  static final String RESOLVED = "resolved";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,100}");
  private static final int MAX_TITLE = 500;

  /** Whether a text can be the id of an issue. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The entity of several that an incident is put down to: an application before all others. */
  static @Nullable String guid(JsonValue guids) throws UnmappableException {
    if (!guids.isArray()) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (JsonValue item : guids.items()) {
      String text = item.text();
      if (text != null && Guid.isOne(text)) {
        all.add(text);
      }
    }
    List<String> applications = all.stream().filter(Guid::isApplication).distinct().toList();
    if (!applications.isEmpty()) {
      return applications.getFirst();
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  /** A title as the poll tells it, a list with one for each incident of the issue, or a text. */
  static @Nullable String title(JsonValue place) throws UnmappableException {
    List<JsonValue> all = place.isArray() ? place.items() : List.of(place);
    String text = all.isEmpty() ? null : all.getFirst().text();
    String title = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
    if (title.isEmpty()) {
      return null;
    }
    return title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE);
  }

  /** A word in capital letters; null where there is none. */
  static @Nullable String word(JsonValue parent, String name) throws UnmappableException {
    String text = parent.text(name);
    return text == null || text.isBlank() ? null : text.strip().toUpperCase(Locale.ROOT);
  }

  void tell(Scope scope, Harvest harvest) {
    long incidentId = FactId.of(scope.config().source(), Sha256.number("issue " + id));
    harvest.partial(
        new Incident(
            incidentId,
            guid == null ? null : Guid.projectId(scope, guid),
            null,
            title,
            "monitoring",
            status,
            null,
            priority,
            severity(),
            createdAt,
            acknowledgedAt,
            closedAt,
            null,
            id,
            null,
            null,
            null,
            null,
            machine,
            null,
            webUrl),
        updatedAt);
    List<IncidentEvent> events = new ArrayList<>();
    events.add(event(incidentId, TRIGGERED, createdAt));
    if (acknowledgedAt != null) {
      events.add(event(incidentId, ACKNOWLEDGED, acknowledgedAt));
    }
    if (closedAt != null) {
      events.add(event(incidentId, RESOLVED, closedAt));
    }
    // Poll and webhook tell the same events, so they are of one set.
    harvest.add(IncidentEvent.class, incidentId, IncidentsFeed.ID, updatedAt, events);
  }

  private static IncidentEvent event(long incidentId, String kind, Instant at) {
    return new IncidentEvent(incidentId, kind, kind, at, null, null);
  }

  private @Nullable Integer severity() {
    return switch (priority == null ? "" : priority) {
      case "CRITICAL" -> 1;
      case "HIGH" -> 2;
      case "MEDIUM" -> 3;
      case "LOW" -> 4;
      default -> null;
    };
  }
}
