package io.throughline.ingest;

import io.throughline.ingest.ProjectionStatus.State;
import io.throughline.ledger.DeadLetter;
import io.throughline.ledger.Ledger;
import io.throughline.source.Delivery;
import io.throughline.warehouse.Change;
import io.throughline.warehouse.FactBatch;
import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.WarehouseException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries deliveries from the ledger into the warehouse, in order, on one thread, which is the only
 * one that writes the warehouse. Alone a delivery is committed at once; when they come faster than
 * commits, runs grow to thousands. While the warehouse commits a full run, the next is read and
 * mapped.
 */
public final class Projection implements AutoCloseable {
  private static final int RUN = 8_000;
  private static final int CROWD = 500;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long DEEP_BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(3_000);
  private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LAST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String NOTICES = "projection";
  private static final int DEAD_KNOWN = 100_000;
  private static final System.Logger LOG = System.getLogger(Projection.class.getName());

  /** Work for the one thread that may write the warehouse. */
  private record Task(Runnable work, CompletableFuture<Void> done) {}

  private final Ledger ledger;
  private final Warehouse warehouse;
  private final ChangeFeed changes;
  private final Consumer<RefreshWish> wishes;
  private final Mapping mapping;
  private final Lookahead lookahead;
  private final Supplier<Connections> connections;
  private final PoisonGuard guard = new PoisonGuard();
  private final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Long> dead = new HashSet<>();
  private final Thread thread;
  private volatile long position;
  private volatile State state = State.RUNNING;
  private volatile @Nullable String message;
  private final AtomicLong projected = new AtomicLong();
  private final AtomicLong ignored = new AtomicLong();
  private final AtomicLong deadLettered = new AtomicLong();
  private volatile boolean closing;
  private boolean derivationMayWait;
  private long quietUntil;
  private long breathUntil = System.nanoTime();
  private long retryNanos = FIRST_RETRY_NANOS;
  private @Nullable String alarmed;

  /**
   * Makes a projection that does nothing until it is started.
   *
   * @param connections the sources as they are configured now
   * @param wishes told, after the commit, what webhooks want read again; must not block
   */
  public Projection(
      Ledger ledger,
      Warehouse warehouse,
      Supplier<Connections> connections,
      ChangeFeed changes,
      Consumer<RefreshWish> wishes,
      Clock clock) {
    this.ledger = ledger;
    this.warehouse = warehouse;
    this.changes = changes;
    this.wishes = wishes;
    this.connections = connections;
    this.mapping = new Mapping(connections, clock);
    this.lookahead = new Lookahead(ledger, mapping, RUN);
    this.thread = Thread.ofPlatform().name("projection").unstarted(this::loop);
  }

  /** Compares the stores and starts; what has to be done beyond that is the caller's. */
  public StartCheck start() {
    position = warehouse.position();
    StartCheck check = StartCheck.compare(position, ledger.head());
    ledger.deadLetters(null, DEAD_KNOWN).forEach(letter -> dead.add(letter.sequence()));
    forgetOldAlarms();
    thread.start();
    return check;
  }

  /** Tells that there is something new; cheap, may be called from anywhere. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** How it does. */
  public ProjectionStatus status() {
    return new ProjectionStatus(
        state,
        position,
        ledger.head(),
        message,
        projected.get(),
        ignored.get(),
        deadLettered.get());
  }

  /** Goes on after a pause: what cannot be mapped up to here goes to the dead letters. */
  public CompletableFuture<Void> resume() {
    return onWriter(
        () -> {
          guard.forgive(ledger.head());
          quietAlarm();
          settle(State.RUNNING, null);
        });
  }

  /**
   * Runs work between two commits on the thread that writes the warehouse. The future completes
   * after it, exceptionally when it throws.
   */
  public CompletableFuture<Void> onWriter(Runnable work) {
    Task task = new Task(work, new CompletableFuture<>());
    tasks.add(task);
    wake();
    if (closing && tasks.remove(task)) {
      task.done().completeExceptionally(new IllegalStateException("the projection is closed"));
    }
    return task.done();
  }

