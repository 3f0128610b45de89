package io.throughline.web.gates;

import io.throughline.evidenced.Waiver;
import io.throughline.web.part.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Who answers for a gate until when, in words of people. */
final class WaiverWords {
  private WaiverWords() {}

  /** One sentence without a point; empty when there is no waiver, or nobody says until when. */
  static String of(@Nullable Waiver waiver, Instant now) {
    Instant until = waiver == null ? null : waiver.until();
    if (waiver == null || until == null) {
      return "";
    }
    // It ends at midnight of UTC, after its last day; that is the day which people wrote down.
    String day = Times.date(LocalDate.ofInstant(until, ZoneOffset.UTC).minusDays(1));
    String by = waiver.owner() == null ? "" : " by " + waiver.owner();
    String why = waiver.reason() == null ? "" : ": " + waiver.reason();
    return now.isBefore(until)
        ? "waived" + by + " until " + day + why
        : "waiver" + by + " ended " + day + why;
  }
}
