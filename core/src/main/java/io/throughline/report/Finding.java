package io.throughline.report;

/**
 * Something that a scanner or an analyser found, once for all places that METRICS.md counts as one.
 *
 * @param rule id that the tool gives what it found: a CVE, a rule, a plugin
 * @param subject what the rule is about: a package with its version, a file, a method with its path
 * @param place where, for a person: a target, a file with a line; empty when nothing is said
 * @param title short words of the tool; empty when it has none
 * @param severity by the tool
 * @param fixable whether a version that mends it is out; false where that is no question
 * @param state whether it counts
 * @param identity findings of one identity count once, in one report and in several; what it is
 *     made of depends on the format
 */
public record Finding(
    String rule,
    String subject,
    String place,
    String title,
    Severity severity,
    boolean fixable,
    State state,
    String identity)
    implements Detail {
  /** One that is the same as another of its rule and subject. */
  public Finding(
      String rule,
      String subject,
      String place,
      String title,
      Severity severity,
      boolean fixable,
      State state) {
    this(rule, subject, place, title, severity, fixable, state, rule + "\n" + subject);
  }

  /** Whether a finding counts. */
  public enum State {
    OPEN,
    /** Somebody decided that it does not count: an ignore file, VEX, a comment in the source. */
    SUPPRESSED,
    /** The tool or a person says that it is none. */
    FALSE_POSITIVE
  }
}
