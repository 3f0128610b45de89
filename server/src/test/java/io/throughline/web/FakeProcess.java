package io.throughline.web;

import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Aspect;
import io.throughline.model.process.DeliveryProcess.Gate;
import io.throughline.model.process.DeliveryProcess.Output;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.model.process.DeliveryProcess.ProcessMetric;
import java.util.List;
import java.util.function.UnaryOperator;

/** A process in short; the real one comes from its file. */
final class FakeProcess {
  private final UnaryOperator<String> spice;

  private FakeProcess(UnaryOperator<String> spice) {
    this.spice = spice;
  }

  static DeliveryProcess process(UnaryOperator<String> spice) {
    return new FakeProcess(spice).make();
  }

  private DeliveryProcess make() {
    return new DeliveryProcess(
        spice.apply("Delivery process"),
        3,
        "2026-09-01",
        List.of(
            phase("research", "Product research", "product", 1, "variable", List.of(), List.of()),
            phase("design", "Product design", "product", 2, "variable", List.of(), List.of()),
            phase(
                "deep-dive",
                "Technical deep-dive",
                "technical",
                3,
                "2 days",
                List.of(
                    metric(
                        "Story point coverage",
                        "story_point_coverage",
                        "To measure the adoption of work estimation",
                        "Jira"),
                    metric(
                        "Acceptance criteria coverage",
                        "acceptance_criteria_coverage",
                        "To encourage acceptance criteria",
                        "Jira")),
                List.of()),
            phase(
                "sprint-planning",
                "Sprint planning",
                "technical",
                4,
                "1 day",
                List.of(
                    metric(
                        "Team and sprint health",
                        "sprint_health",
                        "To measure the flow of work within the team",
                        "Jira")),
                List.of()),
            phase(
                "coding",
                "Coding",
                "technical",
                5,
                "variable",
                List.of(
                    metric(
                        "Cycle time",
                        "cycle_time",
                        "To measure how efficient our pipeline is",
                        "GitLab, Argo CD"),
                    metric(
                        "Time to merge",
                        "time_to_merge",
                        "To measure how long it takes code to be reviewed and merged",
                        "GitLab"),
                    metric(
                        "Coding time",
                        "coding_time",
                        "To know how long a task is implemented",
                        "GitLab"),
                    metric(
                        "Review reaction time",
                        "review_reaction_time",
                        "How fast do reviewers respond",
                        "GitLab"),
                    metric(
                        "Code suggestions",
                        "code_suggestions",
                        "To improve code quality and reduce cycle time",
                        "SonarLint")),
                List.of()),
            phase(
                "build",
                "Build pipeline",
                "technical",
                6,
                "3 days",
                List.of(),
                List.of(
                    gate("Unit test", "Unit test coverage", "Cobertura, Jasmine", "service"),
                    gate("Static code analysis", "Reliability score", "SonarQube", "service"),
                    gate("Container analysis", "Container vulnerabilities", "Trivy", "service"),
                    gate("Load test", "Latency score", "JMeter", "service"))),
            phase(
                "deployment",
                "Production deployment",
                "technical",
                7,
                "1 day",
                List.of(
                    metric(
                        "Deployment frequency",
                        "deployment_frequency",
                        "Being able to deploy fast shows a reliable pipeline",
                        "Argo CD")),
                List.of()),
            phase(
                "monitoring",
                "Production monitoring",
                "technical",
                8,
                "ongoing",
                List.of(
                    metric(
                        "Uptime", "uptime", "To know how available our services are", "Freshping")),
                List.of())),
        List.of(),
        List.of(
            new Aspect(
                "management",
                spice.apply("Product management visibility"),
                List.of("deep-dive", "sprint-planning", "coding"),
                List.of(spice.apply("Jira"), "GitLab"),
                List.of("direct")),
            new Aspect(
                "production",
                spice.apply("Production visibility"),
                List.of("deployment", "monitoring"),
                List.of("Argo CD", "New Relic", "PagerDuty"),
                List.of("webhook", "etl"))));
  }

  private ProcessMetric metric(String title, String id, String why, String source) {
    return new ProcessMetric(
        spice.apply(title), List.of(id), spice.apply(why), List.of(spice.apply(source)));
  }

  private Gate gate(String title, String measurement, String source, String appliesTo) {
    return new Gate(
        title.toLowerCase().replace(' ', '-'),
        spice.apply(title),
        List.of(spice.apply(measurement)),
        List.of(),
        List.of(spice.apply(source)),
        List.of(appliesTo),
        null);
  }

  private Phase phase(
      String id,
      String title,
      String group,
      int order,
      String expected,
      List<ProcessMetric> metrics,
      List<Gate> gates) {
    return new Phase(
        id,
        spice.apply(title),
        group,
        order,
        List.of(),
        List.of(),
        "",
        List.of(spice.apply("PRD document"), spice.apply("High fidelity product designs")),
        spice.apply("Get clarity on the details, write down the steps and estimate the work"),
        List.of(
            new Output(spice.apply("Updated tickets"), "criteria", spice.apply("criteria")),
            new Output(spice.apply("Story points"), "estimated", null),
            new Output("Test cases", null, null)),
        spice.apply("Engineering Manager"),
        List.of(spice.apply("Product Manager"), "Engineers", "QA"),
        null,
        spice.apply(expected),
        metrics,
        gates,
        null);
  }
}
