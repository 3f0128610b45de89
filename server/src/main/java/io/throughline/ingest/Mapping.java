package io.throughline.ingest;

import io.throughline.ledger.DeadLetter;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Maps runs of deliveries on two threads, keeping their order; whatever a mapper throws, it ends as
 * data.
 */
final class Mapping implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int SLICE = 64;
  private static final System.Logger LOG = System.getLogger(Mapping.class.getName());

  private final Supplier<Connections> connections;
  private final Clock clock;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("mapping-", 0).factory());

  Mapping(Supplier<Connections> connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /** Maps a run that is not empty. */
  MappedRun map(List<Delivery> deliveries) throws InterruptedException {
    Connections now = connections.get();
    if (deliveries.size() <= SLICE) {
      return MappedRun.of(slice(deliveries, now));
    }
    List<Future<List<MappedDelivery>>> slices = new ArrayList<>();
    for (int from = 0; from < deliveries.size(); from += SLICE) {
      List<Delivery> part = deliveries.subList(from, Math.min(from + SLICE, deliveries.size()));
      slices.add(threads.submit(() -> slice(part, now)));
    }
    List<MappedDelivery> all = new ArrayList<>(deliveries.size());
    for (Future<List<MappedDelivery>> slice : slices) {
      try {
        all.addAll(slice.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a slice cannot fail, only a delivery", e.getCause());
      }
    }
    return MappedRun.of(all);
  }

  private List<MappedDelivery> slice(List<Delivery> deliveries, Connections now) {
    return deliveries.stream().map(delivery -> one(delivery, now)).toList();
  }

  MappedDelivery one(Delivery delivery) {
    return one(delivery, connections.get());
  }

  private MappedDelivery one(Delivery delivery, Connections now) {
    Optional<Connected> source = now.byId(delivery.sourceId());
    if (source.isEmpty()) {
      return new MappedDelivery.Ignored(
          delivery.sequence(), "the source %s is not configured".formatted(delivery.sourceId()));
    }
    try {
      Mapped mapped = source.get().system().mapper().map(delivery, source.get().mapping());
      return mapped.ignored() == null
          ? new MappedDelivery.Facts(
              delivery.sequence(), delivery.sourceId(), delivery.channel(), mapped)
          : new MappedDelivery.Ignored(delivery.sequence(), mapped.ignored());
    } catch (UnmappableException e) {
      return dead(delivery, e.pointer(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      // Never the message: it may quote the payload.
      LOG.log(
          System.Logger.Level.ERROR,
          "mapping delivery {0} failed in our own code: {1} at {2}",
          delivery.sequence(),
          e.getClass().getName(),
          e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
      return dead(delivery, "", "internal: " + e.getClass().getSimpleName());
    }
  }

  private MappedDelivery dead(Delivery delivery, String pointer, String reason) {
    return new MappedDelivery.Dead(
        new DeadLetter(
            delivery.sequence(),
            delivery.sourceId(),
            delivery.kind(),
            pointer,
            reason,
            clock.instant()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