  /**
   * Maps the dead letters of a source again, after a fix; a letter that still cannot be mapped
   * stays with its new reason. May be repeated.
   *
   * @param sourceId null for all sources
   */
  public CompletableFuture<Void> replayDead(@Nullable String sourceId) {
    return onWriter(
        () -> {
          for (DeadLetter letter : ledger.deadLetters(sourceId, DEAD_KNOWN).reversed()) {
            ledger.delivery(letter.sequence()).ifPresent(this::replay);
          }
        });
  }

  /**
   * For {@link Rebuild}: what follows {@code work} starts at the position the warehouse then has.
   */
  CompletableFuture<Void> restart(Runnable work, long until) {
    return onWriter(
        () -> {
          settle(State.REBUILDING, "The warehouse is being rebuilt.");
          quietUntil = until;
          guard.forgive(0);
          work.run();
          position = warehouse.position();
          lookahead.forget();
        });
  }

  private void replay(Delivery delivery) {
    MappedDelivery again = mapping.one(delivery);
    switch (again) {
      case MappedDelivery.Dead still -> ledger.bury(still.letter());
      case MappedDelivery.Ignored none -> ledger.exhume(none.sequence());
      case MappedDelivery.Facts facts -> {
        Change change =
            warehouse.apply(
                new FactBatch(MappedRun.of(List.of(facts)).entries(), warehouse.position()));
        dead.remove(facts.sequence());
        ledger.exhume(facts.sequence());
        changes.publish(change);
      }
    }
  }

