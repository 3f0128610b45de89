package io.throughline.simulator.live;

import io.throughline.simulator.gitlab.HookRegistry;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.Job;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Release;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.Witness;
import io.throughline.simulator.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets time pass in the world, and tells the webhooks of every change at its moment. */
final class Heart implements Witness, AutoCloseable {
  private record Signal(long at, long order, List<HookCall> calls) {}

  private static final int BEAT_MILLIS = 100;
  private static final int BEATS_A_LEASE = 200;

  private final long bornAt;
  private final LongSupplier clock;
  private final HookSender sender;

  /**
   * Has a lock of its own: the world calls {@link #later} while it holds itself, and a beat, which
   * holds the heart, calls the world.
   */
  private final BlockingQueue<Signal> ahead =
      new PriorityBlockingQueue<>(
          64, Comparator.comparingLong(Signal::at).thenComparingLong(Signal::order));

  private final AtomicLong order = new AtomicLong();
  private volatile boolean alive = true;
  private @Nullable World world;
  private @Nullable View view;

  /**
   * A heart that does not beat yet.
   *
   * @param bornAt what happened up to this moment is history and is not sent
   */
  Heart(long bornAt, HookRegistry hooks, LongSupplier clock) {
    this.bornAt = bornAt;
    this.clock = clock;
    this.sender = new HookSender(hooks);
  }

  void start(World of, View through, Runnable everyNowAndThen) {
    synchronized (this) {
      world = of;
      view = through;
    }
    Thread.ofPlatform().daemon().name("heart").start(() -> live(everyNowAndThen));
  }

  private void live(Runnable everyNowAndThen) {
    for (int beat = 1; alive; beat++) {
      try {
        Thread.sleep(BEAT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      guarded(this::beat);
      if (beat % BEATS_A_LEASE == 0) {
        guarded(everyNowAndThen);
      }
    }
  }

  // An exception must not stop the world for good.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      System.err.println("The world stumbled: " + e);
    }
  }

  /** Brings the world to the present and sends what has become visible. */
  synchronized void beat() {
    if (world == null || view == null) {
      return;
    }
    long now = clock.getAsLong();
    world.advance(now);
    for (Signal due = due(now); due != null; due = due(now)) {
      for (HookCall call : due.calls()) {
        sender.send(call, view, now);
      }
    }
  }

  // Only a beat takes signals, one beat at a time; what comes in between goes first if it is
  // earlier.
  private @Nullable Signal due(long now) {
    Signal next = ahead.peek();
    return next == null || next.at() > now ? null : ahead.poll();
  }

  long sent() {
    return sender.sent();
  }

  long failed() {
    return sender.failed();
  }

  private void later(long at, List<HookCall> calls) {
    if (at > bornAt && !calls.isEmpty()) {
      ahead.add(new Signal(at, order.getAndIncrement(), calls));
    }
  }

  @Override
  public void opened(MergeRequest mr) {
    List<Event> events = mr.events();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).at() > bornAt) {
        later(events.get(i).at(), HookCall.of(mr, i));
      }
    }
    mr.pipelines().forEach(this::ran);
  }

  @Override
  public void ran(Pipeline pipeline) {
    if (pipeline.finishedAt() <= bornAt) {
      return;
    }
    later(pipeline.createdAt(), List.of(HookCall.of(pipeline)));
    later(pipeline.startedAt(), List.of(HookCall.of(pipeline)));
    for (Job job : Job.of(pipeline)) {
      if (!job.outcome().equals("skipped")) {
        later(job.startedAt(), List.of(HookCall.of(job)));
        later(job.finishedAt(), List.of(HookCall.of(job)));
      }
    }
    later(pipeline.finishedAt(), List.of(HookCall.of(pipeline)));
  }

  @Override
  public void deployed(Deployment deployment) {
    later(deployment.createdAt(), List.of(HookCall.of(deployment)));
    later(deployment.finishedAt(), List.of(HookCall.of(deployment)));
  }

  @Override
  public void released(Release release) {
    later(release.at(), new ArrayList<>(HookCall.of(release)));
  }

  @Override
  public void created(Ticket ticket) {}

  @Override
  public void close() {
    alive = false;
    sender.close();
  }
}
