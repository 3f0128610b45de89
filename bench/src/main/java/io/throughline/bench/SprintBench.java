package io.throughline.bench;

import io.throughline.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** How fast the pages of sprints, boards and tickets come when many issue changes are stored. */
final class SprintBench implements Bench {
  private static final int USUAL = 1_000_000;
  private static final int PROMISED_SIZE = 10_000_000;
  private static final double PAGE_MILLIS = 300;
  private static final double PASSPORT_MILLIS = 200;
  private static final int WARM_UP = 20;
  private static final int RUNNING = 51;

  @Override
  public String name() {
    return "sprint";
  }

  @Override
  public String title() {
    return "Sprints and boards over HTTP, of 90 teams, two years";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Integer asked = bed.asked();
    measure(bed, report, asked == null ? USUAL : asked);
  }

  private void measure(Bed bed, Report report, int changes)
      throws IOException, SQLException, InterruptedException, ConfigException {
    Path folder = bed.folder().resolve("sprint-" + changes);
    String of = changes >= 1_000_000 ? changes / 1_000_000 + "M" : changes / 1_000 + "k";
    try {
      Stopwatch watch = new Stopwatch();
      WrittenCompany company = WrittenCompany.writeTickets(folder, changes, report.progress());
      report.note(
          String.format(
              Locale.ROOT,
              "%s issue changes were written in %.0f s: %,.0f MB.",
              of,
              watch.seconds(),
              company.megabytes()));
      long base = company.base();
      int times = bed.quick() ? 20 : 60;
      List<String> keys = company.ticketKeys(times + WARM_UP);
      try (ServerProcess server =
          ServerProcess.start(bed, company.config(), null, WrittenCompany.SECRETS)) {
        String beside = empty(server, times);
        Result running =
            ask(
                server,
                report,
                of + ": page of a running sprint",
                beside,
                times,
                i -> "/sprints/" + (base + 1000L * (i % WrittenCompany.TEAMS + 1) + RUNNING));
        report.add(
            changes >= PROMISED_SIZE ? running.against(Goal.p95AtMost(PAGE_MILLIS)) : running);
        report.add(
            ask(
                server,
                report,
                of + ": page of a closed sprint",
                beside,
                times,
                i -> "/sprints/" + (base + 1000L * (i % WrittenCompany.TEAMS + 1) + 20 + i % 30)));
        report.add(
            ask(
                server,
                report,
                of + ": page of a board",
                beside,
                times,
                i -> "/boards/" + (base + i % WrittenCompany.TEAMS + 1)));
        report.add(
            ask(
                server,
                report,
                of + ": sprints of a team",
                beside,
                times,
                i -> "/teams/t" + (i % WrittenCompany.TEAMS + 1) + "/sprints"));
        Result passport =
            ask(
                server,
                report,
                of + ": passport of a ticket",
                beside,
                times,
                i -> "/tickets/" + keys.get(i % keys.size()));
        report.add(
            changes >= PROMISED_SIZE
                ? passport.against(Goal.p95AtMost(PASSPORT_MILLIS))
                : passport);
        report.add(
            ask(
                server,
                report,
                of + ": health of a team, 12 weeks",
                beside,
                times / 3,
                i -> "/health?team=t" + (i % WrittenCompany.TEAMS + 1)));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /** What the same server needs for an answer that asks the warehouse for nothing. */
  private static String empty(ServerProcess server, int times)
      throws IOException, InterruptedException {
    return "style sheet: %s ms"
        .formatted(Report.number(Samples.of(timed(server, times, i -> "/app.css")).median()));
  }

  private Result ask(
      ServerProcess server,
      Report report,
      String what,
      String beside,
      int times,
      IntFunction<String> path)
      throws IOException, InterruptedException {
    report.progress().show(what);
    return Result.of(name(), what, "ms", Samples.of(timed(server, times, path)), beside);
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
