package io.throughline.ingest;

import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Versioned;
import io.throughline.model.org.Organisation;
import io.throughline.warehouse.Change;
import io.throughline.warehouse.FactBatch;
import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;

/** Keeps the newest snapshot of each thing in memory. */
final class FakeWarehouse implements Warehouse {
  private record Held(Versioned versioned, int trust, long sequence) {
    static final Comparator<Held> ORDER =
        Comparator.comparing((Held h) -> h.versioned().version())
            .thenComparingInt(Held::trust)
            .thenComparingLong(Held::sequence);
  }

  private final Map<Long, Held> held = new TreeMap<>();
  private final List<Integer> batches = new ArrayList<>();
  private long position;
  private int failures;
  private int loads;
  private long delayMillis;

  synchronized void failNext(int times) {
    failures = times;
  }

  synchronized void slow(long millis) {
    delayMillis = millis;
  }

  synchronized void putPosition(long at) {
    position = at;
  }

  synchronized int loads() {
    return loads;
  }

  synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  synchronized Map<Long, Snapshot> state() {
    Map<Long, Snapshot> state = new TreeMap<>();
    held.forEach((id, one) -> state.put(id, one.versioned().snapshot()));
    return state;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized Change apply(FactBatch batch) {
    if (failures > 0) {
      failures--;
      throw new WarehouseException("The warehouse is broken.", new IllegalStateException());
    }
    if (delayMillis > 0) {
      try {
        Thread.sleep(delayMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (FactBatch.Entry entry : batch.entries()) {
      for (Versioned one : entry.mapped().snapshots()) {
        Held now = new Held(one, entry.channel().ordinal(), entry.sequence());
        held.merge(one.snapshot().id(), now, (a, b) -> Held.ORDER.compare(a, b) >= 0 ? a : b);
      }
    }
    batches.add(batch.entries().size());
    position = batch.position();
    return new Change(position, Set.of("fact_account"), Set.of(), false);
  }

  @Override
  public synchronized Change load(
      Organisation organisation, ToIntBiFunction<String, String> numbers) {
    loads++;
    return new Change(position, Set.of(), Set.of(), true);
  }

  @Override
  public <T> T query(Query<T> query) {
    throw new WarehouseException("nothing to query", new UnsupportedOperationException());
  }

  @Override
  public void rest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void clear() {
    held.clear();
    position = 0;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
