package io.throughline.ingest;

import io.throughline.evidence.EvidenceMapping;
import io.throughline.evidence.ReportMapping;
import io.throughline.gate.Together;
import io.throughline.ledger.Appended;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.NewDelivery;
import io.throughline.report.ReportException;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.HeaderToken;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.uploads.CorrectionMapping;
import io.throughline.source.uploads.UploadsSystem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what builds send. It is read before it is stored, so that whoever sends it hears at once
 * what is wrong with it, and nothing of a broken one is kept.
 */
public final class Uploads {
  /** More at once would keep too much in memory; the others wait for a moment, or come again. */
  private static final int AT_ONCE = 2;

  private static final long WAIT_SECONDS = 8;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Supplier<Connections> connections;
  private final Ledger ledger;
  private final Clock clock;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  /** Uploads for the sources as they are configured now. */
  public Uploads(Supplier<Connections> connections, Ledger ledger, Clock clock) {
    this.connections = connections;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What became of one. */
  public sealed interface Result {
    /**
     * It is stored, durably.
     *
     * @param repeated whether it had been stored before; then nothing changed
     * @param measured what reports say; empty for evidence
     * @param notes what a person should know
     */
    record Stored(long delivery, boolean repeated, List<Together> measured, List<String> notes)
        implements Result {}

    /**
     * It cannot be read, and nothing of it is kept.
     *
     * @param place where in it; empty for the whole
     */
    record Unreadable(String place, String reason) implements Result {}

    /** It is of a service that the organisation does not have; nothing of it is kept. */
    record Unknown(String service) implements Result {}

    /** Its key came before with another body; the first is kept. */
    record Conflict(long delivery) implements Result {}

    /** The server has no room at the moment; the sender should come again. */
    record Busy(Duration retryAfter) implements Result {}
  }

  /** Whether a token is one of those that builds send. */
  public boolean knows(String token) {
    return connections
        .get()
        .uploads()
        .map(source -> HeaderToken.isOne(token, source.secrets()))
        .orElse(false);
  }

  /**
   * Takes reports.
   *
   * @param context what the sender says of the build: {@code service}, {@code sha}, ...
   * @param key by which the sender knows a repeat; null: by what is sent
   */
  public Result report(Map<String, String> context, @Nullable String key, byte[] body)
      throws InterruptedException {
    return limited(
        () -> {
          Delivery delivery = delivery(UploadsSystem.REPORT, context, body);
          try {
            var set =
                ReportMapping.read(
                    body, context.get("name"), context.get("kind"), context.get("sha"));
            ReportMapping.map(new Scope(delivery, source().mapping()), new Harvest());
            return store(delivery, key, set.together(), set.notes());
          } catch (ReportException e) {
            return new Result.Unreadable(e.place(), String.valueOf(e.getMessage()));
          } catch (UnmappableException e) {
            return new Result.Unreadable(e.pointer(), String.valueOf(e.getMessage()));
          }
        });
  }

  /**
   * Takes what the gate command wrote as JSON.
   *
   * @param known whether there is a service of an id
   */
  public Result evidence(
      Map<String, String> context, @Nullable String key, byte[] body, Predicate<String> known)
      throws InterruptedException {
    return limited(
        () -> {
          Delivery delivery = delivery(UploadsSystem.EVIDENCE, context, body);
          try {
            String service =
                EvidenceMapping.map(new Scope(delivery, source().mapping()), null, new Harvest());
            if (service != null && !known.test(service)) {
              return new Result.Unknown(service);
            }
            return store(delivery, key, List.of(), List.of());
          } catch (UnmappableException e) {
            return new Result.Unreadable(e.pointer(), String.valueOf(e.getMessage()));
          }
        });
  }

  /**
   * Takes what a person says in place of a rule. Each one is kept: what is said again later counts
   * again.
   *
   * @param key by which the sender knows a repeat; null: none is one
   */
  public Result correction(@Nullable String key, byte[] body) throws InterruptedException {
    try {
      byte[] stored = CorrectionMapping.stored(body);
      Delivery delivery = delivery(UploadsSystem.CORRECTION, Map.of(), stored);
      String known = key == null ? delivery.receivedAt() + " " + Sha256.hex(stored) : key;
      return store(delivery, "correction " + known, List.of(), List.of());
    } catch (UnmappableException e) {
      return new Result.Unreadable(e.pointer(), String.valueOf(e.getMessage()));
    }
  }

  private interface Work {
    Result run() throws InterruptedException;
  }

  private Result limited(Work work) throws InterruptedException {
    if (!room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
      return new Result.Busy(RETRY_AFTER);
    }
    try {
      return work.run();
    } finally {
      room.release();
    }
  }

  private Connected source() {
    return connections
        .get()
        .uploads()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a source of another system is called uploads: give it another id, or name one"
                        + " of the system uploads in throughline.yaml"));
  }

  private Delivery delivery(String kind, Map<String, String> context, byte[] body) {
    return new Delivery(0, source().id(), Channel.UPLOAD, kind, context, clock.instant(), body);
  }

  private Result store(
      Delivery delivery, @Nullable String key, List<Together> measured, List<String> notes)
      throws InterruptedException {
    NewDelivery fresh =
        new NewDelivery(
            delivery.sourceId(),
            delivery.channel(),
            delivery.kind(),
            key == null ? key(delivery) : "key " + key,
            delivery.context(),
            delivery.receivedAt(),
            delivery.body());
    try {
      Appended appended = ledger.append(fresh).get(WAIT_SECONDS, TimeUnit.SECONDS);
      return appended.conflicting()
          ? new Result.Conflict(appended.sequence())
          : new Result.Stored(appended.sequence(), appended.repeated(), measured, notes);
    } catch (ExecutionException | TimeoutException e) {
      return new Result.Busy(RETRY_AFTER);
    }
  }

  private static String key(Delivery delivery) {
    byte[] head =
        (delivery.kind() + "\n" + new TreeMap<>(delivery.context()) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(head) + Sha256.hex(delivery.body());
  }
}
