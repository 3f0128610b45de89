package io.throughline.gate;

import io.throughline.report.CoveredLines;
import io.throughline.report.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports of one build that belong together, without any rules: what they say, kind by kind. */
public final class ReportSet {
  private final List<ReportFile> files;
  private final GateEvidence evidence;

  public ReportSet(List<ReportReading> readings) {
    this.files = readings.stream().map(ReportReading::file).toList();
    Map<String, CoveredLines> lines = new HashMap<>();
    for (ReportReading reading : readings) {
      if (reading.lines() != null) {
        lines.put(reading.file().path(), reading.lines());
      }
    }
    this.evidence = new GateEvidence(files, lines, null, LastRelease.unknown(""), Waivers.NONE);
  }

  /** What they say, in the order of the kinds; two load tests are two. */
  public List<Together> together() {
    return evidence.together();
  }

  /** What those of a kind found and counts, each once, the worst first. */
  public List<Finding> open(ReportKind kind) {
    return evidence.open(of(kind));
  }

  /** The files of a kind. */
  public List<ReportFile> of(ReportKind kind) {
    return files.stream().filter(file -> file.kind() == kind).toList();
  }

  /** What a person should know of them. */
  public List<String> notes() {
    return evidence.notes();
  }
}
