package io.throughline.web.production;

import io.throughline.web.production.BoardPage.Group;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a page that is made of metrics shows, and in which order.
 *
 * @param ofServices the metrics of the table of services
 * @param notes what a reader should know
 */
record Boards(
    String title, String question, List<Part> parts, List<String> ofServices, List<String> notes) {
  static final Boards DORA =
      new Boards(
          "DORA",
          "how fast changes reach production, and how often they break it",
          List.of(
              new Part(
                  "throughput",
                  "Throughput",
                  "how fast",
                  List.of(
                      "change_lead_time",
                      "deployment_frequency",
                      "failed_deployment_recovery_time")),
              new Part(
                  "instability",
                  "Instability",
                  "how often it goes wrong",
                  List.of("change_failure_rate", "deployment_rework_rate")),
              new Part(
                  "score", "Score", "all five against what others reported", List.of("dora_score")),
              new Part(
                  "around",
                  "Around them",
                  "what explains the five",
                  List.of(
                      "deployment_days",
                      "deployment_status",
                      "deploy_duration",
                      "gate_bypass_unwaived",
                      "escaped_defect_by_gate"))),
          List.of(
              "change_lead_time",
              "deployment_frequency",
              "failed_deployment_recovery_time",
              "change_failure_rate",
              "deployment_rework_rate"),
          List.of(
              "Whether a deployment failed is told a day after it, and may change for a week: a hotfix"
                  + " may still arrive. How often a team deploys is the sum over its services; the"
                  + " median per service stands below them, with 0 for one that was not deployed. Bands come from DORA's survey of 2024. Teams differ in what they"
                  + " run; compare a team with itself."));

  static final Boards HEALTH =
      new Boards(
          "Production health",
          "what users of the services get, and what that takes",
          List.of(
              new Part(
                  "users",
                  "What users get",
                  "errors, time and availability",
                  List.of(
                      "error_rate",
                      "latency",
                      "latency_p99",
                      "apdex",
                      "uptime",
                      "uptime_weighted",
                      "error_budget_left")),
              new Part(
                  "load",
                  "Load and resources",
                  "how much there is to do, and what it takes",
                  List.of(
                      "throughput",
                      "throughput_peak",
                      "resource_usage",
                      "resource_usage_memory",
                      "resource_usage_per_1000_requests",
                      "out_of_memory_kills")),
              new Part(
                  "impact",
                  "What deployments did to it",
                  "the half hour after beside the half hour before",
                  List.of(
                      "deploy_impact_error_rate",
                      "deploy_impact_latency",
                      "deploy_impact_throughput",
                      "deploy_impact_resource"))),
          List.of("error_rate", "latency", "throughput", "apdex", "uptime"),
          List.of(
              "A percentile over hours or services is read from added counts of answers by their time;"
                  + " percentiles are never averaged. Of several services the worst is the headline."
                  + " Time of which nothing is known is not counted as up."));

  static final Boards CUSTOMERS =
      new Boards(
          "Customers",
          "whether what runs is what they want",
          List.of(
              new Part(
                  "csat", "Satisfaction", "4 and 5 of 5", List.of("csat", "csat_response_rate")),
              new Part(
                  "pmf",
                  "Product market fit",
                  "very disappointed without it",
                  List.of("pmf", "pmf_all_users", "pmf_response_rate")),
              new Part(
                  "back",
                  "What comes back",
                  "from production into sprints",
                  List.of("optimisation_loop", "customer_incident_count"))),
          List.of("csat", "pmf"),
          List.of(
              "Below 30 answers (satisfaction) or 40 (fit) a number only points in a direction; decide"
                  + " from 100 on. The interval says how far it may be from what everybody would say."
                  + " Answers of different media are not mixed."));

  static final Boards GITOPS =
      new Boards(
          "GitOps and progressive delivery",
          "how far deployments come through Git, step by step, without a person",
          List.of(
              new Part(
                  "adoption",
                  "The targets that the process tracks",
                  "for every service",
                  List.of("gitops_adoption", "progressive_adoption", "automation_level")),
              new Part(
                  "use",
                  "In use",
                  "of deployments",
                  List.of(
                      "progressive_adoption_by_deployment",
                      "progressive_adoption_with_analysis",
                      "deploy_duration",
                      "deploy_paused",
                      "deployment_status"))),
          List.of("automation_level", "gitops_adoption", "progressive_adoption"),
          List.of(
              "A service counts as GitOps when Argo CD syncs it by itself and it hardly ever drifts from"
                  + " Git. A Rollout without steps is no progressive delivery."));

  /** Metrics that answer one question. */
  record Part(String id, String title, String words, List<String> metrics) {}

  List<String> metrics() {
    return Stream.concat(
            parts.stream().flatMap(part -> part.metrics().stream()), ofServices.stream())
        .distinct()
        .toList();
  }

  /** The groups that have any metric. */
  List<Group> groups(Board board) {
    return parts.stream()
        .map(part -> new Group(part.id(), part.title(), part.words(), board.cards(part.metrics())))
        .filter(group -> !group.cards().isEmpty())
        .toList();
  }
}
