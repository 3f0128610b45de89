package io.throughline.simulator.evidence;

import io.throughline.simulator.world.Gate;
import io.throughline.simulator.world.GateRun;
import io.throughline.simulator.world.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The reports by which a build was judged, in the shapes of the tools that write such. What they
 * say adds up to what was measured, but for two things: the times of a load test are near the
 * measured ones, and the lines of a change are not told, since no file says which they are.
 */
public final class ReportFiles {
  /** Of what was cut nothing is known, so that any report of its format stands for it. */
  private static final Measured.Coverage SOME_COVERAGE =
      new Measured.Coverage(900, 1_200, 300, 400, null, null);

  private ReportFiles() {}

  /** All files of a build, those that cannot be read among them. */
  public static List<ReportFile> of(GateRun run) {
    List<ReportFile> files = new ArrayList<>();
    for (GateRun.Outcome outcome : run.gates()) {
      files.addAll(readable(run, outcome));
      cut(run, outcome).ifPresent(files::add);
    }
    return files;
  }

  /** The files that say what was measured for a gate. */
  static List<ReportFile> readable(GateRun run, GateRun.Outcome outcome) {
    String folder = "reports/" + outcome.gate().id() + "/";
    List<ReportFile> files = new ArrayList<>();
    for (Measured measured : outcome.measured()) {
      String kind = measured.kind();
      String format = measured.format();
      switch (measured) {
        case Measured.Tests tests when format.equals("playwright") ->
            files.add(
                new ReportFile(
                    folder + "playwright.json", format, kind, () -> PlaywrightJson.of(run, tests)));
        case Measured.Tests tests ->
            files.add(
                new ReportFile(folder + "junit.xml", format, kind, () -> JUnitXml.of(run, tests)));
        case Measured.Coverage coverage ->
            files.add(
                new ReportFile(
                    folder + "coverage.xml", format, kind, () -> CoberturaXml.of(run, coverage)));
        case Measured.Scan scan -> files.add(scan(run, folder, scan));
        case Measured.Api api -> {
          ApiCalls calls = new ApiCalls(run, api);
          files.add(new ReportFile(folder + "openapi.json", "openapi", kind, calls::openApi));
          files.add(new ReportFile(folder + "calls.har", "har", kind, calls::har));
        }
        case Measured.Load load ->
            files.add(
                new ReportFile(
                    folder + "samples.csv", format, kind, () -> JmeterCsv.of(run, load)));
      }
    }
    return files;
  }

  private static ReportFile scan(GateRun run, String folder, Measured.Scan scan) {
    return switch (scan.format()) {
      case "trivy" ->
          new ReportFile(
              folder + "trivy.json", scan.format(), scan.kind(), () -> TrivyJson.of(run, scan));
      case "zap" ->
          new ReportFile(
              folder + "zap.json", scan.format(), scan.kind(), () -> ZapJson.of(run, scan));
      default ->
          new ReportFile(
              folder + "semgrep.sarif", scan.format(), scan.kind(), () -> SarifJson.of(scan));
    };
  }

  /** What was to be a report of a gate, and ends in its middle. */
  private static Optional<ReportFile> cut(GateRun run, GateRun.Outcome outcome) {
    String path = outcome.unreadable();
    if (path == null) {
      return Optional.empty();
    }
    return Optional.of(
        outcome.gate() == Gate.UNIT_TEST
            ? new ReportFile(
                path, "cobertura", "coverage", () -> half(CoberturaXml.of(run, SOME_COVERAGE)))
            : new ReportFile(
                path, "trivy", "composition-findings", () -> half(TrivyJson.of(run, clean(run)))));
  }

  private static Measured.Scan clean(GateRun run) {
    return new Measured.Scan(
        "composition-findings",
        "trivy",
        "Trivy 0.57.1",
        run.pipeline().project().path(),
        run.image(),
        0,
        List.of(),
        List.of());
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }
}
