package io.throughline.source.pagerduty;

import io.throughline.model.fact.IncidentEvent;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the log of one incident says, in the order in which it happened. How somebody was called is
 * kept, never at which number or address.
 */
final class LogEntries {
  private static final String SUFFIX = "_log_entry";
  private static final int LONGEST_WORD = 40;
  private static final Pattern PRIORITY = Pattern.compile("(?i)\\b(?:p|sev|s)[ _-]?[0-9]\\b");

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("trigger", "triggered"),
          Map.entry("acknowledge", "acknowledged"),
          Map.entry("acknowledgement", "acknowledged"),
          Map.entry("unacknowledge", "unacknowledged"),
          Map.entry("notify", "notified"),
          Map.entry("escalate", "escalated"),
          Map.entry("assign", "reassigned"),
          Map.entry("reassign", "reassigned"),
          Map.entry("delegate", "reassigned"),
          Map.entry("snooze", "snoozed"),
          Map.entry("priority_change", "priority_changed"),
          Map.entry("merge", "merged"),
          Map.entry("link", "merged"),
          Map.entry("resolve", "resolved"),
          Map.entry("reopen", "reopened"),
          Map.entry("annotate", "note"));

  private static final Set<String> ENDS_SNOOZE =
      Set.of("acknowledged", "unacknowledged", "resolved", "reopened");

  /** One entry. */
  private record Entry(String id, String type, Instant at, JsonValue json) {}

  private final Scope scope;
  private final long incidentId;
  private final List<IncidentEvent> events = new ArrayList<>();
  private final Snoozes snoozes;
  private @Nullable Agent triggeredBy;
  private @Nullable Instant triggeredAt;
  private @Nullable Instant acknowledgedAt;
  private @Nullable Instant resolvedAt;
  private @Nullable Boolean autoResolved;
  private @Nullable Instant last;

  private LogEntries(Scope scope, long incidentId) throws UnmappableException {
    this.scope = scope;
    this.incidentId = incidentId;
    this.snoozes = new Snoozes(scope.takenAt());
  }

  /**
   * Reads the pages of a log, which begins with the newest.
   *
   * @param causes is told what stands in notes
   */
  static LogEntries read(Scope scope, long incidentId, List<JsonValue> pages, Causes causes)
      throws UnmappableException {
    LogEntries log = new LogEntries(scope, incidentId);
    // The list moves while its pages are read: an entry may stand on two of them.
    Map<String, Entry> found = new TreeMap<>();
    for (JsonValue page : pages) {
      for (JsonValue row : page.at("log_entries").objects()) {
        String id = Ids.of(row);
        found.put(id, new Entry(id, type(row), scope.requiredTime(row, "created_at"), row));
      }
    }
    List<Entry> entries = new ArrayList<>(found.values());
    entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::id));
    boolean assigned = false;
    for (Entry entry : entries) {
      log.take(entry, causes, entry.type().equals("assign") && !assigned);
      assigned |= entry.type().equals("assign");
    }
    return log;
  }

  /** {@code trigger} of {@code trigger_log_entry} and of {@code trigger_log_entry_reference}. */
  private static String type(JsonValue row) throws UnmappableException {
    String type = row.requiredText("type").toLowerCase(Locale.ROOT);
    int end = type.indexOf(SUFFIX);
    return end < 0 ? type : type.substring(0, end);
  }

  private void take(Entry entry, Causes causes, boolean first) throws UnmappableException {
    last = entry.at();
    String kind = KINDS.get(entry.type());
    if (kind == null || first) {
      // The first assignment is that of the policy, before anybody was called.
      return;
    }
    if (kind.equals("triggered") && resolvedAt != null) {
      kind = "reopened";
    }
    Agent agent = Agent.of(scope, entry.json(), "agent");
    switch (kind) {
      case "triggered" -> {
        triggeredAt = triggeredAt == null ? entry.at() : triggeredAt;
        triggeredBy = triggeredBy == null ? agent : triggeredBy;
      }
      case "acknowledged" -> acknowledgedAt = acknowledgedAt == null ? entry.at() : acknowledgedAt;
      case "resolved" -> {
        resolvedAt = entry.at();
        autoResolved = byMachine(entry.json(), agent);
      }
      case "reopened" -> {
        resolvedAt = null;
        autoResolved = null;
      }
      case "note" -> causes.note(note(entry.json()));
      default -> {}
    }
    if (kind.equals("snoozed")) {
      snoozes.begin(entry.at(), plannedEnd(entry.json()));
    } else if (ENDS_SNOOZE.contains(kind)) {
      snoozes.end(entry.at());
    }
    Long account =
        kind.equals("notified") ? Ids.referenceOf(scope, entry.json(), "user") : agent.accountId();
    events.add(
        new IncidentEvent(
            incidentId, entry.id(), kind, entry.at(), account, detail(kind, entry.json())));
  }

  /** By a timeout of the service, or by what triggered it; null where nobody says who did it. */
  private static @Nullable Boolean byMachine(JsonValue entry, Agent agent)
      throws UnmappableException {
    JsonValue channel = entry.optionalObject("channel");
    String way = channel == null ? null : channel.text("type");
    if ("timeout".equals(way) || "auto".equals(way)) {
      return true;
    }
    return agent.person() == null ? null : !agent.person();
  }

  private @Nullable Instant plannedEnd(JsonValue entry) throws UnmappableException {
    for (JsonValue action : entry.objects("changed_actions")) {
      if ("unacknowledge".equals(action.text("type"))) {
        return scope.plannedTime(action, "at");
      }
    }
    return null;
  }

  private static @Nullable String note(JsonValue entry) throws UnmappableException {
    JsonValue channel = entry.optionalObject("channel");
    if (channel == null) {
      return null;
    }
    return channel.at("content").isText() ? channel.text("content") : text(channel.at("summary"));
  }

  private static @Nullable String detail(String kind, JsonValue entry) throws UnmappableException {
    return switch (kind) {
      case "notified" -> wayOfCalling(entry);
      case "priority_changed" -> priority(text(entry.at("summary")));
      case "merged" -> {
        JsonValue linked = entry.optionalObject("linked_incident");
        yield linked == null ? null : Ids.of(linked);
      }
      default -> null;
    };
  }

  /** {@code email}, {@code phone}, {@code sms} or {@code push_notification}. */
  private static @Nullable String wayOfCalling(JsonValue entry) throws UnmappableException {
    JsonValue channel = entry.optionalObject("channel");
    JsonValue inside = channel == null ? null : channel.at("notification");
    JsonValue notification =
        inside != null && inside.isObject() ? inside : entry.at("notification");
    String way = notification.isObject() ? text(notification.at("type")) : null;
    if (way == null && channel != null) {
      way = text(channel.at("type"));
    }
    return way == null || way.length() > LONGEST_WORD ? null : way;
  }

  /** The last priority of a sentence like "priority changed from P3 to P1"; names stay out. */
  private static @Nullable String priority(@Nullable String sentence) {
    return sentence == null
        ? null
        : PRIORITY
            .matcher(sentence)
            .results()
            .map(MatchResult::group)
            .reduce((a, b) -> b)
            .orElse(null);
  }

  private static @Nullable String text(JsonValue value) throws UnmappableException {
    return value.isText() ? value.text() : null;
  }

  List<IncidentEvent> events() {
    return List.copyOf(events);
  }

  /** How the incident came up; null where the log does not say. */
  @Nullable String origin() {
    return triggeredBy == null ? null : triggeredBy.origin();
  }

  /** First; null where the log does not say. */
  @Nullable Instant triggeredAt() {
    return triggeredAt;
  }

  /** First; null where nobody did. */
  @Nullable Instant acknowledgedAt() {
    return acknowledgedAt;
  }

  /** Last; null where it was not, or was reopened since. */
  @Nullable Instant resolvedAt() {
    return resolvedAt;
  }

  /** Whether a machine resolved it last; null where the log does not say. */
  @Nullable Boolean autoResolved() {
    return autoResolved;
  }

  long snoozedSeconds() {
    return snoozes.seconds();
  }

  /** When the last thing happened that the log tells; null for an empty log. */
  @Nullable Instant last() {
    return last;
  }

  boolean tells(String kind, Instant at) {
    return events.stream().anyMatch(e -> e.kind().equals(kind) && !e.at().isBefore(at));
  }
}
