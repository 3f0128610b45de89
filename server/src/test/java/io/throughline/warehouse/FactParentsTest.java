package io.throughline.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.warehouse.fact.FactTable;
import org.junit.jupiter.api.Test;

/**
 * A set that changes is a change of the thing that it belongs to, which has to be known by its
 * name.
 */
final class FactParentsTest {
  @Test
  void whatSetsBelongToIsAFact() {
    assertThat(
            FactTable.ALL.stream().filter(table -> !table.isSnapshot()).map(FactTable::parentWord))
        .isSubsetOf(
            FactTable.ALL.stream().filter(FactTable::isSnapshot).map(FactTable::word).toList());
  }
}
