package io.throughline.gate;

import io.throughline.report.LoadSummary;
import io.throughline.report.LoadSummary.Times;
import io.throughline.report.LoadSummary.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the load tests of the release before said: an input of a verdict like its reports.
 *
 * @param evidence what it stands on, in the order of the paths; empty when there is nothing
 * @param total 95th percentile of all samples, in ms; null when it is not told
 * @param p95 the same by transaction; of several tests that tell of one, the lower
 * @param users highest number of users at a time; null when it is not told, or told twice
 * @param window which part of the run counts; null likewise
 * @param why there is nothing to compare with; empty when there is
 * @param first whether nothing was released before, so that nothing can be asked
 */
public record LastRelease(
    List<Evidence> evidence,
    @Nullable Double total,
    Map<String, Double> p95,
    @Nullable Integer users,
    @Nullable String window,
    String why,
    boolean first) {
  public LastRelease {
    evidence = List.copyOf(evidence);
    p95 = Collections.unmodifiableMap(new TreeMap<>(p95));
  }

  /**
   * What was read.
   *
   * @param path of a file, or address that was asked
   * @param sha256 of its bytes, in hexadecimal
   */
  public record Evidence(String path, String sha256) {}

  /** Nobody said what it was, so that nothing is known. */
  public static LastRelease unknown(String why) {
    return new LastRelease(List.of(), null, Map.of(), null, null, why, false);
  }

  /** There was none that was tested. */
  public static LastRelease none(List<Evidence> evidence, String why) {
    return new LastRelease(evidence, null, Map.of(), null, null, why, true);
  }

  /** Of its reports; what is no load test among them is left out. */
  public static LastRelease of(List<ReportFile> reports, String where) {
    List<ReportFile> files =
        reports.stream().filter(file -> file.measured() instanceof LoadSummary).toList();
    List<Evidence> evidence =
        files.stream().map(file -> new Evidence(file.path(), file.sha256())).toList();
    if (files.isEmpty()) {
      return none(evidence, where + " holds no load test, so nothing was released before");
    }
    List<Transaction> totals = new ArrayList<>();
    Map<String, Double> p95 = new TreeMap<>();
    Set<@Nullable Integer> users = new HashSet<>();
    Set<String> windows = new HashSet<>();
    for (ReportFile file : files) {
      LoadSummary load = (LoadSummary) file.measured();
      totals.add(load.total());
      users.add(load.users());
      windows.add(load.window());
      for (Transaction transaction : load.transactions()) {
        Double found = p95(transaction);
        if (found != null) {
          p95.merge(transaction.name(), found, Math::min);
        }
      }
    }
    return new LastRelease(
        evidence,
        totals.stream()
            .map(LastRelease::p95)
            .filter(v -> v != null)
            .min(Double::compare)
            .orElse(null),
        p95,
        users.size() == 1 ? users.iterator().next() : null,
        windows.size() == 1 ? windows.iterator().next() : null,
        "",
        false);
  }

  static @Nullable Double p95(Transaction transaction) {
    Times times = transaction.times();
    return times == null ? null : times.p95();
  }

  /**
   * Why a load test cannot be laid beside it: another number of users, or another part of the run,
   * is another series. Empty when it can.
   */
  String differs(LoadSummary load) {
    if (users != null && load.users() != null && !users.equals(load.users())) {
      return "the last release was tested with %,d users, and this one with %,d"
          .formatted(users, load.users());
    }
    return window != null && !window.equals(load.window())
        ? "of the last release another part of the run counts (%s; now %s)"
            .formatted(window, load.window())
        : "";
  }
}
