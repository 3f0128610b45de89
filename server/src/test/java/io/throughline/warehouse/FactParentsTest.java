package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.warehouse.fact.FactTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A set that changes is a change of the thing that it belongs to, which has to be known by its
 * name.
 */
final class FactParentsTest {
  /**
   * Known as projects, or only by what belongs to them; what is derived is touched by these words.
   */
  private static final List<String> ONLY_PARENTS = List.of("application", "check", "sample_hour");

  @Test
  void whatSetsBelongToIsAFact() {
    assertThat(
            FactTable.ALL.stream().filter(table -> !table.isSnapshot()).map(FactTable::parentWord))
        .isSubsetOf(
            Stream.concat(
                    FactTable.ALL.stream().filter(FactTable::isSnapshot).map(FactTable::word),
                    ONLY_PARENTS.stream())
                .toList());
  }
}
