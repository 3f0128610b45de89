package io.throughline.simulator.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.Outage;
import io.throughline.simulator.production.Outage.Call;
import io.throughline.simulator.production.Outage.PostMortem;
import io.throughline.simulator.world.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is at a moment.
 *
 * @param number by which people know it, from 1 in the order in which incidents began
 * @param mergedInto the one that it is the same as; null for none, or not yet
 * @param log what happened to it by now, the first one first
 */
record Incident(
    Directory directory,
    Outage outage,
    int number,
    @Nullable Outage mergedInto,
    List<Happening> log) {
  private static final String SUMMARY = "summary";

  Incident {
    log = List.copyOf(log);
  }

  /** Those that began by a moment, the first one first. */
  static List<Incident> all(Directory directory, long now) {
    List<Outage> outages = directory.production().outages(now);
    List<Outage> begun = new ArrayList<>();
    for (Outage outage : outages) {
      Call call = outage.pagerDuty();
      if (call != null && call.triggeredAt() <= now) {
        begun.add(outage);
      }
    }
    begun.sort(Comparator.comparingLong(Incident::triggeredAt).thenComparing(Outage::key));
    List<Incident> out = new ArrayList<>();
    for (Outage outage : begun) {
      List<Happening> log = Happening.of(outage).stream().filter(h -> h.at() <= now).toList();
      String same = outage.pagerDuty() == null ? null : outage.pagerDuty().mergedInto();
      Outage first =
          same == null || Happening.over(outage) > now
              ? null
              : outages.stream().filter(o -> o.key().equals(same)).findFirst().orElse(null);
      out.add(new Incident(directory, outage, out.size() + 1, first, log));
    }
    return out;
  }

  private static long triggeredAt(Outage outage) {
    return Objects.requireNonNull(outage.pagerDuty()).triggeredAt();
  }

  private Call call() {
    return Objects.requireNonNull(outage.pagerDuty());
  }

  String id() {
    return outage.pagerDutyId();
  }

  long createdAt() {
    return call().triggeredAt();
  }

  /** As it was after a part of what happened to it. */
  Incident after(Happening last) {
    boolean merged = mergedInto != null && last.at() >= Happening.over(outage);
    List<Happening> before = log.subList(0, log.indexOf(last) + 1);
    return new Incident(directory, outage, number, merged ? mergedInto : null, before);
  }

  private @Nullable Happening last(Happening.Kind... kinds) {
    List<Happening.Kind> wanted = List.of(kinds);
    return log.reversed().stream().filter(h -> wanted.contains(h.kind())).findFirst().orElse(null);
  }

  String status() {
    Happening last =
        last(
            Happening.Kind.TRIGGER,
            Happening.Kind.ACKNOWLEDGE,
            Happening.Kind.RESOLVE,
            Happening.Kind.REOPEN);
    return switch (Objects.requireNonNull(last).kind()) {
      case ACKNOWLEDGE -> "acknowledged";
      case RESOLVE -> "resolved";
      default -> "triggered";
    };
  }

  /** A key by which what was told twice is one; null where only its alert has one. */
  private @Nullable String key() {
    boolean brief = outage.cause() == Outage.Cause.OTHER && outage.severity() == 4;
    if (brief && !call().throughNewRelic()) {
      return null;
    }
    return alertKey();
  }

  private String alertKey() {
    return call().throughNewRelic() ? outage.issueId() : Dice.sha(4, outage.key()).substring(0, 32);
  }

  ObjectNode reference() {
    return directory.reference(id(), "incident", "incidents", title());
  }

  private String title() {
    return "[#" + number + "] " + outage.title();
  }

  /** The whole of it. */
  ObjectNode json(boolean withFields) {
    ObjectNode out = reference();
    out.put("type", "incident").put("incident_number", number).put("title", outage.title());
    out.put("description", outage.title());
    out.put("created_at", Directory.time(createdAt()));
    out.put("updated_at", Directory.time(log.getLast().at()));
    out.put("status", status()).put("incident_key", key());
    out.set("service", directory.service(outage.service()));
    out.put("urgency", outage.severity() <= 3 ? "high" : "low");
    out.set("priority", priority());
    Happening change =
        Objects.requireNonNull(
            last(
                Happening.Kind.TRIGGER,
                Happening.Kind.ACKNOWLEDGE,
                Happening.Kind.RESOLVE,
                Happening.Kind.REOPEN));
    out.put("last_status_change_at", Directory.time(change.at()));
    out.set("last_status_change_by", agent(change));
    boolean over = status().equals("resolved");
    out.put("resolved_at", over ? Directory.time(change.at()) : null);
    ArrayNode assigned = out.putArray("assignments");
    if (!over) {
      ObjectNode one = assigned.addObject().put("at", Directory.time(createdAt()));
      one.set("assignee", directory.user(call().responder()));
    }
    ArrayNode taken = out.putArray("acknowledgements");
    if (status().equals("acknowledged")) {
      ObjectNode one = taken.addObject().put("at", Directory.time(change.at()));
      one.set("acknowledger", directory.user(call().responder()));
    }
    out.putObject("alert_counts").put("all", 1).put("triggered", over ? 0 : 1);
    out.putNull("resolve_reason");
    if (mergedInto != null) {
      ObjectNode reason = out.putObject("resolve_reason").put("type", "merge_resolve_reason");
      reason.set(
          "incident",
          directory.reference(
              mergedInto.pagerDutyId(), "incident", "incidents", mergedInto.title()));
    }
    if (withFields) {
      fields(out.putArray("custom_fields"));
    }
    return out;
  }

  private ObjectNode priority() {
    String id = Directory.id("priority", outage.priority());
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    return out.put("id", id)
        .put("type", "priority")
        .put(SUMMARY, outage.priority())
        .put("name", outage.priority());
  }

  private void fields(ArrayNode fields) {
    PostMortem found = outage.postMortem();
    boolean known = last(Happening.Kind.FIELD_VALUE_CHANGE) != null;
    fields
        .addObject()
        .put("id", Directory.id("field", "root_cause"))
        .put("name", "root_cause")
        .put("display_name", "Root cause")
        .put("type", "field_value")
        .put("data_type", "string")
        .put("value", known && found != null ? Happening.cause(found) : null);
  }

  /** Who did something. */
  ObjectNode agent(Happening happening) {
    if (happening.byPerson()) {
      return directory.user(call().responder());
    }
    return switch (happening.kind()) {
      case TRIGGER, RESOLVE -> directory.integration(outage.service());
      default -> directory.service(outage.service());
    };
  }

  /** What its log says, the newest first. */
  List<ObjectNode> entries() {
    List<ObjectNode> out = new ArrayList<>();
    log.forEach(happening -> out.add(entry(happening)));
    return out.reversed();
  }

  static String key(Outage outage, Happening happening) {
    return "R"
        + Directory.id(
            "entry",
            outage.key() + "/" + happening.kind() + "/" + happening.at() + happening.detail())
        + Dice.sha(happening.at(), outage.key() + happening.kind() + happening.detail())
            .substring(0, 12)
            .toUpperCase(Locale.ROOT);
  }

  /** One entry of its log. */
  ObjectNode entry(Happening happening) {
    String id = key(outage, happening);
    String what = happening.kind().type();
    ObjectNode out = directory.reference(id, what, "log_entries", summary(happening));
    out.put("type", what).put("created_at", Directory.time(happening.at()));
    out.set("agent", agent(happening));
    out.set("incident", reference());
    out.set("service", directory.service(outage.service()));
    ObjectNode channel = out.putObject("channel");
    switch (happening.kind()) {
      case NOTIFY -> {
        channel.put("type", "auto");
        channel.putObject("notification").put("type", happening.detail());
        out.set("user", directory.user(call().responder()));
      }
      case ANNOTATE ->
          channel.put("type", "note").put(SUMMARY, happening.detail()).putNull("content");
      case ASSIGN -> out.putArray("assignees").add(directory.user(call().responder()));
      default -> channel.put("type", happening.byPerson() ? "website" : "api");
    }
    return out;
  }

  private String summary(Happening happening) {
    String who = happening.byPerson() ? call().responder().name() : "the integration";
    return switch (happening.kind()) {
      case TRIGGER -> "Triggered by " + who + ".";
      case ASSIGN -> "Assigned to " + call().responder().name() + ".";
      case NOTIFY -> "Notified " + call().responder().name() + ".";
      case ACKNOWLEDGE -> "Acknowledged by " + who + ".";
      case RESOLVE -> "Resolved by " + who + ".";
      case REOPEN -> "Reopened by " + who + ".";
      case ANNOTATE -> "Note added by " + who + ".";
      case FIELD_VALUE_CHANGE -> "Field changed by " + who + ".";
    };
  }

  /** Its only alert. */
  ObjectNode alert() {
    String id = Directory.id("alert", outage.key());
    ObjectNode out = directory.reference(id, "alert", "alerts", outage.title());
    out.put("type", "alert").put("created_at", Directory.time(createdAt()));
    out.put("status", status().equals("resolved") ? "resolved" : "triggered");
    out.put("alert_key", alertKey());
    out.set("service", directory.service(outage.service()));
    out.set("incident", reference());
    return out;
  }
}
