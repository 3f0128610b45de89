package io.throughline.warehouse;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Versioned;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import java.time.Instant;
import java.util.List;

/** One delivery as it is told to a warehouse in tests. */
record Telling(Channel channel, Mapped mapped) {
  static final Instant READ = Instant.parse("2026-06-01T00:00:00Z");

  static long id(long external) {
    return FactId.of(1, external);
  }

  /** A page that tells everything about something. */
  static Telling page(Snapshot snapshot) {
    return told(Channel.POLL, snapshot, READ, true);
  }

  static Telling told(Channel channel, Snapshot snapshot, Instant version, boolean complete) {
    return new Telling(
        channel,
        new Mapped(
            List.of(new Versioned(snapshot, version, complete)), List.of(), List.of(), null));
  }

  /** A page of a whole set. */
  @SafeVarargs
  static <M extends Member> Telling set(Class<M> type, long parent, String feed, M... members) {
    return set(new FactSet<>(type, parent, feed, READ, true, List.of(members)), Channel.POLL);
  }

  static Telling set(FactSet<?> set, Channel channel) {
    return new Telling(channel, new Mapped(List.of(), List.of(set), List.of(), null));
  }
}
