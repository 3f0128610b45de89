package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.metric.MetricDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MetricOrderTest {
  @Test
  void metricsStandAsTheProcessNamesThemWithPartsBehindTheirWhole() {
    List<MetricDefinition> byName =
        FakeDefinitions.all(UnaryOperator.identity()).stream()
            .sorted(Comparator.comparing(MetricDefinition::id))
            .toList();
    List<MetricDefinition> ordered =
        MetricOrder.of(FakeProcess.process(UnaryOperator.identity()), byName);
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(byName);
    assertThat(ordered)
        .extracting(MetricDefinition::id)
        .startsWith(
            "cycle_time",
            "coding_time",
            "pickup_time",
            "review_time",
            "deploy_time",
            "time_to_merge");
  }
}
