package io.throughline.source.qmetry;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
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

/** Pages of QMetry as the tests send them; single quotes in a sample stand for double ones. */
final class QMetrySamples {
  static final int SOURCE = 6;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Instant TAKEN = Instant.parse("2026-11-20T11:59:00Z");
  static final Map<String, String> CONTEXT =
      Map.of(
          "project",
          "10000",
          "test_case",
          "zR4T9bpF",
          "test_cycle",
          "ZmlH89wT",
          "taken_at",
          "" + TAKEN);

  private QMetrySamples() {}

  static Mapped page(String kind, String sample) throws UnmappableException {
    return map(Channel.POLL, kind, json(sample));
  }

  static Mapped map(Channel channel, String kind, byte[] body) throws UnmappableException {
    return new QMetryMapper()
        .map(
            new Delivery(1, "qmetry", channel, kind, CONTEXT, RECEIVED, body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of()));
  }

  static byte[] json(String sample) {
    return sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static long id(String uid) {
    return FactId.of(SOURCE, Sha256.number(uid));
  }

  static <S extends Snapshot> List<S> snapshots(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(v -> v.snapshot())
        .filter(type::isInstance)
        .map(type::cast)
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
