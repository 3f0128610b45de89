package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.metric.MetricDefinition;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A metric whose observations belong to an instant by which its table is not cut loses rows. */
class NarrowedTest {
  /** A metric's select from one table. */
  record Select(String metric, Selection of) {
    @Override
    public String toString() {
      return metric + " of " + of.table();
    }
  }

  static Stream<Select> selects() {
    return Catalogue.shipped().definitions().stream()
        .filter(definition -> !definition.sql().isEmpty() && !definition.kind().isState())
        .flatMap(NarrowedTest::selects)
        .filter(select -> !Narrowed.instants(select.of().table()).isEmpty());
  }

  private static Stream<Select> selects(MetricDefinition definition) {
    return Selection.of(definition.sql()).stream()
        .filter(of -> of.columns().containsKey("at"))
        .map(of -> new Select(definition.id(), of));
  }

  @ParameterizedTest
  @MethodSource("selects")
  void aTableIsCutByWhatItsObservationsBelongTo(Select select) {
    List<String> named =
        Pattern.compile(select.of().alias() + "\\.([a-z_]+)")
            .matcher(select.of().column("at"))
            .results()
            .map(m -> m.group(1))
            // What was merged ended then.
            .map(column -> column.equals("merged_at") ? "ended_at" : column)
            .toList();
    assertThat(named).isNotEmpty().allMatch(Narrowed.instants(select.of().table())::contains);
  }
}
