package io.throughline.simulator.world;

/** What goes wrong in a build by chance, and not when it is run again. */
enum Mishap {
  NONE,
  COVERAGE_MISSING,
  COVERAGE_CUT,
  BROWSER_TEST_FAILS,
  BROWSER_TESTS_FLAKE,
  BROWSER_TESTS_MISSING,
  SCAN_CUT,
  LOAD_TEST_MISSING,
  LOAD_TEST_FAILS_SAMPLES,
  SECURITY_TEST_MISSING;

  /** One of them, or most often none. */
  static Mishap of(Dice dice) {
    double luck = dice.unit();
    double[] upTo = {0.88, 0.891, 0.895, 0.925, 0.95, 0.956, 0.961, 0.982, 0.99, 1};
    int found = 0;
    while (luck >= upTo[found]) {
      found++;
    }
    return values()[found];
  }

  /** Whether nothing that can be read says anything of a gate. */
  boolean loses(Gate gate) {
    return switch (gate) {
      case CONTAINER_ANALYSIS -> this == SCAN_CUT;
      case FUNCTIONAL_TEST -> this == BROWSER_TESTS_MISSING;
      case LOAD_TEST -> this == LOAD_TEST_MISSING;
      case SECURITY_TEST -> this == SECURITY_TEST_MISSING;
      case UNIT_TEST, STATIC_ANALYSIS -> false;
    };
  }

  boolean losesCoverage() {
    return this == COVERAGE_MISSING || this == COVERAGE_CUT;
  }

  /** The path of what could not be read; empty text for nothing. */
  String unreadable(Gate gate) {
    if (gate == Gate.UNIT_TEST && this == COVERAGE_CUT) {
      return "reports/unit-test/coverage.xml";
    }
    return gate == Gate.CONTAINER_ANALYSIS && this == SCAN_CUT
        ? "reports/container-analysis/trivy.json"
        : "";
  }
}
