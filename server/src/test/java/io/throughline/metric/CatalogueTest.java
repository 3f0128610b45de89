package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.model.process.DeliveryProcess.ProcessMetric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  private static final String GOOD = MetricFiles.shipped().get("cycle_time.sql");

  @Test
  void everyMetricOfTheSpecificationThatGitLabFeedsIsThere() {
    assertThat(Catalogue.shipped().definitions())
        .extracting(MetricDefinition::id)
        .contains(
            "cycle_time",
            "coding_time",
            "pickup_time",
            "review_time",
            "deploy_time",
            "time_to_merge",
            "review_reaction_time",
            "mr_count_per_contributor",
            "mr_size",
            "mr_comment_count",
            "unreviewed_merge_rate",
            "review_rounds",
            "mr_closure_ratio",
            "abandonment_rate",
            "revert_rate",
            "ai_share",
            "pipeline_duration",
            "pipeline_success");
  }

  @Test
  void theCycleHasItsFourParts() {
    assertThat(Catalogue.shipped().partsOf("cycle_time"))
        .extracting(MetricDefinition::id)
        .contains("coding_time", "pickup_time", "review_time", "deploy_time");
  }

  @Test
  void allFaultsOfAllFilesAreNamedAtOnce() {
    CatalogueException faults =
        catchThrowableOfType(
            CatalogueException.class,
            () ->
                Catalogue.of(
                    Map.of(
                        "cycle_time.sql",
                        GOOD.replace("unit: hours", "unit: parsecs"),
                        "other.sql",
                        "SELECT 1",
                        "wrong_name.sql",
                        GOOD)));
    assertThat(faults.faults())
        .anyMatch(f -> f.startsWith("cycle_time.sql") && f.contains("unit"))
        .anyMatch(f -> f.startsWith("other.sql") && f.contains("front matter"))
        .anyMatch(f -> f.startsWith("wrong_name.sql") && f.contains("id"));
  }

  @Test
  void aPartNeedsItsWhole() {
    String part = GOOD.replace("subject: merge_request", "subject: merge_request\npart-of: gone");
    assertThatThrownBy(() -> Catalogue.of(Map.of("cycle_time.sql", part)))
        .hasMessageContaining("gone");
  }

  @Test
  void anUnknownMetricIsNamed() {
    assertThatThrownBy(() -> Catalogue.shipped().definition("happiness"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("happiness");
  }

  @Test
  void whatTheProcessAsksForAndNothingComputesIsListed() {
    Phase phase =
        new Phase(
            "coding",
            "Coding",
            "technical",
            3,
            List.of(),
            List.of(),
            "",
            List.of(),
            "",
            List.of(),
            "EM",
            List.of(),
            null,
            "",
            List.of(
                new ProcessMetric("Cycle time", List.of("cycle_time"), "why", List.of("GitLab")),
                new ProcessMetric(
                    "Ease of work", List.of("ease_of_work"), "To improve", List.of("Sonar"))),
            List.of(),
            null);
    DeliveryProcess process =
        new DeliveryProcess("p", 1, "2026-01-01", List.of(phase), List.of(), List.of());
    assertThat(Catalogue.shipped().missingFrom(process))
        .containsExactly(
            new Catalogue.Planned(
                "ease_of_work", "Ease of work", "coding", "To improve", List.of("Sonar")));
  }
}
