package io.throughline.wiring;

import io.throughline.source.SourceSystem;
import io.throughline.source.confluence.ConfluenceSystem;
import io.throughline.source.gitlab.GitLabSystem;
import io.throughline.source.jenkins.JenkinsSystem;
import io.throughline.source.jira.JiraSystem;
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
    return Map.of(
        "confluence",
        ConfluenceSystem.create(),
        "gitlab",
        GitLabSystem.create(clock),
        "jenkins",
        JenkinsSystem.create(),
        "jira",
        JiraSystem.create(),
        "qmetry",
        QMetrySystem.create(),
        "sonarqube",
        SonarQubeSystem.create(),
        SurveysSystem.ID,
        new SurveysSystem(),
        UploadsSystem.ID,
        new UploadsSystem(),
        "zephyr",
        ZephyrSystem.create());
  }
}
