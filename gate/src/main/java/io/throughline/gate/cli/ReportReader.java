package io.throughline.gate.cli;

import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.gate.ReportFile;
import io.throughline.gate.ReportFile.FailedTest;
import io.throughline.gate.ReportKind;
import io.throughline.gate.Unreadable;
import io.throughline.gate.cli.ReportFinder.Candidate;
import io.throughline.model.PathGlob;
import io.throughline.report.CoveredLines;
import io.throughline.report.Detail;
import io.throughline.report.Finding;
import io.throughline.report.Measured;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.TestCase;
import io.throughline.report.TestOutcome;
import io.throughline.report.jmeter.JmeterCsvFormat;
import io.throughline.report.jmeter.JmeterRun;
import io.throughline.report.jmeter.JmeterXmlFormat;
import io.throughline.report.jmeter.Window;
import io.throughline.report.known.KnownFormats;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reports among files. The shards of one load test are read into one run, since the
 * percentiles of shards cannot be put together afterwards.
 */
final class ReportReader {
  private static final int MOST_FINDINGS = 50_000;
  private static final int MOST_FAILURES = 1_000;
  private static final int CHUNK = 256 * 1024;

  private final GateRules rules;
  private final List<ReportFile> reports = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final Map<String, CoveredLines> lines = new HashMap<>();
  private final Map<Window, JmeterRun> runs = new HashMap<>();
  private final List<Shard> shards = new ArrayList<>();
  private final Set<JmeterRun> broken = new HashSet<>();

  ReportReader(GateRules rules) {
    this.rules = rules;
  }

  /** A part of a load test, whose summary is that of the whole. */
  private record Shard(String path, String format, long bytes, String sha256, JmeterRun run) {}

  /** What was read, once all files were; half a load test counts for nothing. */
  List<ReportFile> reports() {
    List<ReportFile> all = new ArrayList<>(reports);
    for (Shard shard : shards) {
      if (broken.contains(shard.run())) {
        continue;
      }
      all.add(
          new ReportFile(
              shard.path(),
              shard.format(),
              shard.bytes(),
              shard.sha256(),
              shard.run().summary(),
              false,
              List.of(),
              false,
              List.of()));
    }
    all.sort(Comparator.comparing(ReportFile::path));
    return all;
  }

  List<Unreadable> unreadable() {
    List<Unreadable> all = new ArrayList<>(unreadable);
    for (Shard shard : shards) {
      if (broken.contains(shard.run())) {
        all.add(
            new Unreadable(
                shard.path(), "", "another report of the same load test cannot be read"));
      }
    }
    return all;
  }

  Map<String, CoveredLines> lines() {
    return lines;
  }

  /** Reads a file when it is a report; one that a rule or the caller names has to be one. */
  void read(String path, Candidate candidate) {
    MessageDigest digest = sha256();
    try (InputStream file = Files.newInputStream(candidate.file())) {
      byte[] head = file.readNBytes(KnownFormats.HEAD_BYTES);
      Optional<ReportFormat> format = KnownFormats.of(head);
      if (format.isEmpty()) {
        if (candidate.named()) {
          unreadable.add(new Unreadable(path, "", strange(head)));
        }
        return;
      }
      Counted counted =
          new Counted(new SequenceInputStream(new ByteArrayInputStream(head), file), digest);
      take(path, format.get(), counted);
    } catch (ReportException e) {
      unreadable.add(new Unreadable(path, e.place(), String.valueOf(e.getMessage())));
    } catch (IOException e) {
      unreadable.add(new Unreadable(path, "", "it could not be read: " + Plain.of(e)));
    }
  }

  private static String strange(byte[] head) {
    return head.length == 0
        ? "it is empty"
        : "it is of no format that is known; a file that is no report is not to be named";
  }

  private void take(String path, ReportFormat format, Counted input)
      throws IOException, ReportException {
    Window window = window(path);
    Kept kept = new Kept();
    Measured measured = null;
    switch (format) {
      case JmeterCsvFormat csv -> shard(window, run -> csv.readInto(run, input));
      case JmeterXmlFormat xml -> shard(window, run -> xml.readInto(run, input));
      default -> measured = format.read(input, kept::take);
    }
    input.transferTo(OutputStream.nullOutputStream());
    String sha256 = HexFormat.of().formatHex(input.getMessageDigest().digest());
    if (measured == null) {
      shards.add(new Shard(path, format.id(), input.bytes, sha256, run(window)));
      return;
    }
    CoveredLines own = kept.lines;
    if (own != null) {
      lines.put(path, own);
    }
    reports.add(
        new ReportFile(
            path,
            format.id(),
            input.bytes,
            sha256,
            measured,
            own != null,
            kept.findings,
            kept.cut,
            kept.failures));
  }

  /** Reads a part of a load test. */
  private interface Part {
    void read(JmeterRun run) throws ReportException;
  }

  private void shard(Window window, Part part) throws ReportException {
    JmeterRun run = run(window);
    try {
      part.read(run);
    } catch (ReportException | RuntimeException e) {
      broken.add(run);
      throw e;
    }
  }

  private JmeterRun run(Window window) {
    return runs.computeIfAbsent(window, JmeterRun::new);
  }

  /** That of the gate that will take a load test of this path. */
  private Window window(String path) {
    return rules.gates().stream()
        .filter(g -> g.reports().stream().anyMatch(glob -> new PathGlob(glob).matches(path)))
        .findFirst()
        .or(
            () ->
                rules.gates().stream()
                    .filter(gate -> gate.takes().contains(ReportKind.LOAD))
                    .findFirst())
        .map(GateRule::window)
        .orElse(Window.WHOLE_RUN);
  }

  /** What is kept of the entries of a report. */
  private static final class Kept {
    private final List<Finding> findings = new ArrayList<>();
    private final List<FailedTest> failures = new ArrayList<>();
    private @Nullable CoveredLines lines;
    private boolean cut;

    void take(Detail detail) {
      switch (detail) {
        case CoveredLines told -> lines = told;
        case Finding finding -> {
          if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
          } else {
            cut = true;
          }
        }
        case TestCase test -> {
          if (test.outcome().compareTo(TestOutcome.FAILED) >= 0
              && failures.size() < MOST_FAILURES) {
            failures.add(new FailedTest(name(test), test.message() == null ? "" : test.message()));
          }
        }
      }
    }

    private static String name(TestCase test) {
      return test.className().isEmpty() || test.name().startsWith(test.className())
          ? test.name()
          : test.className() + "." + test.name();
    }
  }

  /** Bytes as they are read, counted and summed up. */
  private static final class Counted extends DigestInputStream {
    private long bytes;

    Counted(InputStream input, MessageDigest digest) {
      super(new BufferedInputStream(input, CHUNK), digest);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      bytes += Math.max(0, read);
      return read;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
