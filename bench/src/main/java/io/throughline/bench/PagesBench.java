package io.throughline.bench;

import io.throughline.config.ConfigException;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.IntFunction;

/** How fast pages and readings come when many merge requests are stored. */
final class PagesBench implements Bench {
  private static final int[] SIZES = {100_000, 1_000_000, 5_000_000};
  private static final int PROMISED_SIZE = 1_000_000;
  private static final double TEAM_MILLIS = 300;
  private static final double OVERVIEW_MILLIS = 1_000;
  private static final int WARM_UP = 40;
  private static final int SCANS = 10;
  private static final String SCAN = "SELECT count(*), sum(size_lines) FROM merge_request";

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public String title() {
    return "Pages and readings over HTTP, of 100 teams, two years";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    for (int size : SIZES) {
      if (size <= bed.most()) {
        measure(bed, report, size);
      }
    }
  }

  private void measure(Bed bed, Report report, int size)
      throws IOException, SQLException, InterruptedException, ConfigException {
    Path folder = bed.folder().resolve("pages-" + size);
    String of = size >= 1_000_000 ? size / 1_000_000 + "M" : size / 1_000 + "k";
    try {
      Stopwatch watch = new Stopwatch();
      WrittenCompany company = WrittenCompany.write(folder, size, false, report.progress());
      report.note(
          String.format(
              Locale.ROOT,
              "%s merge requests were written in %.0f s: %,.0f MB.",
              of,
              watch.seconds(),
              company.megabytes()));
      String beside = scan(company);
      try (ServerProcess server =
          ServerProcess.start(bed, company.config(), null, WrittenCompany.SECRETS)) {
        int times = bed.quick() ? 20 : 60;
        Result team =
            ask(
                server,
                report,
                of + ": team page with every metric, 52 weeks",
                beside,
                times,
                i -> "/teams/t" + (i % WrittenCompany.TEAMS + 1) + "?weeks=52");
        Result overview =
            ask(server, report, of + ": overview of all teams", beside, times, i -> "/");
        report.add(size == PROMISED_SIZE ? team.against(Goal.p95AtMost(TEAM_MILLIS)) : team);
        report.add(
            size == PROMISED_SIZE ? overview.against(Goal.p95AtMost(OVERVIEW_MILLIS)) : overview);
        report.add(
            ask(
                server,
                report,
                of + ": page of a group of nine teams, 52 weeks",
                beside,
                Math.min(times, 20),
                i -> "/teams/g" + (i % 10 + 1) + "?weeks=52"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        report.add(
            ask(
                server,
                report,
                of + ": API, cycle time of a team by week, 52 weeks",
                beside,
                times,
                i ->
                    "/api/v1/metrics/cycle_time/readings?grain=week&team=t"
                        + (i % WrittenCompany.TEAMS + 1)
                        + "&from="
                        + today.minusWeeks(52)
                        + "&to="
                        + today));
        report.add(
            Result.one(
                name(),
                of + ": resident memory of the server after it",
                "MB",
                server.residentMegabytes(),
                1,
                ""));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /** The same database under the same limits, asked for the simplest thing about all rows. */
  private static String scan(WrittenCompany company) throws SQLException {
    try (Rows rows = Rows.open(WarehouseSettings.in(company.data()))) {
      rows.time(SCAN);
      double[] millis = new double[SCANS];
      for (int i = 0; i < SCANS; i++) {
        millis[i] = rows.time(SCAN);
      }
      return "bare scan: %s ms".formatted(Report.number(Samples.of(millis).median()));
    }
  }

  private Result ask(
      ServerProcess server,
      Report report,
      String what,
      String beside,
      int times,
      IntFunction<String> path)
      throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      server.web().get(path.apply(times + i));
    }
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      report.progress().show(what + ", " + (i + 1) + " of " + times);
      Stopwatch watch = new Stopwatch();
      server.web().get(path.apply(i));
      millis[i] = watch.millis();
    }
    return Result.of(name(), what, "ms", Samples.of(millis), beside);
  }
}
