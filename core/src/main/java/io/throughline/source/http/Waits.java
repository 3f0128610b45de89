package io.throughline.source.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before a source is asked again. Pure. */
public final class Waits {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** Seconds that are too few to be an instant of our days, so that they count from now. */
  private static final long EPOCH_AGO = 1_000_000_000L;

  private Waits() {}

  /**
   * Full jitter: anything from nothing to a limit that doubles with each try, so that many clients
   * do not come back at one moment.
   *
   * @param attempt 0 after the first failure
   */
  public static Duration backoff(int attempt, RandomGenerator random) {
    long limit = Math.min(LONGEST_BACKOFF.toMillis(), FIRST.toMillis() << Math.min(attempt, 30));
    return Duration.ofMillis(random.nextLong(limit + 1));
  }

  /**
   * What the source asks for ({@code Retry-After}, else {@code RateLimit-Reset}, which some write
   * as an instant and some as seconds from now); at most an hour, never negative. Empty when it
   * asks for nothing that can be understood.
   *
   * @param headers names in lower case
   * @param now our clock, used only where the answer carries no {@code Date}
   */
  public static Optional<Duration> asked(Map<String, String> headers, Instant now) {
    Instant theirs = date(headers.get("date")).orElse(now);
    Optional<Duration> after = retryAfter(headers.get("retry-after"), theirs);
    return (after.isPresent() ? after : reset(headers.get("ratelimit-reset"), theirs))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .map(wait -> wait.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wait);
  }

  /** Whether a good answer says that it was the last one for now. */
  public static boolean exhausted(Map<String, String> headers) {
    return "0".equals(headers.getOrDefault("ratelimit-remaining", "").strip());
  }

  /** An HTTP date, or empty. */
  public static Optional<Instant> date(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> retryAfter(@Nullable String text, Instant theirs) {
    return text == null
        ? Optional.empty()
        : seconds(text)
            .map(Duration::ofSeconds)
            .or(() -> date(text).map(until -> Duration.between(theirs, until)));
  }

  private static Optional<Duration> reset(@Nullable String text, Instant theirs) {
    return text == null
        ? Optional.empty()
        : seconds(text)
            .map(at -> Duration.ofSeconds(at < EPOCH_AGO ? at : at - theirs.getEpochSecond()));
  }

  private static Optional<Long> seconds(String text) {
    String digits = text.strip();
    if (digits.matches("-[0-9]+")) {
      return Optional.of(0L);
    }
    if (!digits.matches("[0-9]+")) {
      return Optional.empty();
    }
    return Optional.of(digits.length() > 11 ? 99_999_999_999L : Long.parseLong(digits));
  }
}
