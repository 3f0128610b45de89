package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.warehouse.WarehouseSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenCompanyTest {
  @TempDir Path folder;

  @Test
  void writesAHistoryThatMetricsCanUse() throws Exception {
    WrittenCompany company =
        WrittenCompany.write(folder, 2_000, true, new Progress(System.out, false));
    try (Rows rows = Rows.open(WarehouseSettings.in(company.data()))) {
      assertThat(rows.count("merge_request")).isEqualTo(2_000);
      assertThat(rows.count("merge_request WHERE author_id IS NULL OR service_id IS NULL"))
          .isZero();
      assertThat(rows.count("merge_request WHERE in_scope")).isGreaterThan(1_700);
      assertThat(rows.count("merge_request WHERE merged_at < created_at")).isZero();
      assertThat(rows.count("fact_merge_request")).isEqualTo(2_000);
      assertThat(rows.count("review_request WHERE reviewer_id IS NULL")).isZero();
      assertThat(rows.count("(SELECT DISTINCT team_id FROM team_person)")).isEqualTo(100);
    }
  }

  @Test
  void ticketsFillTheSprints(@TempDir Path scratch) throws Exception {
    WrittenCompany company =
        WrittenCompany.writeTickets(scratch, 80_000, new Progress(System.out, false));
    try (Rows rows = Rows.open(WarehouseSettings.in(company.data()))) {
      assertThat(rows.count("sprint")).isEqualTo(90 * 52);
      assertThat(rows.count("ticket")).isBetween(9_000L, 10_000L);
      assertThat(rows.number("SELECT count(*) FROM sprint WHERE tickets > 0")).isGreaterThan(3_000);
    }
  }
}
