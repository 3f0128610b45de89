package io.throughline.gate;

import io.throughline.report.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gate as somebody judged it who may not have known the waivers that are looked at here: a
 * SonarQube, a pipeline with rules of its own.
 *
 * @param verdict that was told
 * @param checks conditions as they were told; empty when none were
 * @param open findings that counted
 * @param waived findings for which somebody answered already
 * @param unreadable whether a report of it could not be read; no waiver mends that
 * @param waivedUntil last day on which the waivers hold by which it was told; null when it stood by
 *     none, or nobody said
 */
public record ToldGate(
    Verdict verdict,
    List<Check> checks,
    List<Finding> open,
    List<Finding> waived,
    boolean unreadable,
    @Nullable LocalDate waivedUntil) {
  /** One of which nobody said anything. */
  public static final ToldGate NOTHING =
      new ToldGate(Verdict.NO_DATA, List.of(), List.of(), List.of(), false, null);

  private static final Set<Verdict> WAIVABLE =
      Set.of(Verdict.FAIL, Verdict.NO_DATA, Verdict.WAIVED);

  public ToldGate {
    checks = List.copyOf(checks);
    open = List.copyOf(open);
    waived = List.copyOf(waived);
  }

  /**
   * A condition.
   *
   * @param measure in the words of who judged; a waiver names it only where they are ours
   * @param value null when nothing told it
   * @param limit null when nobody said
   */
  public record Check(
      String measure, @Nullable Double value, @Nullable Double limit, Verdict verdict) {}

  /**
   * That it is waived.
   *
   * @param until last day on which it is
   * @param by whoever answers for it on that day, at least one
   */
  public record Standing(LocalDate until, List<GateWaiver> by) {
    public Standing {
      by = List.copyOf(by);
    }

    /** Who answers for it, for a person. */
    public String owners() {
      return by.stream().map(GateWaiver::owner).distinct().collect(Collectors.joining(", "));
    }

    /** Why, for a person. */
    public String reasons() {
      return by.stream().map(GateWaiver::reason).distinct().collect(Collectors.joining("; "));
    }
  }

  /**
   * Until when waivers let it pass that are not those by which it was told; empty when they do on
   * no day. As a waiver has a last day and no first, it lets pass what is before that as well.
   */
  public Optional<Standing> waivedBy(List<GateWaiver> waivers) {
    if (unreadable || !WAIVABLE.contains(verdict)) {
      return Optional.empty();
    }
    return Stream.concat(waivers.stream().map(GateWaiver::until), Stream.ofNullable(waivedUntil))
        .distinct()
        .sorted(Comparator.reverseOrder())
        .map(day -> new Standing(day, by(Waivers.on(day, waivers), day)))
        .filter(standing -> !standing.by().isEmpty())
        .findFirst();
  }

  /** Those by which it passes on a day; empty when it does not, or not by them. */
  private List<GateWaiver> by(Waivers waivers, LocalDate day) {
    // What was waived by others is so as long as they said.
    boolean still = waivedUntil == null || !day.isAfter(waivedUntil);
    Set<GateWaiver> by = new LinkedHashSet<>();
    List<Finding> counting =
        Stream.concat(open.stream(), still ? Stream.of() : waived.stream()).toList();
    counting.forEach(finding -> waivers.of(finding).ifPresent(by::add));
    List<Finding> left = counting.stream().filter(f -> waivers.of(f).isEmpty()).toList();
    for (Check check : checks) {
      if (!holds(check, left, still)) {
        Optional<GateWaiver> waiver =
            GateMeasure.of(check.measure()).map(waivers::of).orElseGet(waivers::ofAll);
        if (waiver.isEmpty()) {
          return List.of();
        }
        by.add(waiver.get());
      }
    }
    if (!isExplained() && !(verdict == Verdict.WAIVED && still)) {
      Optional<GateWaiver> whole = waivers.ofAll();
      if (whole.isEmpty()) {
        return List.of();
      }
      by.add(whole.get());
    }
    return new ArrayList<>(by);
  }

  /** Whether what is known of it tells why it did not pass. */
  private boolean isExplained() {
    return checks.stream().anyMatch(check -> !isGood(check.verdict()))
        || verdict == Verdict.WAIVED && !waived.isEmpty();
  }

  private boolean holds(Check check, List<Finding> left, boolean still) {
    Optional<GateMeasure> measure = GateMeasure.of(check.measure());
    Double limit = check.limit();
    if (limit != null && measure.isPresent() && isCountedOf(check, measure.get())) {
      return measure.get().keeps(measure.get().count(left), limit);
    }
    return isGood(check.verdict()) || check.verdict() == Verdict.WAIVED && still;
  }

  private static boolean isGood(Verdict verdict) {
    return verdict == Verdict.PASS || verdict == Verdict.NOT_APPLICABLE;
  }

  /** Whether it counted findings, and all that it counted are known. */
  private boolean isCountedOf(Check check, GateMeasure measure) {
    return measure.severity() != null
        && Objects.equals(check.value(), (double) measure.count(open));
  }
}
