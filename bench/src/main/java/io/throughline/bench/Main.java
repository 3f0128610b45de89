package io.throughline.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the product on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures what the product promises, beside the machine's own limits.",
      "Everything stays on this machine, in a folder that is thrown away. Quiet machines give better"
          + " figures: nothing else should run."
    },
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final List<Bench> ALL =
      List.of(
          new LedgerBench(),
          new BackfillBench(),
          new JiraBench(),
          new StartBench(),
          new ProjectionBench(),
          new LiveBench(),
          new PagesBench(),
          new SprintBench(),
          new ProductionBench(),
          new GateBench());
  private static final int QUICK_MOST = 1_000_000;
  private static final int MOST = 5_000_000;

  @Option(
      names = "--quick",
      description = "Fewer repetitions, and no more than a million merge requests.")
  boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these: ledger, backfill, jira, start, projection, live, pages, sprint, production,"
              + " gate.")
  List<String> only = List.of();

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description = {
        "The most merge requests that are written for the pages (default: 5000000).",
        "For sprint: how many issue changes are written (default: 1000000).",
        "For production: how many deployments (default: 100000), with a tenth as many incidents and a"
            + " hundred times as many samples."
      })
  @Nullable Integer most;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = ".throughline/bench/results.md",
      description =
          "Where the figures are kept, as Markdown and as JSON beside it (default: ${DEFAULT-VALUE}).")
  Path out = Path.of(".throughline/bench/results.md");

  @Option(
      names = "--scratch",
      paramLabel = "FOLDER",
      defaultValue = ".throughline/bench",
      description = "Where measurements keep their data meanwhile (default: ${DEFAULT-VALUE}).")
  Path scratch = Path.of(".throughline/bench");

  @Override
  public Integer call() throws Exception {
    List<String> known = ALL.stream().map(Bench::name).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        System.err.println(
            "There is no measurement " + name + "; there are " + String.join(", ", known));
        return 2;
      }
    }
    Instant at = Instant.now();
    Progress progress = new Progress(System.out, Boolean.getBoolean("throughline.terminal"));
    Report report = new Report(System.out, progress);
    Files.createDirectories(scratch);
    Path folder = Files.createTempDirectory(scratch.toAbsolutePath(), "run-");
    Machine machine = Machine.look(folder, progress);
    machine.tell(report);
    int failed = 0;
    int largest = most != null ? most : quick ? QUICK_MOST : MOST;
    try (Bed bed = new Bed(folder, quick, largest, most, machine)) {
      for (Bench bench : ALL) {
        if (only.isEmpty() || only.contains(bench.name())) {
          report.section(bench.title());
          failed += run(bench, bed, report) ? 0 : 1;
          report.write(out, at, quick);
        }
      }
    }
    progress.clear();
    System.out.printf("%nKept in %s%n", out);
    return failed == 0 ? 0 : 1;
  }

  /** A measurement that cannot be made is told, and the others are made. */
  private static boolean run(Bench bench, Bed bed, Report report) throws InterruptedException {
    try {
      bench.run(bed, report);
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      report.note(bench.name() + " could not be measured: " + e);
      e.printStackTrace();
      return false;
    }
  }

  /** Runs with the launcher's arguments. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
