package io.throughline.source.freshping;

import io.throughline.model.fact.CheckEvent;
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

/** Payloads written by hand, and short words for what comes of them. */
final class FreshpingSamples {
  static final int SOURCE = 5;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Instant TAKEN = Instant.parse("2026-11-20T11:59:00Z");

  private FreshpingSamples() {}

  static long id(long check) {
    return FactId.of(SOURCE, check);
  }

  /** A body of Freshping; single quotes in the template stand for double ones. */
  static String event(long number, String state, String at) {
    return quoted(
        """
        {'webhook_type':'AL','webhook_event_id':%d,'webhook_event_data':{'check_id':42,
        'check_name':'Shop','application_id':7,'check_state_name':'%s','http_status_code':200,
        'response_time':120,'request_url':'https://u:p@shop.example/health?key=secret',
        'request_start_time':'%s'}}"""
            .formatted(number, state, at));
  }

  static String quoted(String sample) {
    return sample.replace('\'', '"');
  }

  static Mapped hook(String sample) throws UnmappableException {
    return map(Channel.WEBHOOK, "check", Map.of(), quoted(sample).getBytes(StandardCharsets.UTF_8));
  }

  static Mapped list(Map<String, String> context, String sample) throws UnmappableException {
    Map<String, String> all = new java.util.HashMap<>(context);
    all.putIfAbsent("taken_at", TAKEN.toString());
    return map(Channel.POLL, "checks", all, quoted(sample).getBytes(StandardCharsets.UTF_8));
  }

  static Mapped map(Channel channel, String kind, Map<String, String> context, byte[] body)
      throws UnmappableException {
    Delivery delivery = new Delivery(1, "uptime", channel, kind, context, RECEIVED, body);
    MappingContext config = new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of());
    Mapped mapped = new FreshpingMapper().map(delivery, config);
    if (!mapped.equals(new FreshpingMapper().map(delivery, config))) {
      throw new AssertionError("mapped twice, it is not the same");
    }
    return mapped;
  }

  static <S extends Snapshot> List<S> snapshots(Mapped mapped, Class<S> type) {
    return mapped.snapshots().stream()
        .map(one -> one.snapshot())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  static List<CheckEvent> events(Mapped mapped) {
    return mapped.sets().stream()
        .flatMap(set -> set.members().stream())
        .map(CheckEvent.class::cast)
        .toList();
  }

  /** Each event as {@code state@time}. */
  static List<String> states(Mapped mapped) {
    return events(mapped).stream().map(one -> one.state() + "@" + one.at()).toList();
  }
}
