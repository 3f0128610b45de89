package io.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Survey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The make-believe company of the demo tells whatever it can tell. */
final class CompanyE2E {
  private static final Path JAR = Path.of("../simulator/target/throughline-simulator.jar");

  /** SonarQube takes none of fewer than sixteen characters. */
  private static final String SECRET = "company-hook-token";

  @TempDir Path folder;

  @Test
  void eachOfItsSystemsTakesOurWebhookAndItsSurveysCanBeRead() throws Exception {
    try (SimulatorProcess process = SimulatorProcess.start(JAR, folder, "token", 7, 0.02)) {
      Organisation organisation =
          ConfigReader.read(
              "company",
              process.configuration(),
              Map.of("THROUGHLINE_DEMO_TOKEN", "token", "THROUGHLINE_DEMO_HOOK_TOKEN", SECRET),
              folder);
      List<SourceConfig> telling =
          organisation.sources().stream().filter(s -> !s.hookSecrets().isEmpty()).toList();
      assertThat(telling)
          .extracting(SourceConfig::system)
          .contains("gitlab", "argocd", "newrelic", "pagerduty", "freshping");
      for (SourceConfig source : telling) {
        process.registerHook(source, "http://127.0.0.1:9/hooks/" + source.id(), SECRET);
      }
      assertThat(organisation.surveys()).isNotEmpty();
      for (Survey survey : organisation.surveys()) {
        assertThat(process.get("/surveys/" + survey.id() + ".csv").lines()).hasSizeGreaterThan(1);
      }
    }
  }
}
