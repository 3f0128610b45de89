package io.throughline.simulator.live;

import io.throughline.simulator.argocd.ArgoCdHooks;
import io.throughline.simulator.argocd.ArgoCdServer;
import io.throughline.simulator.confluence.ConfluenceServer;
import io.throughline.simulator.freshping.FreshpingServer;
import io.throughline.simulator.gitlab.GitLabServer;
import io.throughline.simulator.gitlab.HookRegistry;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.jenkins.Builds;
import io.throughline.simulator.jenkins.JenkinsHooks;
import io.throughline.simulator.jenkins.JenkinsServer;
import io.throughline.simulator.jenkins.Notification;
import io.throughline.simulator.jira.JiraHooks;
import io.throughline.simulator.jira.JiraServer;
import io.throughline.simulator.newrelic.NewRelicServer;
import io.throughline.simulator.pagerduty.Directory;
import io.throughline.simulator.pagerduty.PagerDutyServer;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.qmetry.QMetryServer;
import io.throughline.simulator.sonarqube.SonarHooks;
import io.throughline.simulator.sonarqube.SonarQubeServer;
import io.throughline.simulator.surveys.SurveyExports;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.Window;
import io.throughline.simulator.world.World;
import io.throughline.simulator.world.WorldClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The world, its GitLab, its Argo CD, its Jenkins, its Jira, its Confluence, its QMetry, its
 * SonarQube, its PagerDuty, its New Relic, its Freshping, its surveys and its heartbeat, wired
 * together.
 */
public final class Simulation implements AutoCloseable {
  /**
   * How to run.
   *
   * @param port 0 for any free port
   * @param now the world's moment at the start
   * @param folder where runs are remembered; null for nowhere
   * @param perMinute live merge requests a minute; 0 for none
   * @param frozen true when the clock stands still
   * @param rateLimit API requests a second; 0 for no limit
   */
  public record Settings(
      int port,
      long seed,
      double scale,
      int months,
      Instant now,
      @Nullable Path folder,
      String token,
      double perMinute,
      boolean frozen,
      int rateLimit) {}

  // Times of a run are promised this far ahead, so that a crash cannot un-tell what was served.
  private static final long LEASE = 60_000;

  private final RunLog log;
  private final World world;
  private final Production production;
  private final Overlay overlay = new Overlay();
  private final HookRegistry hooks = new HookRegistry();
  private final WorldClock clock;
  private final Front front;
  private final GitLabServer gitlab;
  private final JenkinsHooks jenkinsHooks = new JenkinsHooks();
  private final Builds builds;
  private final ArgoCdHooks argoHooks = new ArgoCdHooks();
  private final Subscriptions subscriptions = new Subscriptions();
  private final Directory directory;
  private final JiraHooks jiraHooks = new JiraHooks();
  private final JiraServer jira;
  private final SonarHooks sonarHooks = new SonarHooks();
  private final SonarQubeServer sonar;
  private final Heart heart;
  private final @Nullable Window window;
  private final long begunAt;
  private int emitted;

