package io.throughline.gate.cli;

import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.gate.ReportFile;
import io.throughline.gate.ReportKind;
import io.throughline.gate.ReportReading;
import io.throughline.gate.Unreadable;
import io.throughline.gate.cli.ReportFinder.Candidate;
import io.throughline.model.PathGlob;
import io.throughline.report.CoveredLines;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.jmeter.JmeterCsvFormat;
import io.throughline.report.jmeter.JmeterRun;
import io.throughline.report.jmeter.JmeterXmlFormat;
import io.throughline.report.jmeter.Window;
import io.throughline.report.known.KnownFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reports among files, several at a time. The shards of one load test are read into one
 * run, since the percentiles of shards cannot be put together afterwards; half a run counts for
 * nothing.
 */
final class ReportReader {
  private final GateRules rules;

  ReportReader(GateRules rules) {
    this.rules = rules;
  }

  /**
   * What was read, in the order of the paths.
   *
   * @param lines by path of a report of coverage the lines that it tells of
   */
  record Reports(
      List<ReportFile> files, Map<String, CoveredLines> lines, List<Unreadable> unreadable) {}

  /** What a file is. */
  private sealed interface Found permits Told, Shard, Refused {}

  private record Told(ReportReading read) implements Found {}

  /** A part of a load test that is still to be read. */
  private record Shard(String path, Candidate candidate) implements Found {}

  private record Refused(Unreadable file) implements Found {}

  /** Reads all that are reports; a file that a rule or the caller names has to be one. */
  Reports read(Map<String, Candidate> candidates) {
    List<Found> found =
        candidates.entrySet().parallelStream()
            .map(entry -> read(entry.getKey(), entry.getValue(), null))
            .flatMap(Optional::stream)
            .toList();
    List<Found> all = new ArrayList<>(found);
    Map<Window, List<Shard>> runs = new LinkedHashMap<>();
    for (Found file : found) {
      if (file instanceof Shard shard) {
        runs.computeIfAbsent(window(shard.path()), window -> new ArrayList<>()).add(shard);
      }
    }
    runs.forEach((window, shards) -> all.addAll(run(window, shards)));
    return reports(all);
  }

  private static Reports reports(List<Found> all) {
    List<ReportFile> files = new ArrayList<>();
    Map<String, CoveredLines> lines = new HashMap<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Found file : all) {
      switch (file) {
        case Told told -> {
          files.add(told.read().file());
          if (told.read().lines() != null) {
            lines.put(told.read().file().path(), told.read().lines());
          }
        }
        case Refused refused -> unreadable.add(refused.file());
        case Shard shard -> {}
      }
    }
    files.sort(Comparator.comparing(ReportFile::path));
    unreadable.sort(Comparator.comparing(Unreadable::path));
    return new Reports(files, lines, unreadable);
  }

  /** Reads a load test, whose summary is that of each of its parts. */
  private List<Found> run(Window window, List<Shard> shards) {
    JmeterRun run = new JmeterRun(window);
    List<Found> parts =
        shards.stream().flatMap(s -> read(s.path(), s.candidate(), run).stream()).toList();
    boolean whole = parts.stream().allMatch(Told.class::isInstance);
    return parts.stream()
        .map(
            part ->
                !(part instanceof Told told)
                    ? part
                    : whole
                        ? new Told(told.read().measuring(run.summary()))
                        : new Refused(
                            new Unreadable(
                                told.read().file().path(),
                                "",
                                "another report of the same load test cannot be read")))
        .toList();
  }

  /**
   * Reads a file.
   *
   * @param run that takes the samples of a load test; null: load tests are put off
   */
  private Optional<Found> read(String path, Candidate candidate, @Nullable JmeterRun run) {
    try (InputStream file = Files.newInputStream(candidate.file())) {
      byte[] head = file.readNBytes(KnownFormats.HEAD_BYTES);
      Optional<ReportFormat> format = KnownFormats.of(head);
      if (format.isEmpty()) {
        return candidate.named()
            ? Optional.of(new Refused(new Unreadable(path, "", strange(head))))
            : Optional.empty();
      }
      if (run == null
          && (format.get() instanceof JmeterCsvFormat || format.get() instanceof JmeterXmlFormat)) {
        return Optional.of(new Shard(path, candidate));
      }
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), file);
      return Optional.of(new Told(ReportReading.of(path, format.get(), whole, run)));
    } catch (ReportException e) {
      return Optional.of(
          new Refused(new Unreadable(path, e.place(), String.valueOf(e.getMessage()))));
    } catch (IOException e) {
      return Optional.of(
          new Refused(new Unreadable(path, "", "it could not be read: " + Plain.of(e))));
    }
  }

  private static String strange(byte[] head) {
    return head.length == 0
        ? "it is empty"
        : "it is of no format that is known; a file that is no report is not to be named";
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
}
