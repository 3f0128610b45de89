package io.throughline.bench;

import io.throughline.config.ConfigException;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.ServiceSample;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** How fast the pages of production come when many deployments and samples are stored. */
final class ProductionBench implements Bench {
  private static final int USUAL = 100_000;
  private static final int PROMISED_SIZE = 1_000_000;
  private static final double DORA_MILLIS = 500;
  private static final double IMPACT_MILLIS = 300;
  private static final int WARM_UP = 20;
  private static final int SCANS = 10;
  private static final int GROUPS = 10;
  private static final String SCAN = "SELECT count(*), sum(changes) FROM production_deployment";

  @Override
  public String name() {
    return "production";
  }

  @Override
  public String title() {
    return "Deployments, incidents and DORA over HTTP, three years";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Integer asked = bed.asked();
    measure(bed, report, asked == null ? USUAL : asked);
  }

  private void measure(Bed bed, Report report, int size)
      throws IOException, SQLException, InterruptedException, ConfigException {
    Path folder = bed.folder().resolve("production-" + size);
    try {
      Stopwatch watch = new Stopwatch();
      WrittenProduction written = WrittenProduction.write(folder, size, report.progress());
      report.note(
          String.format(
              Locale.ROOT,
              "%,d deployments of %d services, %,d incidents and %,d samples were written in %.0f s:"
                  + " %,.0f MB.",
              size,
              written.services(),
              size / 10,
              written.samples(),
              watch.seconds(),
              written.company().megabytes()));
      int times = bed.quick() ? 20 : 60;
      // The page and the answer of the API are asked for different ones: nothing is known
      // beforehand.
      List<String> moved = written.deployments(2 * (times + WARM_UP));
      if (moved.size() < 2 * (times + WARM_UP)) {
        report.note(
            "Only %d deployments lie within what is measured, so that some are asked for again."
                .formatted(moved.size()));
      }
      List<String> half = moved.subList(0, moved.size() / 2);
      List<String> others = moved.subList(moved.size() / 2, moved.size());
      List<String> broken = written.incidents(times + WARM_UP);
      String scan = bare(written, SCAN, "bare scan of deployments");
      String hours = bare(written, threeHours(written), "three hours of samples, bare");
      boolean promised = size >= PROMISED_SIZE;
      try (ServerProcess server =
          ServerProcess.start(bed, written.company().config(), null, WrittenCompany.SECRETS)) {
        Asked asked = new Asked(server, report, size, times, promised);
        int teams = Math.min(written.services(), WrittenCompany.TEAMS);
        asked.of(
            "DORA of a team, 12 weeks", scan, DORA_MILLIS, i -> "/dora?team=" + team(i, teams));
        asked.of(
            "DORA of a group of nine teams",
            scan,
            DORA_MILLIS,
            i -> "/dora?team=g" + (i % GROUPS + 1));
        asked.of("DORA of all", scan, DORA_MILLIS, i -> "/dora");
        asked.of(
            "a deployment with its impact",
            hours,
            IMPACT_MILLIS,
            i -> "/deployments/" + half.get(i % half.size()));
        asked.of(
            "API, impact of a deployment",
            hours,
            null,
            i -> "/api/v1/deployments/" + others.get(i % others.size()) + "/impact");
        String empty = empty(server, times);
        asked.of("deployments of all, 4 weeks", empty, null, i -> "/deployments");
        asked.of("incidents of all, 12 weeks", empty, null, i -> "/incidents");
        asked.of("an incident", empty, null, i -> "/incidents/" + broken.get(i % broken.size()));
        asked.of(
            "production health of a team, 12 weeks",
            empty,
            null,
            i -> "/production?team=" + team(i, teams));
        asked.of("production health of all, 12 weeks", empty, null, i -> "/production");
        report.add(
            Result.one(
                name(),
                words(size) + ": resident memory of the server after it",
                "MB",
                server.residentMegabytes(),
                1,
                ""));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static String team(int i, int teams) {
    return "t" + (i % teams + 1);
  }

  private static String words(int size) {
    return size >= 1_000_000 ? size / 1_000_000 + "M" : size / 1_000 + "k";
  }

  /** What an impact needs at least: its samples, found by the ids of their hours. */
  private static String threeHours(WrittenProduction written) throws SQLException {
    Duration measured = Duration.between(written.measuredSince(), Instant.now());
    Instant at = written.measuredSince().plus(measured.dividedBy(2));
    try (Rows rows = Rows.open(WarehouseSettings.in(written.company().data()))) {
      int source =
          FactId.source(rows.number("SELECT min(sample_hour_id) FROM fact_service_sample"));
      return "SELECT count(*), sum(requests) FROM fact_service_sample WHERE sample_hour_id BETWEEN "
          + ServiceSample.firstHour(source, at)
          + " AND "
          + ServiceSample.lastHour(source, at.plus(Duration.ofHours(3)));
    }
  }

  /** The same database under the same limits, asked for the simplest thing. */
  private static String bare(WrittenProduction written, String sql, String what)
      throws SQLException {
    try (Rows rows = Rows.open(WarehouseSettings.in(written.company().data()))) {
      rows.time(sql);
      double[] millis = new double[SCANS];
      for (int i = 0; i < SCANS; i++) {
        millis[i] = rows.time(sql);
      }
      return "%s: %s ms".formatted(what, Report.number(Samples.of(millis).median()));
    }
  }

  /** What the same server needs for an answer that asks the warehouse for nothing. */
  private static String empty(ServerProcess server, int times)
      throws IOException, InterruptedException {
    return "style sheet: %s ms"
        .formatted(Report.number(Samples.of(timed(server, times, i -> "/app.css")).median()));
  }

  /** Asks one server, each thing as often. */
  private record Asked(ServerProcess server, Report report, int size, int times, boolean promised) {
    /**
     * Measures one kind of page.
     *
     * @param millis the promise about the 95th percentile at the promised size; null for none
     */
    void of(String what, String beside, @Nullable Double millis, IntFunction<String> path)
        throws IOException, InterruptedException {
      String whole = words(size) + ": " + what;
      report.progress().show(whole);
      Result result =
          Result.of("production", whole, "ms", Samples.of(timed(server, times, path)), beside);
      report.add(promised && millis != null ? result.against(Goal.p95AtMost(millis)) : result);
    }
  }

  private static double[] timed(ServerProcess server, int times, IntFunction<String> path)
      throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      server.web().get(path.apply(times + i));
    }
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      Stopwatch watch = new Stopwatch();
      server.web().get(path.apply(i));
      millis[i] = watch.millis();
    }
    return millis;
  }
}