  private void loop() {
    while (!closing) {
      try {
        runTasks();
        breathe();
        boolean idle = state == State.PAUSED || !step();
        if (idle && tasks.isEmpty() && !closing) {
          LockSupport.parkNanos(this, LOOK_NANOS);
        }
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException e) {
        failed(e);
      }
    }
    stop();
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      task.done().completeExceptionally(new IllegalStateException("the projection is closed"));
    }
  }

  /**
   * Lets more deliveries gather after a run that was not full. A commit costs nearly the same for
   * ten as for a thousand, so without this a steady trickle would keep a whole processor busy; a
   * delivery that comes alone after a pause is never held up. The long breath after a crowd ends
   * when nothing more comes.
   */
  private void breathe() {
    long head = -1;
    while (mayBreathe() && ledger.head() != head) {
      head = ledger.head();
      long until = Math.min(breathUntil, System.nanoTime() + BREATH_NANOS);
      while (mayBreathe() && System.nanoTime() - until < 0) {
        LockSupport.parkNanos(this, until - System.nanoTime());
      }
    }
  }

  private boolean mayBreathe() {
    return !closing
        && tasks.isEmpty()
        && System.nanoTime() - breathUntil < 0
        && !lookahead.isFullAfter(position);
  }

  /**
   * How long after a run of so many facts; a crowd comes from a backfill, which no page waits for.
   */
  private static long breath(int facts, long took) {
    return facts < CROWD ? Math.min(2 * took, BREATH_NANOS) : Math.min(8 * took, DEEP_BREATH_NANOS);
  }

  private void stop() {
    try {
      if (state == State.RUNNING || state == State.REBUILDING) {
        deriveWhatWaits();
      }
    } catch (WarehouseException e) {
      LOG.log(System.Logger.Level.WARNING, "the next start will derive what was put off", e);
    }
    state = State.STOPPED;
  }

  private void runTasks() {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.work().run();
        task.done().complete(null);
      } catch (RuntimeException e) {
        task.done().completeExceptionally(e);
        throw e;
      }
    }
  }

  /** Carries one run; false when there was none. */
  private boolean step() throws InterruptedException {
    long head = ledger.head();
    if (position >= head) {
      if (state != State.RUNNING) {
        settle(State.RUNNING, null);
      }
      return false;
    }
    long began = System.nanoTime();
    Optional<MappedRun> next = lookahead.after(position);
    if (next.isEmpty()) {
      // Nothing readable lies between here and the head: those rows are damaged, and told as such.
      commit(new FactBatch(List.of(), head));
      return true;
    }
    MappedRun run = next.get();
    Optional<PoisonGuard.Alarm> alarm = guard.judge(run);
    if (alarm.isPresent()) {
      pause(alarm.get());
      return false;
    }
    run.letters().forEach(this::bury); // first: a crash now maps them again, which changes nothing
    commit(run.batch(head));
    exhumeAllOf(run);
    projected.addAndGet(run.entries().size());
    ignored.addAndGet(run.ignored());
    deadLettered.addAndGet(run.letters().size());
    if (run.last() > quietUntil) {
      run.wishes().forEach(wishes);
    }
    long ended = System.nanoTime();
    breathUntil = ended + breath(run.facts(), ended - began);
    return true;
  }

  private void commit(FactBatch batch) {
    Change change = warehouse.apply(batch);
    position = batch.position();
    derivationMayWait = batch.more();
    retryNanos = FIRST_RETRY_NANOS;
    if (state == State.FAILING) {
      settle(State.RUNNING, null);
    }
    changes.publish(change);
  }

  /** Nothing follows for now, so what the warehouse put off is due. */
  private void deriveWhatWaits() {
    if (derivationMayWait) {
      commit(new FactBatch(List.of(), position));
    }
  }

  private void bury(DeadLetter letter) {
    ledger.bury(letter);
    dead.add(letter.sequence());
  }

  /**
   * Letters that can be mapped after all, on a rebuild with a corrected mapper, are none any more.
   */
  private void exhumeAllOf(MappedRun run) {
    if (!dead.isEmpty()) {
      run.all().stream()
          .filter(delivery -> !(delivery instanceof MappedDelivery.Dead))
          .forEach(delivery -> exhume(delivery.sequence()));
    }
  }

  private void exhume(long sequence) {
    if (dead.remove(sequence)) {
      ledger.exhume(sequence);
    }
  }

  private void pause(PoisonGuard.Alarm alarm) {
    lookahead.forget();
    deriveWhatWaits();
    alarmed = alarm.sourceId();
    ledger.notice(alarm.sourceId(), NOTICES, "", alarm.message());
    LOG.log(
        System.Logger.Level.ERROR,
        "projecting is paused before delivery {0}: too many cannot be mapped",
        position + 1);
    // Last: who sees the state finds its notice too.
    settle(State.PAUSED, alarm.message());
  }

  private void quietAlarm() {
    if (alarmed != null) {
      ledger.notice(alarmed, NOTICES, "", null);
      alarmed = null;
    }
  }

  /** An alarm of an earlier start: if it still holds, it is raised again. */
  private void forgetOldAlarms() {
    for (Connected source : connections.get().all()) {
      boolean raised =
          ledger.status(source.id()).notices().stream().anyMatch(n -> n.feed().equals(NOTICES));
      if (raised) {
        ledger.notice(source.id(), NOTICES, "", null);
      }
    }
  }

  private void settle(State now, @Nullable String text) {
    state = now;
    message = text;
  }

  private void failed(RuntimeException e) {
    if (state != State.FAILING) {
      LOG.log(System.Logger.Level.ERROR, "the projection cannot go on for now", e);
    }
    lookahead.forget();
    settle(
        State.FAILING,
        "%s The projection tries again by itself; if this stays, run ./throughline rebuild."
            .formatted(String.valueOf(e.getMessage())));
    rest(retryNanos);
    retryNanos = Math.min(retryNanos * 2, LAST_RETRY_NANOS);
    try {
      position = warehouse.position(); // it may have been reopened behind or rolled back
    } catch (WarehouseException again) {
      LOG.log(System.Logger.Level.DEBUG, "the warehouse does not answer", again);
    }
  }

  /** Waits, also when every append wakes us, but not when a person wants something. */
  private void rest(long nanos) {
    long until = System.nanoTime() + nanos;
    while (!closing && tasks.isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(this, until - System.nanoTime());
    }
  }

  /** Finishes the run that is being committed, then stops. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lookahead.close();
    mapping.close();
  }
}
