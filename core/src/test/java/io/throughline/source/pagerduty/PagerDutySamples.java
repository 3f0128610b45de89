package io.throughline.source.pagerduty;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Payloads as the tests send them; single quotes in a sample stand for double ones. */
final class PagerDutySamples {
  static final int SOURCE = 9;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Instant TAKEN = Instant.parse("2026-11-20T11:59:00Z");
  static final Map<String, String> CONTEXT = Map.of("id", "Q1INC", "taken_at", "" + TAKEN);
  static final Map<String, String> TESTS = Map.of("test_services", "*-test,PSANDBOX");

  private PagerDutySamples() {}

  static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + "Z");
  }

  /** An incident with what else it says. */
  static String incident(String more) {
    return "{'incident':{'id':'Q1INC','type':'incident','incident_number':1234,'title':'Checkout is"
        + " slow','created_at':'2026-11-20T09:00:00Z','updated_at':'2026-11-20T10:00:00Z',"
        + "'incident_key':'checkout/latency','html_url':'https://acme.pagerduty.com/incidents/Q1INC',"
        + "'urgency':'high','service':{'id':'PSHOP','type':'service_reference','summary':'Checkout'},"
        + "'priority':{'id':'P1','type':'priority_reference','summary':'P2'}"
        + more
        + "}}";
  }

  /** An entry of the log. */
  static String entry(String id, String type, String time, String more) {
    return "{'id':'"
        + id
        + "','type':'"
        + type
        + "_log_entry','created_at':'2026-11-20T"
        + time
        + "Z'"
        + more
        + "}";
  }

  static String by(String type, String id) {
    return ",'agent':{'id':'" + id + "','type':'" + type + "_reference'}";
  }

  /** An incident and its log, as the feed stores them. */
  static String whole(String incident, String... entries) {
    return "{'incident':"
        + incident
        + ",'log':[{'log_entries':["
        + String.join(",", entries)
        + "],'more':false}]}";
  }

  static Mapped page(String kind, String sample) throws UnmappableException {
    return map(Channel.POLL, kind, CONTEXT, json(sample), TESTS);
  }

  static Mapped hook(String sample) throws UnmappableException {
    return map(Channel.WEBHOOK, "event", Map.of(), json(sample), TESTS);
  }

  static Mapped map(
      Channel channel,
      String kind,
      Map<String, String> context,
      byte[] body,
      Map<String, String> settings)
      throws UnmappableException {
    return new PagerDutyMapper()
        .map(
            new Delivery(1, "pager", channel, kind, context, RECEIVED, body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), settings));
  }

  static byte[] json(String sample) {
    return sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static long id(String text) {
    return FactId.of(SOURCE, Sha256.number(text));
  }

  static <S extends Snapshot> List<S> snapshots(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(v -> v.snapshot())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  static Incident incident(Mapped mapped) {
    List<Incident> all = snapshots(mapped, Incident.class);
    if (all.size() != 1) {
      throw new AssertionError("not one incident: " + all);
    }
    return all.getFirst();
  }

  static List<IncidentEvent> events(Mapped mapped) {
    return members(mapped, IncidentEvent.class);
  }

  static <M extends Member> List<M> members(Mapped mapped, Class<M> type) {
    return mapped.sets().stream()
        .filter(s -> s.type() == type)
        .map(FactSet::members)
        .flatMap(List::stream)
        .map(type::cast)
        .toList();
  }
}
