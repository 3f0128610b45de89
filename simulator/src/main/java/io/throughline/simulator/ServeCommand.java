package io.throughline.simulator;

import io.throughline.simulator.live.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Serves the make-believe GitLab, Argo CD, Jenkins, Jira, QMetry, SonarQube, PagerDuty, New Relic
 * and Freshping until it is stopped.
 */
@Command(
    name = "serve",
    description = {
      "Serves the company's GitLab, its Argo CD under /argocd, its Jenkins under /jenkins, its Jira",
      "under /jira, its QMetry",
      "under /qmetry, its SonarQube under /sonarqube, its PagerDuty under /pagerduty, its New Relic",
      "under /newrelic, its Freshping under /freshping and exports of its surveys under /surveys,",
      "on a loopback port and keeps the company living.",
      "Prints one line when it answers: ready http://127.0.0.1:PORT"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--port", description = "Port on loopback; 0 takes any free one.")
  int port = 0;

  @Option(names = "--seed", description = "Which of all possible histories.")
  long seed = 42;

  @Option(
      names = "--scale",
      description = "Amount of work; 1.0 is about 8,000 merge requests a year.")
  double scale = 1.0;

  @Option(names = "--months", description = "Length of the recorded history.")
  int months = 12;

  @Option(
      names = "--now",
      description = "The world's moment at the start, as 2026-03-01T12:00:00Z; default is now.")
  @Nullable Instant now;

  @Option(
      names = "--state",
      description =
          "Folder whose runs.json remembers the runs, so that a restart tells the same history.")
  @Nullable Path state;

  @Option(
      names = "--token",
      description = "Token that the API accepts.",
      defaultValue = "${THROUGHLINE_DEMO_TOKEN:-brightwater-demo-token}")
  String token = "";

  @Option(
      names = "--live",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Also open live merge requests with lives of minutes.")
  boolean live = true;

  @Option(names = "--burst", description = "Live merge requests a minute.")
  double perMinute = 1.0;

  @Option(
      names = "--freeze",
      description = "The clock stands still, except for what /simulator does.")
  boolean freeze;

  @Option(
      names = "--rate-limit",
      description = "API requests a second before 429; 0 is without limit.")
  int rateLimit = 0;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant start = now == null ? Instant.now() : now;
    Simulation simulation;
    try {
      simulation =
          new Simulation(
              new Simulation.Settings(
                  port,
                  seed,
                  scale,
                  months,
                  start,
                  state,
                  token,
                  live ? perMinute : 0,
                  freeze,
                  rateLimit));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    simulation.start();
    Runtime.getRuntime().addShutdownHook(new Thread(simulation::close, "goodbye"));
    System.out.println("ready " + simulation.url());
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
