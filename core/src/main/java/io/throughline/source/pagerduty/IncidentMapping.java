package io.throughline.source.pagerduty;

import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident with its log, read together: {@code incident} and {@code log} hold the answers as
 * they came, {@code alerts} too where the incident has no key of its own. Only both together tell
 * when it was acknowledged first, since the incident itself forgets that when it is resolved.
 */
final class IncidentMapping {
  /** The set that a log is; webhooks add to it what the next reading replaces. */
  static final String LOG = "log";

  private static final String RESOLVED = "resolved";
  private static final Set<String> STATUSES = Set.of("triggered", "acknowledged", RESOLVED);

  private IncidentMapping() {}

  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    JsonValue incident = body.object("incident").object("incident");
    long id = Ids.fact(scope, Ids.of(incident));
    Causes causes = new Causes();
    LogEntries log = LogEntries.read(scope, id, body.objects("log"), causes);
    causes.fields(incident);
    boolean whole = !"true".equals(scope.delivery().context().get("cut"));
    String status = status(incident);
    List<IncidentEvent> events = new ArrayList<>(log.events());
    Instant reopened = scope.time(incident, "reopened_at");
    if (reopened != null && whole && !log.tells("reopened", reopened)) {
      events.add(new IncidentEvent(id, "reopened@" + reopened, "reopened", reopened, null, null));
    }
    String priority = priority(incident);
    Instant created = scope.time(incident, "created_at");
    Instant version = version(scope, incident, created, log);
    ServiceMapping.Named service = ServiceMapping.named(scope, incident, harvest);
    harvest.complete(
        new Incident(
            id,
            service == null ? null : service.factId(),
            number(incident),
            incident.text("title"),
            log.origin(),
            status,
            incident.text("urgency"),
            priority,
            Severity.of(priority),
            created == null ? log.triggeredAt() : created,
            whole ? acknowledgedAt(scope, incident, log) : null,
            resolvedAt(scope, incident, status, log),
            mergedInto(scope, incident),
            key(incident, body),
            causes.cause(),
            causes.sha(),
            causes.deployment(),
            causes.gate(),
            RESOLVED.equals(status) ? autoResolved(scope, incident, log) : null,
            whole ? log.snoozedSeconds() : null,
            incident.text("html_url"),
            service == null ? null : service.test()),
        version);
    if (whole) {
      harvest.replace(IncidentEvent.class, id, LOG, scope.takenAt(), events);
    } else {
      harvest.add(IncidentEvent.class, id, LOG, scope.takenAt(), events);
    }
  }

  /** The last that the incident or its log tells, so that nothing older takes its place. */
  private static Instant version(
      Scope scope, JsonValue incident, @Nullable Instant created, LogEntries log)
      throws UnmappableException {
    Instant version = scope.time(incident, "updated_at");
    for (Instant at :
        new Instant[] {scope.time(incident, "last_status_change_at"), created, log.last()}) {
      version = at != null && (version == null || at.isAfter(version)) ? at : version;
    }
    if (version == null) {
      throw incident.at("created_at").unexpected("a time");
    }
    return version;
  }

  /** Null for a word that is none of ours. */
  static @Nullable String status(JsonValue incident) throws UnmappableException {
    String status = incident.text("status");
    String word = status == null ? "" : status.toLowerCase(Locale.ROOT);
    return STATUSES.contains(word) ? word : null;
  }

  /** The number that people know; webhooks call it otherwise. */
  static @Nullable String number(JsonValue incident) throws UnmappableException {
    String number = incident.text("incident_number");
    return number == null ? incident.text("number") : number;
  }

  /** The name of the priority. */
  static @Nullable String priority(JsonValue incident) throws UnmappableException {
    JsonValue priority = incident.optionalObject("priority");
    if (priority == null) {
      return null;
    }
    String name = priority.text("name");
    return name == null ? priority.text("summary") : name;
  }

  /** The incident that this one was merged into; null where it was not. */
  static @Nullable Long mergedInto(Scope scope, JsonValue incident) throws UnmappableException {
    JsonValue reason = incident.at("resolve_reason");
    return reason.isObject() && "merge_resolve_reason".equals(reason.text("type"))
        ? Ids.referenceOf(scope, reason, "incident")
        : null;
  }

  /** The key of the incident, else that of its first alert. */
  private static @Nullable String key(JsonValue incident, JsonValue body)
      throws UnmappableException {
    String key = incident.text("incident_key");
    JsonValue alerts = body.optionalObject("alerts");
    if ((key == null || key.isBlank()) && alerts != null) {
      for (JsonValue alert : alerts.objects("alerts")) {
        return alert.text("alert_key");
      }
    }
    return key == null || key.isBlank() ? null : key;
  }

  private static @Nullable Instant acknowledgedAt(Scope scope, JsonValue incident, LogEntries log)
      throws UnmappableException {
    Instant first = log.acknowledgedAt();
    for (JsonValue one : incident.objects("acknowledgements")) {
      Instant at = scope.time(one, "at");
      first = at != null && (first == null || at.isBefore(first)) ? at : first;
    }
    return first;
  }

  private static @Nullable Instant resolvedAt(
      Scope scope, JsonValue incident, @Nullable String status, LogEntries log)
      throws UnmappableException {
    if (!RESOLVED.equals(status)) {
      return null;
    }
    Instant told = scope.time(incident, "resolved_at");
    if (told == null) {
      told = log.resolvedAt();
    }
    return told == null ? scope.time(incident, "last_status_change_at") : told;
  }

  private static @Nullable Boolean autoResolved(Scope scope, JsonValue incident, LogEntries log)
      throws UnmappableException {
    if (log.autoResolved() != null) {
      return log.autoResolved();
    }
    Boolean person = Agent.of(scope, incident, "last_status_change_by").person();
    return person == null ? null : Boolean.valueOf(!person);
  }
}
