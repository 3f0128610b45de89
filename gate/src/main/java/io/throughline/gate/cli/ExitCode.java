package io.throughline.gate.cli;

import io.throughline.gate.Verdict;

/** What a pipeline is told. */
final class ExitCode {
  static final int PASS = 0;
  static final int FAIL = 1;
  static final int UNREADABLE = 2;
  static final int NO_DATA = 3;
  static final int USAGE = 64;

  private ExitCode() {}

  static int of(Verdict verdict) {
    return switch (verdict) {
      case PASS, NOT_APPLICABLE, WAIVED -> PASS;
      case NO_DATA -> NO_DATA;
      case UNREADABLE -> UNREADABLE;
      case FAIL -> FAIL;
    };
  }
}
