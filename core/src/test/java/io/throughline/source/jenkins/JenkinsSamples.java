package io.throughline.source.jenkins;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.Snapshot;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What Jenkins sends, as the tests send it; single quotes in a sample stand for double ones. */
final class JenkinsSamples {
  static final int SOURCE = 7;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Map<String, String> ALONE = Map.of("project", "pay/ledger", "job", "pay/ledger");

  private JenkinsSamples() {}

  /** The context of the job of a branch of the project {@code pay/shop}. */
  static Map<String, String> branch(String name) {
    return Map.of("project", "pay/shop", "job", "pay/shop/" + name);
  }

  static Mapped page(String kind, Map<String, String> context, String sample)
      throws UnmappableException {
    return map(Channel.POLL, kind, context, json(sample), Map.of());
  }

  static Mapped hook(String sample) throws UnmappableException {
    return map(Channel.WEBHOOK, "notification", Map.of(), json(sample), Map.of());
  }

  static Mapped map(
      Channel channel,
      String kind,
      Map<String, String> context,
      byte[] body,
      Map<String, String> settings)
      throws UnmappableException {
    return new JenkinsMapper()
        .map(
            new Delivery(1, "jenkins", channel, kind, context, RECEIVED, body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), settings));
  }

  static byte[] json(String sample) {
    return sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static long project(String full) {
    return FactId.of(SOURCE, JobName.of(full).orElseThrow().number());
  }

  static <S extends Snapshot> List<S> snapshots(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(v -> v.snapshot())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
