package io.throughline.warehouse.fact;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as every engine can store them, so that the same fact is equal before and after. */
public final class Stored {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private Stored() {}

  /**
   * The stored form of a record's component. Instants are cut to microseconds and held to the years
   * 1 to 9998, since no engine keeps all that Java can say; zero characters are dropped and numbers
   * that are not finite are unknown.
   */
  public static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant i -> instant(i);
      case Enum<?> e -> e.name().toLowerCase(Locale.ROOT);
      case String s -> s.indexOf('\0') < 0 ? s : s.replace("\0", "");
      case Double d -> Double.isFinite(d) ? d : null;
      default -> value;
    };
  }

  /** An instant as a timestamp in UTC. */
  public static LocalDateTime instant(Instant instant) {
    Instant held = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return LocalDateTime.ofInstant(held.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }
}
