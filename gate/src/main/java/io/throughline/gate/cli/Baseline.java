package io.throughline.gate.cli;

import io.throughline.gate.GateMeasure;
import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.gate.LastRelease;
import io.throughline.gate.Unreadable;
import io.throughline.gate.cli.ReportFinder.Candidate;
import io.throughline.gate.cli.ReportReader.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the load test of the last release comes from: a folder or a file, else the server. It is
 * looked for only where a rule asks for it.
 */
final class Baseline {
  private final GateRules rules;
  private final @Nullable Path path;
  private final @Nullable String server;

  /**
   * @param path folder or file; null when none was given
   * @param server address; null when there is none
   */
  Baseline(GateRules rules, @Nullable Path path, @Nullable String server) {
    this.rules = rules;
    this.path = path;
    this.server = server;
  }

  /** What is known of it, and what of it cannot be read. */
  record Known(LastRelease release, List<Unreadable> unreadable) {
    Known {
      unreadable = List.copyOf(unreadable);
    }
  }

  /** The files of the build: those of the last release may lie among them. */
  Map<String, Candidate> without(TreeMap<String, Candidate> found) throws IOException {
    if (path == null) {
      return found;
    }
    Set<Path> other =
        files(path).values().stream().map(c -> whole(c.file())).collect(Collectors.toSet());
    TreeMap<String, Candidate> own = new TreeMap<>(found);
    own.values().removeIf(candidate -> other.contains(whole(candidate.file())));
    return own;
  }

  private TreeMap<String, Candidate> files(Path where) throws IOException {
    return new ReportFinder(rules).in(List.of(where));
  }

  private static Path whole(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /**
   * Reads it.
   *
   * @param environment of the pipeline
   */
  Known read(Map<String, String> environment) throws IOException, InterruptedException {
    if (!isAsked()) {
      return new Known(LastRelease.unknown("no rule asks for it"), List.of());
    }
    if (path != null) {
      Reports reports = new ReportReader(rules).read(files(path));
      return new Known(
          reports.unreadable().isEmpty()
              ? LastRelease.of(reports.files(), Plain.of(path.toString()))
              : LastRelease.unknown("a report of the last release cannot be read"),
          reports.unreadable());
    }
    String service = rules.build().service();
    if (server == null) {
      return new Known(
          LastRelease.unknown(
              "nobody said what the last release measured; give it with --baseline"),
          List.of());
    }
    if (service == null) {
      return new Known(
          LastRelease.unknown("name the --service, or give the last release with --baseline"),
          List.of());
    }
    return ReleaseServer.at(server, environment).last(service, rules.build().commit());
  }

  private boolean isAsked() {
    return rules.gates().stream()
        .filter(GateRule::applies)
        .flatMap(gate -> gate.conditions().stream())
        .anyMatch(c -> c.measure() == GateMeasure.P95_GROWTH_SINCE_LAST_RELEASE);
  }
}
