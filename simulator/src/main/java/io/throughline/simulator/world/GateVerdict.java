package io.throughline.simulator.world;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What comes of a gate, of a condition, or of a build; the best first. */
public enum GateVerdict {
  PASS,
  NOT_APPLICABLE,
  WAIVED,
  NO_DATA,
  UNREADABLE,
  FAIL;

  /** Word for files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a pipeline may go on after it. */
  public boolean good() {
    return compareTo(WAIVED) <= 0;
  }

  /** The worst of several; what does not apply takes nothing from what passed. */
  static GateVerdict of(Collection<GateVerdict> all) {
    GateVerdict worst = all.stream().max(Comparator.naturalOrder()).orElse(NO_DATA);
    return worst == NOT_APPLICABLE && all.contains(PASS) ? PASS : worst;
  }
}
