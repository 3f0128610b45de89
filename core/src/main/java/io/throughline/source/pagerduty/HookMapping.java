package io.throughline.source.pagerduty;

import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of version 3, one event each. What an event is about stands in {@code data}, as the
 * incident itself or as something of it that names the incident; its kind is told by {@code
 * event_type} and not by {@code resource_type}, which is {@code incident} for both.
 *
 * <p>They come in any order. When an incident began is what {@code created_at} of any of its events
 * says, else when {@code incident.triggered} happened; where neither is told it is not known. The
 * incident is read again after each of them, with its log.
 */
final class HookMapping {
  private static final String TRIGGERED = "incident.triggered";
  private static final String RESOLVED = "incident.resolved";
  private static final int LONGEST_WORD = 60;
  private static final Set<String> WHOLE = Set.of("incident", "incident_reference");

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry(TRIGGERED, "triggered"),
          Map.entry("incident.acknowledged", "acknowledged"),
          Map.entry("incident.unacknowledged", "unacknowledged"),
          Map.entry("incident.escalated", "escalated"),
          Map.entry("incident.reassigned", "reassigned"),
          Map.entry("incident.delegated", "reassigned"),
          Map.entry("incident.priority_updated", "priority_changed"),
          Map.entry(RESOLVED, "resolved"),
          Map.entry("incident.reopened", "reopened"),
          Map.entry("incident.annotated", "note"));

  private HookMapping() {}

  /**
   * Takes what it tells and wishes for the rest.
   *
   * @return why it means nothing to us; null when it means something
   */
  static @Nullable String event(Scope scope, JsonValue body, Harvest harvest)
      throws UnmappableException {
    if (!body.at("event").present() && body.at("messages").present()) {
      throw new UnmappableException(
          "/messages",
          "found a webhook of version 2, which PagerDuty has retired: add a Generic Webhook (v3)"
              + " subscription with the address and the secret of this source, and delete the old"
              + " extension");
    }
    JsonValue event = body.object("event");
    String type = event.requiredText("event_type");
    if (type.equals("pagey.ping")) {
      return "it only tries whether the webhook arrives";
    }
    JsonValue data = event.object("data");
    JsonValue incident =
        WHOLE.contains(String.valueOf(data.text("type"))) ? data : data.optionalObject("incident");
    if (!type.startsWith("incident.") || incident == null) {
      return "events of the kind " + shortened(type) + " are not tracked";
    }
    String id = Ids.of(incident);
    new HookMapping.Told(scope, event, type, incident, Ids.fact(scope, id)).take(data, harvest);
    harvest.refresh(IncidentsFeed.ID, "", id);
    return null;
  }

  /** One event of an incident. */
  private record Told(
      Scope scope, JsonValue event, String type, JsonValue incident, long incidentId) {

    void take(JsonValue data, Harvest harvest) throws UnmappableException {
      Instant at = scope.requiredTime(event, "occurred_at");
      Causes causes = new Causes();
      if (data.at("content").isText()) {
        causes.note(data.text("content"));
      }
      causes.fields(data);
      Agent agent = Agent.of(scope, event, "agent");
      // The interface tells whole seconds; of the same second what is read counts.
      harvest.partial(incident(at, agent, causes, harvest), at.truncatedTo(ChronoUnit.SECONDS));
      String kind = KINDS.get(type);
      if (kind != null) {
        String detail = kind.equals("priority_changed") ? IncidentMapping.priority(incident) : null;
        harvest.add(
            IncidentEvent.class,
            incidentId,
            IncidentMapping.LOG,
            at,
            List.of(
                new IncidentEvent(
                    incidentId, event.requiredText("id"), kind, at, agent.accountId(), detail)));
      }
    }

    private Incident incident(Instant at, Agent agent, Causes causes, Harvest harvest)
        throws UnmappableException {
      String priority = IncidentMapping.priority(incident);
      ServiceMapping.Named service = ServiceMapping.named(scope, incident, harvest);
      Instant created = scope.time(incident, "created_at");
      String key = incident.text("incident_key");
      boolean began = type.equals(TRIGGERED);
      boolean ended = type.equals(RESOLVED);
      Boolean person = agent.person();
      return new Incident(
          incidentId,
          service == null ? null : service.factId(),
          IncidentMapping.number(incident),
          incident.text("title"),
          began ? agent.origin() : null,
          IncidentMapping.status(incident),
          incident.text("urgency"),
          priority,
          Severity.of(priority),
          created == null && began ? at : created,
          type.equals("incident.acknowledged") ? at : null,
          ended ? at : null,
          IncidentMapping.mergedInto(scope, incident),
          key == null || key.isBlank() ? null : key,
          causes.cause(),
          causes.sha(),
          causes.deployment(),
          causes.gate(),
          !ended || person == null ? null : Boolean.valueOf(!person),
          null,
          incident.text("html_url"),
          service == null ? null : service.test());
    }
  }

  private static String shortened(String word) {
    return word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) + "..." : word;
  }
}
