package io.throughline.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How soon a pipeline has its verdict, and how fast the report of a long load test is read. */
final class GateBench implements Bench {
  private static final double VERDICT_MILLIS = 700;
  private static final double JAR_MEGABYTES = 12;
  private static final double TIMES_JMETER = 20;
  private static final long WHOLE = 1_000_000_000L;
  private static final long QUICK = 100_000_000L;
  private static final double MEGA = 1e6;

  /** How the files of {@code throughline init} start it: without the JVM's second compiler. */
  private static final List<String> KIT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String title() {
    return "The command that judges a build";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Path jar = bed.gateJar();
    report.add(
        Result.one(name(), "size of its jar", "MB", Files.size(jar) / MEGA, 1, "")
            .against(Goal.atMost(JAR_MEGABYTES)));
    normal(bed, report, jar);
    loadTest(bed, report, jar);
  }

  /**
   * A build of a usual size: 2,400 tests of 60 classes, coverage of 12,000 lines, two scans and a
   * short load test, started both ways that people start it.
   */
  private void normal(Bed bed, Report report, Path jar) throws Exception {
    Path build = Files.createDirectory(bed.folder().resolve("build"));
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      StringBuilder tests = new StringBuilder("<testsuite name='shop.Class" + i + "'>");
      for (int test = 0; test < 40; test++) {
        tests
            .append("<testcase classname='shop.Class")
            .append(i)
            .append("' name='does")
            .append(test)
            .append("' time='0.0")
            .append(random.nextInt(90))
            .append("'/>");
      }
      Files.writeString(build.resolve("TEST-" + i + ".xml"), tests + "</testsuite>");
    }
    StringBuilder coverage = new StringBuilder("<report name='shop'><package name='shop'>");
    for (int file = 0; file < 150; file++) {
      coverage.append("<sourcefile name='File").append(file).append(".java'>");
      for (int line = 1; line <= 80; line++) {
        int covered = random.nextInt(10) < 8 ? 3 : 0;
        coverage
            .append("<line nr='")
            .append(line)
            .append("' mi='")
            .append(3 - covered)
            .append("' ci='")
            .append(covered)
            .append("' mb='0' cb='0'/>");
      }
      coverage.append("</sourcefile>");
    }
    Files.writeString(build.resolve("jacoco.xml"), coverage + "</package></report>");
    StringBuilder scan =
        new StringBuilder(
            "{\"SchemaVersion\":2,\"ArtifactName\":\"shop\",\"Results\":[{\"Target\":\"shop\","
                + "\"Class\":\"os-pkgs\",\"Vulnerabilities\":[");
    for (int i = 0; i < 400; i++) {
      scan.append(i == 0 ? "" : ",")
          .append("{\"VulnerabilityID\":\"CVE-2026-")
          .append(i)
          .append("\",\"PkgName\":\"package-")
          .append(i % 90)
          .append("\",\"Severity\":\"LOW\",\"Description\":\"")
          .append("words ".repeat(60))
          .append("\"}");
    }
    Files.writeString(build.resolve("trivy.json"), scan + "]}]}");
    Files.writeString(
        build.resolve("code.sarif"),
        "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[]}]}");
    write(build.resolve("load.jtl"), 2_000_000, report);
    Files.writeString(
        bed.folder().resolve("gates.yaml"),
        "service: shop\nteam: payments\ngates:\n  unit-test: { require: { failed_tests: 0,"
            + " line_coverage: 70 } }\n  load-test: { require: { p95: 500, error_rate: 2 } }\n");
    List<String> command =
        List.of("-jar", jar.toString(), "--rules", "gates.yaml", build.toString());
    List<String> ofTheKit = new ArrayList<>(KIT);
    ofTheKit.addAll(command);
    int times = bed.quick() ? 5 : 15;
    double[] bare = new double[times];
    double[] verdict = new double[times];
    double[] plain = new double[times];
    for (int i = -2; i < times; i++) {
      report.progress().show("judging a usual build, " + Math.max(0, i + 1) + " of " + times);
      double version = seconds(bed, List.of("-version"), 0) * 1e3;
      double judged = seconds(bed, ofTheKit, 3) * 1e3;
      double judgedPlainly = seconds(bed, command, 3) * 1e3;
      if (i >= 0) {
        bare[i] = version;
        verdict[i] = judged;
        plain[i] = judgedPlainly;
      }
    }
    report.add(
        Result.of(
                name(),
                "from start to the verdict on a usual build, started as the kit starts it",
                "ms",
                Samples.of(verdict),
                "a JVM that only tells its version: %.0f ms".formatted(Samples.of(bare).median()))
            .against(Goal.atMost(VERDICT_MILLIS)));
    report.add(
        Result.of(name(), "the same, with java -jar alone", "ms", Samples.of(plain), "")
            .against(Goal.atMost(VERDICT_MILLIS)));
  }

  private void loadTest(Bed bed, Report report, Path jar) throws Exception {
    Path file = bed.folder().resolve("long.jtl");
    long size = write(file, bed.quick() ? QUICK : WHOLE, report);
    report.progress().show("reading a load test of " + size / 1_000_000 + " MB");
    double plain = plain(file);
    int times = 3;
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      report.progress().show("judging a load test, " + (i + 1) + " of " + times);
      seconds[i] =
          seconds(
              bed,
              List.of("-Xmx256m", "-jar", jar.toString(), "--rules", "gates.yaml", file.toString()),
              3);
    }
    double ours = Samples.of(seconds).median();
    report.add(
        Result.one(
            name(),
            "a load test of %,d MB, judged with 256 MB of heap".formatted(size / 1_000_000),
            "s",
            ours,
            times,
            "%.0f MB/s; plain reading of the same file: %.0f MB/s"
                .formatted(size / MEGA / ours, size / MEGA / plain)));
    String home = System.getenv("JMETER_HOME");
    if (home == null) {
      report.note(
          "JMeter's own report was not made: point JMETER_HOME to an Apache JMeter to compare.");
      return;
    }
    report.progress().show("making JMeter's own report of the same file");
    Path out = bed.folder().resolve("dashboard");
    double theirs =
        seconds(
            bed,
            List.of(
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djmeter.home=" + home,
                "-cp",
                home + "/lib/*:" + home + "/lib/ext/*:" + home + "/bin/ApacheJMeter.jar",
                "org.apache.jmeter.NewDriver",
                "-g",
                file.toString(),
                "-o",
                out.toString(),
                "-j",
                bed.folder().resolve("jmeter.log").toString()),
            0);
    if (!Files.exists(out.resolve("statistics.json"))) {
      throw new IllegalStateException("JMeter in " + home + " made no report");
    }
    report.add(
        Result.one(
                name(),
                "times as fast as JMeter's own report",
                "",
                theirs / ours,
                1,
                "JMeter: %.1f s".formatted(theirs))
            .against(Goal.atLeast(TIMES_JMETER)));
  }

  /** Reads and does nothing with it; the second time, when the file is in memory if it can be. */
  private static double plain(Path file) throws IOException {
    double seconds = 0;
    for (int i = 0; i < 2; i++) {
      Stopwatch watch = new Stopwatch();
      byte[] chunk = new byte[256 * 1024];
      try (InputStream input = Files.newInputStream(file)) {
        while (input.read(chunk) >= 0) {
          continue;
        }
      }
      seconds = watch.seconds();
    }
    return seconds;
  }

  private static double seconds(Bed bed, List<String> arguments, int expected) throws Exception {
    Stopwatch watch = new Stopwatch();
    try (Child child =
        Child.start(arguments, bed.folder(), bed.folder().resolve("gate.out"), Map.of())) {
      int code = child.waitFor();
      if (code != expected) {
        throw child.gone("it ended with " + code + " instead of " + expected + ", and");
      }
    }
    return watch.seconds();
  }

  /** Writes a JTL as JMeter's usual settings do, until it is as large as asked. */
  private static long write(Path file, long bytes, Report report) throws IOException {
    Random random = new Random(7);
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
              + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n");
      long at = 1_700_000_000_000L;
      for (int i = 0; written < bytes; i++) {
        at += i % 3 == 0 ? 1 : 0;
        int elapsed = (int) Math.exp(5 + 0.6 * random.nextGaussian());
        boolean passed = random.nextInt(100) > 0;
        String row =
            at
                + ","
                + elapsed
                + ",Step "
                + i % 8
                + (passed ? ",200,OK" : ",503,Service Unavailable")
                + ",Users 1-"
                + (i % 200 + 1)
                + ",text,"
                + passed
                + ",,"
                + elapsed * 7
                + ",412,200,200,https://shop.example.com/api/"
                + i % 8
                + "/items,"
                + Math.max(0, elapsed - 1)
                + ",0,2\n";
        out.write(row);
        written += row.length();
        if (i % 500_000 == 0) {
          report.progress().show("writing a load test, " + written * 100 / bytes + " %");
        }
      }
    }
    return Files.size(file);
  }
}
