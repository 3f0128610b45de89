package io.throughline.simulator.world;

import io.throughline.simulator.production.Load;
import io.throughline.simulator.production.Survey;
import java.util.ArrayList;
import java.util.List;

/** The part of the configuration that is about production: who watches it and who calls it what. */
final class WatchedYaml {
  private static final String TOKEN = "    token: \"${THROUGHLINE_DEMO_TOKEN}\"\n";
  private static final String HOOKS = "    hooks: { token: \"${THROUGHLINE_DEMO_HOOK_TOKEN}\" }\n";

  private WatchedYaml() {}

  /** PagerDuty, New Relic and Freshping. */
  static void sources(StringBuilder out, String url) {
    source(out, "pagerduty", url).append(TOKEN).append(HOOKS);
    // Of two months that New Relic keeps, five minutes each are about 214,000 samples.
    source(out, "newrelic", url).append(TOKEN).append("    account: 4711\n    sample_minutes: 5\n");
    out.append("    track_attribute: rollout.role\n");
    out.append(HOOKS);
    source(out, "freshping", url).append(TOKEN).append("    user: brightwater\n").append(HOOKS);
  }

  private static StringBuilder source(StringBuilder out, String system, String url) {
    out.append("  - id: ").append(system).append("\n    system: ").append(system);
    return out.append("\n    url: \"").append(url).append('/').append(system).append("\"\n");
  }

  /** What a service is called elsewhere; a library is called nothing. */
  static void names(StringBuilder out, Project project) {
    if (project.delivery() != Project.Delivery.RELEASE) {
      out.append(", pagerduty: [").append(project.name()).append("]");
    }
    if (Load.of(project) != null) {
      out.append(", newrelic: [").append(project.name()).append("]");
      out.append(", freshping: [").append(project.name()).append("]");
    }
  }

  /** What is asked of users, and which services call which. */
  static void surveys(StringBuilder out, Company company) {
    out.append("\nsurveys:\n");
    for (Survey survey : Survey.ALL) {
      out.append("  - { id: ").append(survey.id()).append(", title: ").append(survey.name());
      out.append(", kind: ").append(survey.kind()).append(", service: ");
      out.append(company.project(survey.slug()).serviceId());
      out.append(", medium: ").append(survey.medium()).append(" }\n");
    }
    out.append("\nproduction:\n  upstream:\n");
    for (Project project : company.projects()) {
      Load load = Load.of(project);
      List<String> called = new ArrayList<>();
      if (load != null) {
        load.upstream()
            .forEach(slug -> called.add(String.valueOf(company.project(slug).serviceId())));
      }
      if (!called.isEmpty()) {
        out.append("    ").append(project.serviceId()).append(": [");
        out.append(String.join(", ", called)).append("]\n");
      }
    }
  }
}
