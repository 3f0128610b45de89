package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.ServiceSample;
import io.throughline.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

  @Test
  void whatReachedProductionIsMeasured(@TempDir Path scratch) throws Exception {
    WrittenProduction written =
        WrittenProduction.write(scratch, 1_000, new Progress(System.out, false));
    try (Rows rows = Rows.open(WarehouseSettings.in(written.company().data()))) {
      assertThat(rows.count("production_deployment")).isEqualTo(1_000);
      assertThat(
              rows.count(
                  "production_deployment WHERE service_id IS NULL OR ended_at < started_at"
                      + " OR settled_at IS NULL OR (status = 'succeeded') <> (healthy_at IS NOT NULL)"))
          .isZero();
      assertThat(rows.number("SELECT count(DISTINCT id) FROM production_deployment"))
          .isEqualTo(1_000);
      assertThat(rows.count("production_deployment WHERE failed")).isBetween(60L, 130L);
      assertThat(rows.number("SELECT sum(changes) FROM production_deployment"))
          .isEqualTo(rows.count("production_change"))
          .isPositive();
      assertThat(rows.count("production_change WHERE started_at > deployed_at")).isZero();
      assertThat(rows.count("production_incident")).isEqualTo(100);
      assertThat(rows.count("incident_call")).isPositive();
      assertThat(rows.count("shipped_gate")).isPositive();
      assertThat(rows.count("check_span")).isEqualTo(20 * 156 * 2);
      assertThat(rows.count("fact_service_sample")).isEqualTo(100_000);
      assertThat(rows.number("SELECT sum(samples) FROM service_hour")).isEqualTo(100_000);
      assertThat(
              rows.count(
                  "fact_service_sample WHERE up_to10000 > requests OR up_to5 > up_to10"
                      + " OR frustrated < 0 OR errors > requests"))
          .isZero();
    }
    assertThat(written.incidents(7)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void samplesLieInTheOrderOfTimeUnderTheHoursThatTheProductLooksFor(@TempDir Path scratch)
      throws Exception {
    WrittenProduction written =
        WrittenProduction.write(scratch, 1_000, new Progress(System.out, false));
    try (Rows rows = Rows.open(WarehouseSettings.in(written.company().data()))) {
      assertThat(
              rows.count(
                  "(SELECT start_at, lag(start_at) OVER (ORDER BY rowid) AS was"
                      + " FROM fact_service_sample) WHERE start_at < was"))
          .isZero();
      assertThat(rows.count("(SELECT DISTINCT sample_hour_id, key FROM fact_service_sample)"))
          .isEqualTo(100_000);
      List<String> some =
          rows.texts(
              "SELECT sample_hour_id || ' ' || project_id || ' ' || CAST(epoch(start_at) AS BIGINT)"
                  + " FROM fact_service_sample ORDER BY hash(key) LIMIT 50");
      for (String one : some) {
        String[] parts = one.split(" ");
        long hour =
            ServiceSample.hour(
                Long.parseLong(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2])));
        assertThat(hour).isEqualTo(Long.parseLong(parts[0]));
      }
      assertThat(some).hasSize(50);
    }
  }
}
