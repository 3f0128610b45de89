package io.throughline.evidenced;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What does not say the same twice. */
public record FlakyTests(List<FlakyTest> tests, List<FlakyGate> gates) {
  public FlakyTests {
    tests = List.copyOf(tests);
    gates = List.copyOf(gates);
  }

  /**
   * A test.
   *
   * @param gate that took its report; null when none did
   * @param flaky in how many builds it passed only when it was tried again
   * @param failed in how many it failed
   * @param builds how many builds of the service ran tests of this gate
   * @param lastRun by which a build's page is found; 0 when it was told by no gate
   */
  public record FlakyTest(
      String service,
      String serviceName,
      @Nullable String gate,
      String name,
      long flaky,
      long failed,
      long builds,
      Instant lastAt,
      long lastRun) {}

  /** A gate that failed and then passed on the same commit. */
  public record FlakyGate(
      String service, String serviceName, String gate, long commits, long judged) {}
}
