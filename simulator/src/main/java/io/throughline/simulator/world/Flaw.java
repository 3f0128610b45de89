package io.throughline.simulator.world;

/**
 * Something that a scanner finds in a project for a while. Times are epoch milliseconds.
 *
 * @param rule a CVE, a rule, a plugin
 * @param subject a package with its version, a file, a method with its path
 * @param severity critical, high, medium, low or unknown
 * @param from when it can first be found
 * @param until when it is mended
 * @param waivedFrom from when on somebody answers for it, until it is mended; {@link
 *     Long#MAX_VALUE} for never
 */
public record Flaw(
    String rule,
    String subject,
    String place,
    String title,
    String severity,
    boolean fixable,
    long from,
    long until,
    long waivedFrom) {

  /** What looks for it. */
  public enum Kind {
    CODE,
    COMPOSITION,
    RUNNING
  }

  boolean isThere(long at) {
    return from <= at && at < until;
  }

  boolean isWaived(long at) {
    return at >= waivedFrom;
  }
}
