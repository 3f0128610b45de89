package io.throughline.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Findings as a report tells of them: each is shown once, and counted once with all that METRICS.md
 * takes for the same. Of those the worst counts: one that is open before one that is not, then the
 * higher severity; a mend for one of them is a mend. What is told again as something shown is shown
 * as it was told first.
 */
public final class FindingCounts {
  /** Shown and counted together; more than any scanner found, in a hundred megabytes. */
  private static final int MOST = 1_000_000;

  private static final int LONGEST = 1_000;
  private static final int LONGEST_TITLE = 300;

  private final Consumer<? super Detail> details;
  private final MessageDigest digest = sha256();
  private final Map<Key, Same> counted = new HashMap<>();
  private final Set<Key> shown = new HashSet<>();
  private final Notes notes = new Notes();

  /**
   * What makes findings the same, in little room however long it is: a file may be nothing but long
   * names.
   */
  private record Key(long high, long low) {}

  private record Same(Finding.State state, Severity severity, boolean fixable) {
    Same with(Finding other) {
      int byState = other.state().compareTo(state);
      if (byState != 0) {
        return byState < 0 ? of(other) : this;
      }
      return new Same(
          state,
          other.severity().compareTo(severity) > 0 ? other.severity() : severity,
          fixable || other.fixable());
    }

    static Same of(Finding finding) {
      return new Same(finding.state(), finding.severity(), finding.fixable());
    }
  }

  /** That a report is larger than any that a tool writes. */
  public static final class TooMany extends Exception {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("it tells of more findings than any scanner has");
    }

    /** What there is too much of, for a person to read. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param details takes each finding that is shown
   */
  public FindingCounts(Consumer<? super Detail> details) {
    this.details = details;
  }

  /** Tells of a finding that is counted as it is shown. */
  public void add(Finding finding, List<String> same) throws TooMany {
    add(finding, same, same);
  }

  /**
   * Tells of a finding.
   *
   * @param counted what it has in common with all that are counted with it
   * @param shown what it has in common with all that are shown with it
   */
  public void add(Finding finding, List<String> counted, List<String> shown) throws TooMany {
    Key key = key(counted);
    Same same = this.counted.get(key);
    this.counted.put(key, same == null ? Same.of(finding) : same.with(finding));
    if (this.shown.add(key(shown, finding.state()))) {
      details.accept(shown(finding, Long.toHexString(key.high()) + Long.toHexString(key.low())));
    }
    if (this.counted.size() + this.shown.size() > MOST) {
      throw new TooMany();
    }
  }

  /**
   * A finding as it is shown: none of its texts is longer than anybody reads.
   *
   * @param identity of all that are counted with it
   */
  public static Finding shown(Finding finding, String identity) {
    return new Finding(
        cut(finding.rule(), LONGEST),
        cut(finding.subject(), LONGEST),
        cut(finding.place(), LONGEST),
        cut(finding.title(), LONGEST_TITLE),
        finding.severity(),
        finding.fixable(),
        finding.state(),
        identity);
  }

  /** Whether there was any, whatever its state. */
  public boolean any() {
    return !counted.isEmpty();
  }

  /** What is odd about the report. */
  public Notes notes() {
    return notes;
  }

  /** All together. */
  public FindingSummary summary(
      FindingSummary.Kind kind, String tool, Artefact artefact, boolean scanned) {
    Map<Severity, Long> open = new EnumMap<>(Severity.class);
    Map<Severity, Long> fixable = new EnumMap<>(Severity.class);
    long suppressed = 0;
    long falsePositives = 0;
    for (Same same : counted.values()) {
      switch (same.state()) {
        case OPEN -> {
          open.merge(same.severity(), 1L, Long::sum);
          if (same.fixable()) {
            fixable.merge(same.severity(), 1L, Long::sum);
          }
        }
        case SUPPRESSED -> suppressed++;
        case FALSE_POSITIVE -> falsePositives++;
      }
    }
    return new FindingSummary(
        kind,
        cut(tool, LONGEST_TITLE),
        artefact.name() == null ? null : cut(artefact.name(), LONGEST),
        artefact.digest(),
        scanned,
        open,
        fixable,
        suppressed,
        falsePositives,
        notes.all());
  }

  private Key key(List<String> parts) {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // With its length, so that no part runs into the next.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new Key(hash.getLong(), hash.getLong());
  }

  private Key key(List<String> parts, Finding.State state) {
    Key key = key(parts);
    return new Key(key.high(), key.low() + state.ordinal());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String cut(String text, int longest) {
    String plain = text.strip();
    return plain.length() > longest ? plain.substring(0, longest) + "…" : plain;
  }
}