  /** Builds the world up to its present moment and opens the port; {@link #start} lets it live. */
  public Simulation(Settings settings) throws IOException {
    Instant anchor = settings.now().truncatedTo(ChronoUnit.DAYS);
    this.log =
        RunLog.open(
            settings.folder(),
            new RunState.Seed(
                settings.seed(), anchor.toEpochMilli(), settings.months(), settings.scale()));
    RunState state = log.state();
    RunState.Seed seed = state.seed;
    this.clock = new WorldClock(settings.now(), settings.frozen());
    long now = clock.getAsLong();
    this.begunAt = now;
    this.heart =
        new Heart(now, hooks, jiraHooks, sonarHooks, jenkinsHooks, argoHooks, subscriptions, clock);
    this.world =
        new World(
            seed.seed(), Instant.ofEpochMilli(seed.anchor()), seed.months(), seed.scale(), heart);
    this.production = new Production(world);
    for (RunState.Run run : state.runs) {
      world.run(new Window(run.from(), Math.min(run.to(), now), run.perMinute()));
    }
    for (RunState.Emit emit : List.copyOf(state.emits)) {
      world.emit(emit.at(), emit.project(), emit.number());
    }
    emitted = state.emits.size();
    state.deleted.forEach(overlay::delete);
    state.moved.forEach(overlay::move);
    state.hooks.forEach(hooks::add);
    state.jiraHooks.forEach(jiraHooks::add);
    state.sonarHooks.forEach(sonarHooks::add);
    state.jenkinsHooks.forEach(jenkinsHooks::add);
    state.argoHooks.forEach(argoHooks::add);
    state.subscriptions.forEach(subscriptions::add);
    world.advance(now);
    if (settings.perMinute() > 0) {
      this.window = new Window(now, Long.MAX_VALUE, settings.perMinute());
      world.run(window);
      log.change(s -> s.runs.add(new RunState.Run(now, now + LEASE, settings.perMinute())));
    } else {
      this.window = null;
    }
    this.front = new Front(settings.port(), settings.rateLimit());
    this.gitlab =
        new GitLabServer(front, world, production, overlay, hooks, clock, settings.token());
    this.builds = new Builds(world);
    new ArgoCdServer(front, production, clock, settings.token());
    new JenkinsServer(front, builds, clock, settings.token());
    this.jira = new JiraServer(front, world, jiraHooks, clock, settings.token());
    new ConfluenceServer(front, world, clock, settings.token());
    new QMetryServer(front, world, clock, settings.token());
    this.sonar = new SonarQubeServer(front, world, sonarHooks, clock, settings.token());
    this.directory = new Directory(world.company(), production, PagerDutyServer.base(front));
    new PagerDutyServer(front, directory, clock, settings.token());
    new NewRelicServer(front, production, clock, settings.token());
    new FreshpingServer(front, production, clock, settings.token());
    new SurveyExports(front, production, clock);
    new Switches(this).attachTo(front, gitlab.view());
  }

  /** Begins to answer and to send. */
  public void start() {
    front.start();
    heart.start(
        world,
        gitlab.view(),
        jira.site(),
        sonar.site(),
        new Notification(builds, front.base()),
        directory,
        this::extendLease);
  }

  /** The address of this GitLab. */
  public String url() {
    return gitlab.view().base();
  }

  public World world() {
    return world;
  }

  Overlay overlay() {
    return overlay;
  }

  Heart heart() {
    return heart;
  }

  JenkinsHooks jenkinsHooks() {
    return jenkinsHooks;
  }

  ArgoCdHooks argoHooks() {
    return argoHooks;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** What became of the company's versions. */
  public Production production() {
    return production;
  }

  /** The world's moment when this run began. */
  long begunAt() {
    return begunAt;
  }

  WorldClock clock() {
    return clock;
  }

  /** Opens, approves and merges a change now. */
  synchronized MergeRequest emit(@Nullable String slug) {
    clock.move(1);
    long now = clock.getAsLong();
    int number = emitted++;
    MergeRequest mr = world.emit(now, slug, number);
    log.change(s -> s.emits.add(new RunState.Emit(now, slug, number)));
    heart.beat();
    return mr;
  }

  /** Remembers what was done by hand and which hooks there are. */
  void remember() {
    log.change(
        s -> {
          s.deleted = List.copyOf(overlay.deleted());
          s.moved = overlay.moved();
          s.hooks = hooks.all();
          s.jiraHooks = jiraHooks.all();
          s.sonarHooks = sonarHooks.all();
          s.jenkinsHooks = jenkinsHooks.all();
          s.argoHooks = argoHooks.all();
          s.subscriptions = subscriptions.all();
        });
  }

  private void extendLease() {
    lease(clock.getAsLong() + LEASE);
  }

  private void lease(long until) {
    Window open = window;
    if (open == null) {
      return;
    }
    log.change(
        s -> {
          s.runs.removeIf(run -> run.from() == open.from());
          s.runs.add(new RunState.Run(open.from(), until, open.perMinute()));
          s.hooks = hooks.all();
          s.jiraHooks = jiraHooks.all();
          s.sonarHooks = sonarHooks.all();
          s.jenkinsHooks = jenkinsHooks.all();
          s.argoHooks = argoHooks.all();
          s.subscriptions = subscriptions.all();
        });
  }

  @Override
  public void close() {
    heart.close();
    front.close();
    if (window != null) {
      window.close(clock.getAsLong());
      lease(clock.getAsLong());
    }
    remember();
  }
}
