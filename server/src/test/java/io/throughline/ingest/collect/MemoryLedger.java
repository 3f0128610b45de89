package io.throughline.ingest.collect;

import io.throughline.ledger.Appended;
import io.throughline.ledger.DeadLetter;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.Look;
import io.throughline.ledger.NewDelivery;
import io.throughline.ledger.SourceStatus;
import io.throughline.source.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, for what the collector uses of it. */
final class MemoryLedger implements Ledger {
  private final Map<String, NewDelivery> deliveries = new HashMap<>();
  private final List<NewDelivery> inOrder = new ArrayList<>();
  private final Map<String, String> cursors = new HashMap<>();
  private final Map<String, SourceStatus.Notice> notices = new TreeMap<>();
  private final List<String> states = new ArrayList<>();

  @Override
  public synchronized CompletableFuture<Appended> append(NewDelivery delivery) {
    boolean repeated =
        deliveries.putIfAbsent(delivery.sourceId() + "|" + delivery.key(), delivery) != null;
    if (!repeated) {
      inOrder.add(delivery);
    }
    return CompletableFuture.completedFuture(new Appended(inOrder.size(), repeated, false));
  }

  synchronized List<NewDelivery> of(String sourceId) {
    return inOrder.stream().filter(delivery -> delivery.sourceId().equals(sourceId)).toList();
  }

  synchronized List<String> states() {
    return List.copyOf(states);
  }

  @Override
  public List<Delivery> read(long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Delivery> delivery(long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized long head() {
    return inOrder.size();
  }

  @Override
  public int number(String kind, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized Optional<String> cursor(String sourceId, String feed, String scope) {
    return Optional.ofNullable(cursors.get(sourceId + "|" + feed + "|" + scope));
  }

  @Override
  public synchronized void saveCursor(String sourceId, String feed, String scope, String cursor) {
    cursors.put(sourceId + "|" + feed + "|" + scope, cursor);
  }

  @Override
  public synchronized void forgetCursors(String sourceId) {
    cursors.keySet().removeIf(key -> key.startsWith(sourceId + "|"));
  }

  @Override
  public void bury(DeadLetter letter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void exhume(long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DeadLetter> deadLetters(@Nullable String sourceId, int limit) {
    return List.of();
  }

  @Override
  public long deadLetterCount(String sourceId) {
    return 0;
  }

  @Override
  public void noteProgress(
      String sourceId,
      String feed,
      String scope,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable Instant completeUntil) {}

  @Override
  public synchronized void noteState(
      String sourceId, String state, @Nullable String message, @Nullable Instant until) {
    states.add(sourceId + " " + state + (message == null ? "" : ": " + message));
  }

  @Override
  public synchronized void notice(
      String sourceId, String feed, String scope, @Nullable String message) {
    String key = sourceId + "|" + feed + "|" + scope;
    if (message == null) {
      notices.remove(key);
    } else {
      notices.put(key, new SourceStatus.Notice(feed, scope, message, Instant.EPOCH));
    }
  }

  @Override
  public void countWebhook(String sourceId, @Nullable String refusal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized SourceStatus status(String sourceId) {
    List<SourceStatus.Notice> own =
        notices.entrySet().stream()
            .filter(e -> e.getKey().startsWith(sourceId + "|"))
            .map(Map.Entry::getValue)
            .toList();
    return new SourceStatus(
        sourceId, "idle", null, null, null, null, 0, 0, List.of(), own, List.of());
  }

  @Override
  public Optional<String> setting(String name) {
    return Optional.empty();
  }

  @Override
  public void saveSetting(String name, String value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void noteLooks(List<Look> looks) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Look> looks(String person, int limit) {
    return List.of();
  }

  @Override
  public void close() {}
}
