package io.throughline.simulator.live;

import io.throughline.simulator.argocd.ArgoCdHooks;
import io.throughline.simulator.gitlab.HookRegistry;
import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.jenkins.JenkinsHooks;
import io.throughline.simulator.jenkins.Notification;
import io.throughline.simulator.jira.JiraEvents;
import io.throughline.simulator.jira.JiraHooks;
import io.throughline.simulator.jira.Site;
import io.throughline.simulator.pagerduty.Directory;
import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.sonarqube.SonarHooks;
import io.throughline.simulator.world.Board;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.Job;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Release;
import io.throughline.simulator.world.Sprint;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.Tracker;
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
  /** Tells the webhooks of something, as of the moment of telling. */
  @FunctionalInterface
  private interface Telling {
    void tell(View view, JiraEvents jira, Notification jenkins, long now);
  }

  private record Signal(long at, long order, Telling telling) {}

  private static final int BEAT_MILLIS = 100;
  private static final int BEATS_A_LEASE = 200;

  private final long bornAt;
  private final LongSupplier clock;
  private final Outbox outbox = new Outbox();
  private final HookSender gitlab;
  private final JiraSender jira;
  private final SonarSender sonar;
  private final JenkinsSender jenkins;
  private final ArgoCdSender argo;
  private final SubscriptionSender watching;

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
  private @Nullable JiraEvents events;
  private io.throughline.simulator.sonarqube.@Nullable Site code;
  private @Nullable Notification notification;
  private long toldUntil;

  /**
   * A heart that does not beat yet.
   *
   * @param bornAt what happened up to this moment is history and is not sent
   */
  Heart(
      long bornAt,
      HookRegistry hooks,
      JiraHooks jiraHooks,
      SonarHooks sonarHooks,
      JenkinsHooks jenkinsHooks,
      ArgoCdHooks argoHooks,
      Subscriptions subscriptions,
      LongSupplier clock) {
    this.bornAt = bornAt;
    this.clock = clock;
    this.gitlab = new HookSender(hooks, outbox);
    this.jira = new JiraSender(jiraHooks, outbox);
    this.sonar = new SonarSender(sonarHooks, outbox);
    this.jenkins = new JenkinsSender(jenkinsHooks, outbox);
    this.argo = new ArgoCdSender(argoHooks, outbox);
    this.watching = new SubscriptionSender(subscriptions, outbox);
    this.toldUntil = bornAt;
  }

  void start(
      World of,
      View through,
      Site site,
      io.throughline.simulator.sonarqube.Site analyses,
      Notification builds,
      Directory called,
      Runnable everyNowAndThen) {
    synchronized (this) {
      watching.start(called);
      code = analyses;
      world = of;
      view = through;
      events = new JiraEvents(site);
      notification = builds;
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
    if (world == null || view == null || events == null || notification == null) {
      return;
    }
    long now = clock.getAsLong();
    world.advance(now);
    sprints(world.tracker(), now);
    production(view, now);
    watching.send(toldUntil, now);
    toldUntil = now;
    for (Signal due = due(now); due != null; due = due(now)) {
      due.telling().tell(view, events, notification, now);
    }
  }

  /** Sprints begin and end by the calendar, which nobody tells; so a beat looks at it. */
  private void sprints(Tracker tracker, long now) {
    for (Board board : tracker.boards()) {
      for (Sprint sprint : tracker.sprints(board, now)) {
        sprint(sprint, sprint.startAt(), JiraEvents.STARTED, now);
        sprint(sprint, sprint.closedAt(), JiraEvents.CLOSED, now);
      }
    }
  }

  private void sprint(Sprint sprint, long at, String event, long now) {
    if (at > toldUntil && at <= now) {
      tell(at, (v, e, j, n) -> jira.send(event, () -> e.sprint(sprint, event, at)));
    }
  }

  /** What Argo CD does follows from the deployments, and nobody tells it; so a beat looks at it. */
  private void production(View through, long now) {
    argo.send(
        new io.throughline.simulator.argocd.Notification(through.production(), through.base()),
        toldUntil,
        now);
    if (!through.production().pushed(toldUntil, now)) {
      return;
    }
    for (Commit commit : GitopsRepository.line(through.production().commits(now))) {
      if (commit.committedAt() > toldUntil) {
        gitlab.send(HookCall.of(commit), through, now);
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
    return outbox.sent();
  }

  long failed() {
    return outbox.failed();
  }

  private void later(long at, List<HookCall> calls) {
    if (!calls.isEmpty()) {
      tell(at, (v, e, j, now) -> calls.forEach(call -> gitlab.send(call, v, now)));
    }
  }

  private void tell(long at, Telling telling) {
    if (at > bornAt) {
      ahead.add(new Signal(at, order.getAndIncrement(), telling));
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
    tell(pipeline.finishedAt(), (v, e, j, now) -> analysed(pipeline, now));
    if (pipeline.project().jenkins() != null) {
      built(pipeline);
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

  private void analysed(Pipeline pipeline, long now) {
    if (world != null && code != null) {
      sonar.ran(pipeline, world, code, now);
    }
  }

  /** The plugin tells of a build that it is over, and again that nothing more is done for it. */
  private void built(Pipeline pipeline) {
    phase(pipeline.createdAt(), pipeline, "QUEUED");
    phase(pipeline.startedAt(), pipeline, "STARTED");
    phase(pipeline.finishedAt(), pipeline, "COMPLETED");
    phase(pipeline.finishedAt(), pipeline, "FINALIZED");
  }

  private void phase(long at, Pipeline pipeline, String phase) {
    tell(at, (v, e, j, now) -> jenkins.send(j, pipeline, phase));
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
  public void created(Ticket ticket) {
    tell(
        ticket.createdAt(),
        (v, e, j, now) -> jira.send(JiraEvents.CREATED, () -> e.created(ticket)));
    for (TicketChange change : ticket.changes()) {
      tell(
          change.at(),
          (v, e, j, now) -> jira.send(JiraEvents.UPDATED, () -> e.updated(ticket, change)));
    }
  }

  @Override
  public void close() {
    alive = false;
    outbox.close();
  }
}
