package io.throughline.wiring;

import io.throughline.source.SourceSystem;
import io.throughline.source.argocd.ArgoCdSystem;
import io.throughline.source.confluence.ConfluenceSystem;
import io.throughline.source.freshping.FreshpingSystem;
import io.throughline.source.gitlab.GitLabSystem;
import io.throughline.source.jenkins.JenkinsSystem;
import io.throughline.source.jira.JiraSystem;
import io.throughline.source.newrelic.NewRelicSystem;
import io.throughline.source.pagerduty.PagerDutySystem;
import io.throughline.source.qmetry.QMetrySystem;
import io.throughline.source.sonarqube.SonarQubeSystem;
import io.throughline.source.surveys.SurveysSystem;
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
    return Map.ofEntries(
        Map.entry("argocd", ArgoCdSystem.create()),
        Map.entry("confluence", ConfluenceSystem.create()),
        Map.entry("freshping", FreshpingSystem.create(clock)),
        Map.entry("gitlab", GitLabSystem.create(clock)),
        Map.entry("jenkins", JenkinsSystem.create()),
        Map.entry("jira", JiraSystem.create()),
        Map.entry("newrelic", NewRelicSystem.create()),
        Map.entry("pagerduty", PagerDutySystem.create()),
        Map.entry("qmetry", QMetrySystem.create()),
        Map.entry("sonarqube", SonarQubeSystem.create()),
        Map.entry(SurveysSystem.ID, new SurveysSystem()),
        Map.entry(UploadsSystem.ID, new UploadsSystem()),
        Map.entry("zephyr", ZephyrSystem.create()));
  }
}
