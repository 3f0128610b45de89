package io.throughline.warehouse.dimension;

import java.util.List;

/** Where the conventions of languages and test tools keep tests; compared in lower case. */
final class TestPaths {
  static final List<String> GLOBS =
      List.of(
          "test/*",
          "*/test/*",
          "tests/*",
          "*/tests/*",
          "*/__tests__/*",
          "spec/*",
          "*/spec/*",
          "e2e/*",
          "*/e2e/*",
          "cypress/*",
          "*/cypress/*",
          "*.spec.*",
          "*.test.*",
          "*_test.*",
          "*_spec.*",
          "test_*.py",
          "*/test_*.py",
          "*test.java",
          "*tests.java",
          "*test.kt",
          "*tests.cs",
          "*.feature",
          "*.robot");

  private TestPaths() {}
}
