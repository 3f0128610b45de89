package io.throughline.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the reports of one kind say about a build. */
public sealed interface Measured {
  /** Kind of the reports, in the words of the gates. */
  String kind();

  /** Format of the reports. */
  String format();

  /** A test that did not simply pass. */
  record Case(String name, String outcome, @Nullable String message) {}

  /**
   * Tests.
   *
   * @param flaky of those that passed
   * @param cases the failed and the flaky ones
   */
  record Tests(
      String kind, String format, int passed, int failed, int skipped, int flaky, List<Case> cases)
      implements Measured {
    public Tests {
      cases = List.copyOf(cases);
    }
  }

  /**
   * Covered code.
   *
   * @param newLines of the change; null on the default branch, where there is none
   */
  record Coverage(
      int coveredLines,
      int lines,
      int coveredBranches,
      int branches,
      @Nullable Integer coveredNewLines,
      @Nullable Integer newLines)
      implements Measured {
    @Override
    public String kind() {
      return "coverage";
    }

    @Override
    public String format() {
      return "cobertura";
    }
  }

  /**
   * Findings of a scanner.
   *
   * @param digest of the image; null where no image was looked at
   * @param open what counts
   * @param waived what somebody answers for
   */
  record Scan(
      String kind,
      String format,
      String tool,
      String artefact,
      @Nullable String digest,
      int suppressed,
      List<Flaw> open,
      List<Flaw> waived)
      implements Measured {
    public Scan {
      open = List.copyOf(open);
      waived = List.copyOf(waived);
    }

    /** How many of the findings that count are of a severity. */
    public int count(String severity, boolean onlyFixable) {
      return (int)
          open.stream()
              .filter(f -> f.severity().equals(severity) && (f.fixable() || !onlyFixable))
              .count();
    }
  }

  /** Operations and documented answers of an API, and how many of them a passing test met. */
  record Api(int calledOperations, int operations, int seenAnswers, int answers)
      implements Measured {
    @Override
    public String kind() {
      return "api";
    }

    @Override
    public String format() {
      return "openapi";
    }
  }

  /** Samples of one name of a load test; times in ms, throughput in samples a second. */
  record Transaction(
      String name,
      int samples,
      int failed,
      double p50,
      double p90,
      double p95,
      double p99,
      double successP95,
      double throughput) {}

  /**
   * A load test.
   *
   * @param p95 of all samples, ms
   */
  record Load(int users, double p95, List<Transaction> transactions) implements Measured {
    public Load {
      transactions = List.copyOf(transactions);
    }

    @Override
    public String kind() {
      return "load";
    }

    @Override
    public String format() {
      return "jmeter-csv";
    }

    /** All samples together. */
    public int samples() {
      return transactions.stream().mapToInt(Transaction::samples).sum();
    }

    /** All failed samples together. */
    public int failed() {
      return transactions.stream().mapToInt(Transaction::failed).sum();
    }
  }
}
