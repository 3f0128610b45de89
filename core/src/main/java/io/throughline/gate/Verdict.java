package io.throughline.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What comes of a gate, of one of its conditions, or of a build; in order, the best first. */
public enum Verdict {
  PASS("pass"),
  NOT_APPLICABLE("not applicable"),
  /** It does not hold, and somebody answers for that until a day. */
  WAIVED("waived"),
  /** Nothing says whether it holds. That is not a pass. */
  NO_DATA("no data"),
  /** A report cannot be read. */
  UNREADABLE("cannot evaluate"),
  FAIL("fail");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** As programs read it: {@code not_applicable}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of several together the worst. What does not apply takes nothing away from what passed; nothing
   * at all is no data.
   */
  public static Verdict of(Collection<Verdict> all) {
    Verdict worst = all.stream().max(Comparator.naturalOrder()).orElse(NO_DATA);
    return worst == NOT_APPLICABLE && all.contains(PASS) ? PASS : worst;
  }
}
