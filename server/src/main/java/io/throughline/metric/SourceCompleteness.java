package io.throughline.metric;

import io.throughline.ledger.Ledger;
import io.throughline.ledger.SourceStatus.FeedStatus;
import io.throughline.model.org.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How far the sources were read, as their feeds noted it in the ledger. */
public final class SourceCompleteness implements Completeness {
  /**
   * A feed of all sources of some systems.
   *
   * @param scope the one of its scopes, which not every source has; null: all
   * @param everywhere whether each source of the systems has it; others are switched on
   */
  private record SystemFeed(
      List<String> systems, String feed, @Nullable String scope, boolean everywhere) {
    SystemFeed(String system, String feed) {
      this(List.of(system), feed, null);
    }

    SystemFeed(List<String> systems, String feed, @Nullable String scope) {
      this(systems, feed, scope, scope == null);
    }

    boolean isOf(Source source) {
      return systems.contains(source.system())
          && (everywhere || source.feeds().stream().anyMatch(this::holds));
    }

    boolean holds(FeedStatus status) {
      return status.feed().equals(feed) && (scope == null || status.scope().equals(scope));
    }
  }

  private static final List<String> TEST_MANAGEMENTS = List.of("qmetry", "zephyr");

  /** The feed that completes a fact table. */
  private static final Map<String, SystemFeed> FEEDS =
      Map.ofEntries(
          Map.entry("merge_request", new SystemFeed("gitlab", "merge_requests")),
          Map.entry("merge_request_commit", new SystemFeed("gitlab", "merge_requests")),
          Map.entry("merge_request_file", new SystemFeed("gitlab", "merge_requests")),
          Map.entry("review_event", new SystemFeed("gitlab", "merge_requests")),
          Map.entry("pipeline", new SystemFeed(List.of("gitlab", "jenkins"), "pipelines", null)),
          Map.entry("gate_run", new SystemFeed(List.of("gitlab"), "gates", null, false)),
          Map.entry("build_report", new SystemFeed(List.of("gitlab"), "gates", null, false)),
          Map.entry("deployment", new SystemFeed("gitlab", "deployments")),
          Map.entry("gitops_change", new SystemFeed(List.of("gitlab"), "gitops", null, false)),
          // Many checks are told by webhooks only, and then nothing is read.
          Map.entry("check_event", new SystemFeed(List.of("freshping"), "checks", null, false)),
          Map.entry("gitops_sync", new SystemFeed("argocd", "applications")),
          Map.entry("gitops_application", new SystemFeed("argocd", "applications")),
          Map.entry("rollout", new SystemFeed(List.of("argocd"), "rollouts", null, false)),
          Map.entry("ticket", new SystemFeed("jira", "issues")),
          Map.entry("ticket_change", new SystemFeed("jira", "issues")),
          Map.entry("ticket_request", new SystemFeed(List.of("jira"), "issues", "service desks")),
          Map.entry("sprint", new SystemFeed("jira", "sprints")),
          Map.entry("wiki_page", new SystemFeed("confluence", "pages")),
          Map.entry("health_change", new SystemFeed("argocd", "applications")),
          Map.entry("rollout_pause", new SystemFeed(List.of("argocd"), "rollouts", null, false)),
          Map.entry("analysis_run", new SystemFeed(List.of("argocd"), "rollouts", null, false)),
          Map.entry("code_analysis", new SystemFeed("sonarqube", "analyses")),
          Map.entry("service_sample", new SystemFeed("newrelic", "samples")),
          Map.entry("deployment_marker", new SystemFeed("newrelic", "markers")),
          Map.entry(
              "incident", new SystemFeed(List.of("newrelic", "pagerduty"), "incidents", null)),
          Map.entry(
              "incident_event",
              new SystemFeed(List.of("newrelic", "pagerduty"), "incidents", null)),
          Map.entry("code_issue", new SystemFeed("sonarqube", "issues")),
          Map.entry(
              "repository_file", new SystemFeed(List.of("gitlab"), "connected_mode", null, false)),
          // Answers come when they are given; nothing is read page by page.
          Map.entry("survey_answer", new SystemFeed(List.of("surveys"), "answers", null, false)),
          Map.entry("maintenance_window", new SystemFeed("pagerduty", "maintenance_windows")),
          Map.entry("test_case", new SystemFeed(TEST_MANAGEMENTS, "test_cases", null)),
          Map.entry("test_run", new SystemFeed(TEST_MANAGEMENTS, "test_runs", null)));

  /** One page asks hundreds of times; what the ledger said is believed for a moment. */
  private static final long MOMENT_NANOS = 1_000_000_000L;

  private final Ledger ledger;
  private final Supplier<Organisation> organisation;
  private volatile Told told = new Told(Long.MIN_VALUE, List.of());

  /** What the feeds of each source said at an instant of the JVM's clock. */
  private record Told(long nanos, List<Source> sources) {}

  private record Source(String system, List<FeedStatus> feeds) {}

  /** Reads from the ledger what the feeds noted there. */
  public SourceCompleteness(Ledger ledger, Supplier<Organisation> organisation) {
    this.ledger = ledger;
    this.organisation = organisation;
  }

  @Override
  public Optional<Instant> until(List<String> needs) {
    Instant least = null;
    for (Source source : sources()) {
      for (String need : needs) {
        SystemFeed wanted = FEEDS.get(need);
        if (wanted == null) {
          return Optional.empty();
        }
        if (wanted.isOf(source)) {
          Instant reached = reached(source, wanted);
          if (reached == null) {
            return Optional.empty();
          }
          least = least == null || reached.isBefore(least) ? reached : least;
        }
      }
    }
    return Optional.ofNullable(least);
  }

  /** Up to when all scopes of a feed were read; null when one of them was not, or there is none. */
  private static @Nullable Instant reached(Source source, SystemFeed feed) {
    Instant least = null;
    for (FeedStatus scope : source.feeds()) {
      if (feed.holds(scope)) {
        Instant reached = scope.completeUntil();
        if (reached == null) {
          return null;
        }
        least = least == null || reached.isBefore(least) ? reached : least;
      }
    }
    return least;
  }

  private List<Source> sources() {
    Told last = told;
    long now = System.nanoTime();
    if (last.nanos() == Long.MIN_VALUE || now - last.nanos() > MOMENT_NANOS) {
      last =
          new Told(
              now,
              organisation.get().sources().stream()
                  .map(s -> new Source(s.system(), ledger.status(s.id()).feeds()))
                  .toList());
      told = last;
    }
    return last.sources();
  }
}
