package io.throughline.bench;

import io.throughline.config.ConfigException;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A written company with what reached production and what broke there: three years of deployments,
 * a tenth as many incidents, a hundred times as many samples, one a minute of each service, up to
 * now.
 */
final class WrittenProduction {
  private static final int SAMPLES_OF_ONE = 100;
  private static final int INCIDENTS_OF_ONE = 10;
  private static final int FEWEST_SERVICES = 20;
  private static final int MOST_SERVICES = 200;
  private static final int DEPLOYMENTS_OF_SERVICE = 5_000;

  /** Sixteen of the groups that the warehouse keeps its rows in, so that none is cut. */
  private static final long AT_ONCE = 16 * 122_880L;

  /** Nobody answers there, so that nothing is read beside what was written. */
  private static final String SOURCES =
      """
        - { id: argocd, system: argocd, url: "https://argocd.invalid", token: "${BENCH_TOKEN}" }
        - { id: newrelic, system: newrelic, url: "https://newrelic.invalid", token: "${BENCH_TOKEN}", account: 1 }
        - { id: pagerduty, system: pagerduty, url: "https://pagerduty.invalid", token: "${BENCH_TOKEN}" }
        - { id: freshping, system: freshping, url: "https://freshping.invalid", hooks: { token: "${BENCH_HOOK_TOKEN}" } }
      """;

  private final WrittenCompany company;
  private final int services;
  private final long samples;
  private final Instant measuredSince;

  private WrittenProduction(
      WrittenCompany company, int services, long samples, Instant measuredSince) {
    this.company = company;
    this.services = services;
    this.samples = samples;
    this.measuredSince = measuredSince;
  }

  /** Writes it into a new folder, with as many merge requests as deployments. */
  static WrittenProduction write(Path folder, int deployments, Progress progress)
      throws IOException, SQLException, ConfigException {
    int services = Math.clamp(deployments / DEPLOYMENTS_OF_SERVICE, FEWEST_SERVICES, MOST_SERVICES);
    long minutes = (long) deployments * SAMPLES_OF_ONE / services;
    Instant now = Instant.now();
    Instant begin = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes));
    WrittenProduction written =
        new WrittenProduction(
            WrittenCompany.founded(folder, SOURCES, progress), services, minutes * services, begin);
    try (Rows rows = Rows.open(new WarehouseSettings(written.company.data(), 3_000, 2))) {
      Map<String, String> words =
          Map.of(
              "count", Integer.toString(deployments),
              "incidents", Integer.toString(Math.max(1, deployments / INCIDENTS_OF_ONE)),
              "services", Integer.toString(services),
              "begin", Long.toString(begin.getEpochSecond()),
              "now", WrittenCompany.STAMP.format(now));
      rows.script("rows.sql", words, progress);
      rows.script("production.sql", words, progress);
      written.measure(rows, words, progress);
    }
    return written;
  }

  private void measure(Rows rows, Map<String, String> words, Progress progress)
      throws IOException, SQLException {
    for (long first = 0; first < samples; first += AT_ONCE) {
      Map<String, String> some = new HashMap<>(words);
      some.put("first", Long.toString(first));
      some.put("size", Long.toString(Math.min(AT_ONCE, samples - first)));
      rows.script("samples.sql", some, progress);
      progress.show(
          String.format(
              Locale.ROOT, "writing samples: %.1f of %.1f million", first / 1e6, samples / 1e6));
    }
    rows.script("hours.sql", words, progress);
    rows.run("CHECKPOINT");
  }

  WrittenCompany company() {
    return company;
  }

  /** How many services it has in production; the first of the company. */
  int services() {
    return services;
  }

  long samples() {
    return samples;
  }

  /** When the samples begin. */
  Instant measuredSince() {
    return measuredSince;
  }

  /**
   * Ids of different deployments that came to serve all, from all over the time that is measured;
   * fewer where there are not so many.
   */
  List<String> deployments(int count) throws SQLException {
    return ids(
        """
        SELECT id FROM production_deployment
        WHERE healthy_at IS NOT NULL AND started_at > TIMESTAMP '%s' + INTERVAL 8 DAY
        ORDER BY hash(id) LIMIT %d
        """
            .formatted(WrittenCompany.STAMP.format(measuredSince), count));
  }

  /** Ids of different incidents, from all over the years. */
  List<String> incidents(int count) throws SQLException {
    return ids("SELECT id FROM production_incident ORDER BY hash(id) LIMIT " + count);
  }

  private List<String> ids(String sql) throws SQLException {
    try (Rows rows = Rows.open(WarehouseSettings.in(company.data()))) {
      return rows.texts(sql);
    }
  }
}
