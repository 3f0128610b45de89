package io.throughline.wiring;

import io.throughline.source.SourceSystem;
import io.throughline.source.argocd.ArgoCdSystem;
import io.throughline.source.confluence.ConfluenceSystem;
import io.throughline.source.freshping.FreshpingSystem;
import io.throughline.source.gitlab.GitLabSystem;
import io.throughline.source.jenkins.JenkinsSystem;
import io.throughline.source.jira.JiraSystem;
import io.throughline.source.pagerduty.PagerDutySystem;
import io.throughline.source.newrelic.NewRelicSystem;
import io.throughline.source.qmetry.QMetrySystem;
import io.throughline.source.sonarqube.SonarQubeSystem;
import io.throughline.source.uploads.UploadsSystem;
import io.throughline.source.zephyr.ZephyrSystem;
import java.time.InstantSource;
import java.util.Map;

/** The source systems that this program speaks, by the {@code system:} of the configuration. */
public final class Systems {
  private Systems() {}

  /**
   * All of them.
   *
   * @param clock tells how old a signed webhook is
   */
  public static Map<String, SourceSystem> all(InstantSource clock) {
    return Map.of(
        "argocd",
        ArgoCdSystem.create(),
        "confluence",
        ConfluenceSystem.create(),
        "freshping",
        FreshpingSystem.create(clock),
        "gitlab",
        GitLabSystem.create(clock),
        "jenkins",
        JenkinsSystem.create(),
        "jira",
        JiraSystem.create(),
        "pagerduty",
        PagerDutySystem.create(),
        "newrelic",
        NewRelicSystem.create(),
        "qmetry",
        QMetrySystem.create(),
        "sonarqube",
        SonarQubeSystem.create(),
        UploadsSystem.ID,
        new UploadsSystem(),
        "zephyr",
        ZephyrSystem.create());
  }
}
