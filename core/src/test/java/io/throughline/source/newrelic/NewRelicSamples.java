package io.throughline.source.newrelic;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.ServiceSample;
import io.throughline.model.fact.Snapshot;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Payloads as the tests send them; single quotes in a sample stand for double ones. */
final class NewRelicSamples {
  static final int SOURCE = 7;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Instant TAKEN = Instant.parse("2026-11-20T11:59:00Z");

  /** A minute, and the one after it. */
  static final Instant FIRST = Instant.parse("2026-11-20T11:00:00Z");

  static final String CHECKOUT = guid("APM|APPLICATION", 1);
  static final String LEDGER = guid("APM|APPLICATION", 2);
  static final String HOST = guid("INFRA|HOST", 3);
  static final String ISSUE = "0ea2df1c-adab-45d2-aae0-042b609d2322";

  private NewRelicSamples() {}

  static String guid(String type, int number) {
    return Base64.getEncoder()
        .encodeToString(("4711|" + type + "|" + number).getBytes(StandardCharsets.UTF_8));
  }

  /** The context of samples of one application. */
  static Map<String, String> reading(String... more) {
    Map<String, String> context = new HashMap<>();
    context.put("entities", CHECKOUT + "\t0.5\tproduction\t\tshop\tcheckout");
    context.put("apdex_t", "0.5");
    context.put("taken_at", "" + TAKEN);
    for (int i = 0; i < more.length; i += 2) {
      context.put(more[i], more[i + 1]);
    }
    return context;
  }

  /** A row of a series, of a minute counted from {@link #FIRST}. */
  static String row(String facet, int minute, String fields) {
    long from = FIRST.getEpochSecond() + minute * 60L;
    return "{'facet':"
        + (facet.startsWith("[") ? facet : "'" + facet + "'")
        + ",'beginTimeSeconds':"
        + from
        + ",'endTimeSeconds':"
        + (from + 60)
        + (fields.isEmpty() ? "" : "," + fields)
        + "}";
  }

  /** An answer with samples. */
  static String samples(List<String> requests, List<String> beats, List<String> containers) {
    return "{'data':{'actor':{'account':{'requests':{'results':["
        + String.join(",", requests)
        + "]},'beats':{'results':["
        + String.join(",", beats)
        + "]},'containers':{'results':["
        + String.join(",", containers)
        + "]}}}}}";
  }

  static Mapped page(String kind, Map<String, String> context, String sample)
      throws UnmappableException {
    return map(Channel.POLL, kind, context, json(sample));
  }

  static Mapped hook(String sample) throws UnmappableException {
    return map(Channel.WEBHOOK, "issue", Map.of(), json(sample));
  }

  static Mapped map(Channel channel, String kind, Map<String, String> context, byte[] body)
      throws UnmappableException {
    return new NewRelicMapper()
        .map(
            new Delivery(1, "newrelic", channel, kind, context, RECEIVED, body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of()));
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

  /** Samples by their time. */
  static List<ServiceSample> samples(Mapped mapped) {
    return members(mapped, ServiceSample.class).stream()
        .sorted(Comparator.comparing(ServiceSample::startAt))
        .toList();
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
