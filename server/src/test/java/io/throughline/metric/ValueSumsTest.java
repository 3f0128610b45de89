package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueSumsTest {
  @Test
  void moreValuesThanFitAreRefusedInWordsAndDoNotEndTheServer() throws Exception {
    LocalDate monday = LocalDate.of(2026, 3, 2);
    ReadingQuery week =
        new ReadingQuery(
            "mr_size",
            new Scope.Everyone(),
            monday,
            monday.plusWeeks(1),
            io.throughline.model.time.Grain.TOTAL,
            null);
    try (TableWarehouse warehouse = new TableWarehouse("jdbc:duckdb:")) {
      warehouse.createTables();
      Groups groups =
          warehouse.query(
              connection ->
                  Groups.read(
                      connection,
                      List.of(Slice.everyone(ZoneOffset.UTC)),
                      List.of(Frame.of(week)),
                      Instant.parse("2026-04-01T00:00:00Z")));
      ValueSums values = new ValueSums(groups.cells());
      for (int metric = 0; metric < 1_000; metric++) {
        values.metric(metric, numbers -> numbers[0]);
      }
      Groups.Cells nowhere = groups.new Cells();

      assertThatThrownBy(
              () -> {
                for (int row = 0; row < 1_000_000; row++) {
                  values.add(new double[] {1}, nowhere);
                }
              })
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("8,000,000 values")
          .hasMessageContaining("ask for a shorter range");
    }
  }
}
