package io.throughline.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report of findings adds up to.
 *
 * @param kind what was looked at
 * @param tool with its version as far as it is told: {@code Trivy 0.57.1}
 * @param artefact what was scanned: an image with its digest, a repository, an address; null when
 *     it is not told
 * @param digest {@code sha256:…} of the image that was scanned; null when it is none or not told
 * @param scanned whether the tool says that it looked at something. A report that names nothing it
 *     looked at is no data, and not a clean result
 * @param open how many count, of each severity that occurs
 * @param fixable those of them for which a version that mends them is out
 * @param suppressed how many do not count because somebody decided so
 * @param falsePositives how many do not count because they are none
 * @param notes what a person should know
 */
public record FindingSummary(
    Kind kind,
    String tool,
    @Nullable String artefact,
    @Nullable String digest,
    boolean scanned,
    Map<Severity, Long> open,
    Map<Severity, Long> fixable,
    long suppressed,
    long falsePositives,
    List<String> notes)
    implements Measured {
  /** What was looked at. */
  public enum Kind {
    /** The source, without running it. */
    CODE,
    /** What an image, a file system or a list of dependencies is made of. */
    COMPOSITION,
    /** The program while it runs. */
    RUNNING
  }

  public FindingSummary {
    open = copy(open);
    fixable = copy(fixable);
    notes = List.copyOf(notes);
  }

  private static Map<Severity, Long> copy(Map<Severity, Long> counts) {
    EnumMap<Severity, Long> copy = new EnumMap<>(Severity.class);
    copy.putAll(counts);
    return Collections.unmodifiableMap(copy);
  }

  /** All that count. */
  public long all() {
    return open.values().stream().mapToLong(Long::longValue).sum();
  }
}
