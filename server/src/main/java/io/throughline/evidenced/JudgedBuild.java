package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One judging of one build.
 *
 * @param service id; null when it is of no service that is known
 * @param delivery number of the delivery that told of it
 * @param deployments where this commit arrived
 * @param history other runs of the same commit, oldest first, this one too
 * @param coverage of a change beside that of the main branch before it, one of a kind; empty for a
 *     build of the main branch
 * @param before the run of the main branch before this one; null when there is none
 */
public record JudgedBuild(
    long run,
    @Nullable String service,
    @Nullable String serviceName,
    @Nullable String sha,
    @Nullable String branch,
    @Nullable String image,
    @Nullable String build,
    String tool,
    Instant at,
    String verdict,
    @Nullable String rulesSource,
    @Nullable String rulesSha256,
    @Nullable String url,
    @Nullable Long delivery,
    List<GateEvidence> gates,
    List<Arrival> deployments,
    List<Run> history,
    List<ComparedCoverage> coverage,
    @Nullable Run before) {
  public JudgedBuild {
    gates = List.copyOf(gates);
    deployments = List.copyOf(deployments);
    history = List.copyOf(history);
    coverage = List.copyOf(coverage);
  }

  /**
   * A gate with all that it stands on.
   *
   * @param verdict as it was told
   * @param why empty when the checks say it all
   * @param waiver by which it stands or would, or that has ended; null when there is none
   * @param measured what its reports said, by kind
   * @param findings the worst first
   */
  public record GateEvidence(
      String id,
      String title,
      String verdict,
      String why,
      @Nullable Waiver waiver,
      List<Check> checks,
      List<Measured> measured,
      List<Finding> findings,
      List<Test> tests,
      List<Report> reports) {
    public GateEvidence {
      checks = List.copyOf(checks);
      measured = List.copyOf(measured);
      findings = List.copyOf(findings);
      tests = List.copyOf(tests);
      reports = List.copyOf(reports);
    }
  }

  /** One condition. */
  public record Check(
      String measure,
      @Nullable String bound,
      @Nullable Double limit,
      @Nullable Double value,
      String unit,
      @Nullable String transaction,
      String verdict,
      String why) {}

  /** What reports of a kind said: numbers by their words, those that are told. */
  public record Measured(String kind, String format, Map<String, Double> numbers) {
    public Measured {
      numbers = Map.copyOf(numbers);
    }
  }

  /**
   * Something that was found.
   *
   * @param state {@code open}, {@code waived}, {@code suppressed} or {@code false_positive}
   * @param since when it was first found in the service; null when it was not in its main branch
   */
  public record Finding(
      String rule,
      String subject,
      String place,
      String title,
      String severity,
      boolean fixable,
      String state,
      @Nullable Instant since) {}

  /** A test that failed or was flaky. */
  public record Test(String name, String outcome, String message) {}

  /**
   * A file that a verdict stands on.
   *
   * @param problem why it could not be read; empty when it could
   */
  public record Report(
      String path,
      @Nullable String format,
      @Nullable Long bytes,
      @Nullable String sha256,
      String problem) {}

  /** That the commit arrived somewhere. */
  public record Arrival(String where, Instant at, boolean bypassed, @Nullable String url) {}

  /** Another run. */
  public record Run(long id, Instant at, String verdict, String tool, @Nullable String sha) {}

  /**
   * Coverage of one kind; kinds are counted differently and never compared with each other.
   *
   * @param kind {@code line}, {@code branch} or {@code sonar}
   * @param value of this build in percent; null when nothing tells it
   * @param main in percent, of the newest of the main branch before it; null likewise
   * @param mainAt when that was told; null likewise
   * @param difference in points; null where either is not known
   */
  public record ComparedCoverage(
      String kind,
      @Nullable Double value,
      @Nullable Double main,
      @Nullable Instant mainAt,
      @Nullable Double difference) {
    /** Both sides, with the difference that follows. */
    public static ComparedCoverage of(
        String kind, @Nullable Double value, @Nullable Double main, @Nullable Instant mainAt) {
      return new ComparedCoverage(
          kind,
          value,
          main,
          main == null ? null : mainAt,
          value == null || main == null ? null : value - main);
    }
  }
}
