package io.throughline.source;

import io.throughline.source.http.HttpDoor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A run whose ledger is memory; shared by the runs of one source, like the real one. */
public final class MemoryRun implements FeedRun {
  /** What was stored. */
  public record Stored(String kind, Map<String, String> context, String body) {}

  /** The memory of a source. */
  public static final class Memory {
    public final List<Stored> stored = new ArrayList<>();
    public final Map<String, String> cursors = new ConcurrentHashMap<>();
    public final Map<String, String> notices = new ConcurrentHashMap<>();
    public final Map<String, Instant> completeUntil = new ConcurrentHashMap<>();
    public final Map<String, String> settings = new ConcurrentHashMap<>();
    public Duration pollEvery = Duration.ofMinutes(1);
    public int storesUntilDeath = Integer.MAX_VALUE;

    public synchronized List<Stored> of(String kind) {
      return stored.stream().filter(s -> s.kind().equals(kind)).toList();
    }

    synchronized void add(Stored page) {
      if (storesUntilDeath-- <= 0) {
        throw new IllegalStateException("killed");
      }
      stored.add(page);
    }
  }

  private final Memory memory;
  private final String feed;
  private final HttpDoor http;
  private final Clock clock;

  public MemoryRun(Memory memory, String feed, HttpDoor http, Clock clock) {
    this.memory = memory;
    this.feed = feed;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public HttpDoor http() {
    return http;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Instant since() {
    return Instant.parse("2025-03-01T00:00:00Z");
  }

  @Override
  public Duration pollEvery() {
    return memory.pollEvery;
  }

  @Override
  public Map<String, String> settings() {
    return memory.settings;
  }

  @Override
  public Optional<String> cursor(String scope) {
    return cursorOf(feed, scope);
  }

  @Override
  public Optional<String> cursorOf(String other, String scope) {
    return Optional.ofNullable(memory.cursors.get(other + "|" + scope));
  }

  @Override
  public void saveCursor(String scope, String cursor) {
    memory.cursors.put(feed + "|" + scope, cursor);
  }

  @Override
  public void store(
      String kind, Map<String, String> context, @Nullable String deliveryKey, byte[] body) {
    memory.add(new Stored(kind, Map.copyOf(context), new String(body)));
  }

  @Override
  public void progress(String scope, long done, @Nullable Long total) {}

  @Override
  public void completeUntil(String scope, Instant instant) {
    memory.completeUntil.put(feed + "|" + scope, instant);
  }

  @Override
  public void notice(String scope, @Nullable String message) {
    if (message == null) {
      memory.notices.remove(feed + "|" + scope);
    } else {
      memory.notices.put(feed + "|" + scope, message);
    }
  }
}
