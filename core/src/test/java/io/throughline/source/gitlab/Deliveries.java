package io.throughline.source.gitlab;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Versioned;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Deliveries as the tests send them, and short words for what came out. */
final class Deliveries {
  static final int SOURCE = 3;
  static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
  static final Instant TAKEN = Instant.parse("2026-11-20T11:59:00Z");
  static final MappingContext CONFIG =
      new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of());
  static final Map<String, String> CONTEXT =
      Map.of(
          "project", "7",
          "merge_request", "70",
          "iid", "5",
          "pipeline", "700",
          "deployment", "7000",
          "taken_at", TAKEN.toString());

  private Deliveries() {}

  static Delivery poll(String kind, byte[] body) {
    return new Delivery(1, "gitlab", Channel.POLL, kind, CONTEXT, RECEIVED, body);
  }

  static Delivery hook(String kind, byte[] body) {
    return new Delivery(
        1, "gitlab", Channel.WEBHOOK, kind, Map.of("x-gitlab-event", kind), RECEIVED, body);
  }

  /** Maps a page; single quotes in the sample stand for double ones. */
  static Mapped page(String kind, String sample) throws UnmappableException {
    return new GitLabMapper().map(poll(kind, json(sample)), CONFIG);
  }

  /** Maps a webhook; single quotes in the sample stand for double ones. */
  static Mapped event(String kind, String sample) throws UnmappableException {
    return new GitLabMapper().map(hook(kind, json(sample)), CONFIG);
  }

  static byte[] json(String sample) {
    return sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static long id(long external) {
    return FactId.of(SOURCE, external);
  }

  /** The only snapshot of a type. */
  static <S extends Snapshot> S only(Mapped mapped, Class<S> type) {
    return type.cast(versioned(mapped, type).snapshot());
  }

  /** The only snapshot of a type, with its version. */
  static Versioned versioned(Mapped mapped, Class<? extends Snapshot> type) {
    List<Versioned> found =
        mapped.snapshots().stream().filter(one -> type.isInstance(one.snapshot())).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + " in " + mapped);
    }
    return found.get(0);
  }

  /** The members of all sets of a type. */
  static <M extends Member> List<M> members(Mapped mapped, Class<M> type) {
    return mapped.sets().stream()
        .filter(set -> set.type() == type)
        .flatMap(set -> set.members().stream())
        .map(type::cast)
        .toList();
  }

  /**
   * What was mapped, in one line: {@code MergeRequest=2 Account=1~ +hook=1
   * refresh=merge_request/7/5}. A tilde marks partial snapshots, a plus an adding set.
   */
  static String summary(Mapped mapped) {
    if (mapped.ignored() != null) {
      return "ignored: " + mapped.ignored();
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (Versioned one : mapped.snapshots()) {
      String name = one.snapshot().getClass().getSimpleName() + (one.complete() ? "" : "~");
      counts.merge(name, 1, Integer::sum);
    }
    for (FactSet<?> set : mapped.sets()) {
      counts.merge((set.replaces() ? "" : "+") + set.feed(), set.members().size(), Integer::sum);
    }
    String refreshes =
        mapped.refreshes().stream()
            .map(wish -> " refresh=" + wish.feed() + "/" + wish.scope() + "/" + wish.item())
            .collect(Collectors.joining());
    return counts.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "))
        + refreshes;
  }

  /** The same for a delivery that may be refused. */
  static String outcome(Delivery delivery) {
    try {
      return summary(new GitLabMapper().map(delivery, CONFIG));
    } catch (UnmappableException e) {
      return "refused " + e.pointer() + ": " + e.getMessage();
    }
  }
}
