package io.throughline.source.sonarqube;

import io.throughline.model.fact.CodeAnalysis;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.GateCheck;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Payloads as the tests send them; single quotes in a sample stand for double ones. */
final class SonarQubeSamples {
  static final int SOURCE = 7;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Instant TAKEN = Instant.parse("2026-11-20T11:59:00Z");
  static final Instant ANALYSED = Instant.parse("2026-11-20T09:30:00Z");
  static final Map<String, String> MAIN =
      Map.of(
          "project_key",
          "shop:checkout",
          "branch",
          "main",
          "mode",
          "standard",
          "analysed_at",
          "" + ANALYSED,
          "taken_at",
          "" + TAKEN);

  private SonarQubeSamples() {}

  /** The context of a pull request, with what else it is to carry. */
  static Map<String, String> pullRequest(String... more) {
    Map<String, String> context = new HashMap<>(MAIN);
    context.put("branch", "feature/x");
    context.put("pull_request", "42");
    for (int i = 0; i < more.length; i += 2) {
      context.put(more[i], more[i + 1]);
    }
    return context;
  }

  /** The context of the main branch, with what else it is to carry. */
  static Map<String, String> main(String... more) {
    Map<String, String> context = new HashMap<>(MAIN);
    for (int i = 0; i < more.length; i += 2) {
      context.put(more[i], more[i + 1]);
    }
    return context;
  }

  static Mapped page(String kind, Map<String, String> context, String sample)
      throws UnmappableException {
    return map(Channel.POLL, kind, context, json(sample));
  }

  static Mapped hook(String sample) throws UnmappableException {
    return map(Channel.WEBHOOK, "analysis", Map.of(), json(sample));
  }

  static Mapped map(Channel channel, String kind, Map<String, String> context, byte[] body)
      throws UnmappableException {
    return new SonarQubeMapper()
        .map(
            new Delivery(1, "sonar", channel, kind, context, RECEIVED, body),
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

  static CodeAnalysis analysis(Mapped mapped) {
    List<CodeAnalysis> all = snapshots(mapped, CodeAnalysis.class);
    if (all.size() != 1) {
      throw new AssertionError("not one analysis: " + all);
    }
    return all.getFirst();
  }

  static GateCheck check(Mapped mapped, String metric) {
    return members(mapped, GateCheck.class).stream()
        .filter(c -> c.measure().equals(metric))
        .findFirst()
        .orElseThrow();
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
