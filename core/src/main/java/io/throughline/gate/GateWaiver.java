package io.throughline.gate;

import io.throughline.report.Finding;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That somebody answers for something that does not hold.
 *
 * @param rule id of a finding; null when it is for a condition or for the whole gate
 * @param subject what findings of the rule are about, {@code *} for any run of characters; null:
 *     whatever it is
 * @param condition that may be broken; null when it is for a finding or for the whole gate
 * @param owner who answers for it
 * @param until last day on which it holds
 */
public record GateWaiver(
    @Nullable String rule,
    @Nullable String subject,
    @Nullable GateMeasure condition,
    String owner,
    String reason,
    LocalDate until) {

  /** For a person: who answers until when, and why. */
  String told() {
    return "%s answers for it until %s: %s".formatted(owner, until, reason);
  }

  /** Whether it holds on a day. */
  boolean holdsOn(LocalDate day) {
    return !day.isAfter(until);
  }

  /** Whether it is for a finding. */
  boolean isFor(Finding finding) {
    return finding.rule().equals(rule) && (subject == null || isLike(subject, finding.subject()));
  }

  private static boolean isLike(String wanted, String text) {
    String pattern =
        Arrays.stream(wanted.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
  }

  /** Whether it is for whatever the gate asks. */
  boolean isForAll() {
    return rule == null && condition == null;
  }

  /** Whether it is for a condition, or for all of the gate. */
  boolean isFor(GateMeasure measure) {
    return rule == null && (condition == null || condition == measure);
  }
}
