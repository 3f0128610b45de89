package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deals out what scanners find in a project over its history. */
final class FlawMaker {
  private static final long DAY = 86_400_000;

  /** So long before the recorded history the oldest begin, and so long after it the last. */
  private static final long BEFORE = 150 * DAY;

  private static final long AFTER = 200 * DAY;

  /** What can be fixed stays for so much of the time of other findings. */
  private static final double SOONER = 0.4;

  private static final List<String> PACKAGES =
      List.of(
          "openssl 3.0.11-1~deb12u2",
          "libssl3 3.0.11-1~deb12u2",
          "zlib1g 1:1.2.13.dfsg-1",
          "libc6 2.36-9+deb12u4",
          "curl 7.88.1-10+deb12u5",
          "libxml2 2.9.14+dfsg-1.3",
          "libexpat1 2.5.0-1",
          "krb5-locales 1.20.1-2",
          "libsqlite3-0 3.40.1-2",
          "perl-base 5.36.0-7",
          "tar 1.34+dfsg-1.2",
          "libgnutls30 3.7.9-2",
          "libsystemd0 252.22-1",
          "ncurses-base 6.4-4",
          "libtasn1-6 4.19.0-2",
          "login 1:4.13+dfsg1-1");
  private static final List<String> RULES =
      List.of("weak-hash", "open-redirect", "sql-from-text", "path-from-input", "empty-catch");
  private static final List<String> FILES =
      List.of("src/api/client", "src/store/query", "src/session/cart", "src/net/retry");
  private static final List<String> PLUGINS = List.of("10020", "10038", "10202", "40018", "90022");
  private static final List<String> PATHS =
      List.of("GET /v1/robots", "POST /v1/orders", "GET /v1/routes", "PUT /v1/cart", "GET /health");

  /**
   * How many of a severity begin in a year, and for how many days they stay.
   *
   * @param fixable share for which a version that mends it is out
   */
  private record Habit(String severity, double yearly, double low, double high, double fixable) {}

  private static List<Habit> habits(Flaw.Kind kind) {
    return switch (kind) {
      case CODE ->
          List.of(
              new Habit("critical", 0.3, 1, 4, 0),
              new Habit("high", 0.9, 2, 9, 0),
              new Habit("medium", 8, 20, 120, 0),
              new Habit("low", 12, 30, 200, 0));
      case COMPOSITION ->
          List.of(
              new Habit("critical", 1.0, 2, 18, 0.8),
              new Habit("high", 6, 4, 45, 0.35),
              new Habit("medium", 22, 30, 140, 0.5),
              new Habit("low", 16, 60, 250, 0.3),
              new Habit("unknown", 2, 10, 40, 0));
      case RUNNING ->
          List.of(
              new Habit("high", 0.8, 2, 10, 0),
              new Habit("medium", 4, 20, 90, 0),
              new Habit("low", 6, 30, 200, 0));
    };
  }

  private FlawMaker() {}

  static List<Flaw> of(Dice dice, Flaw.Kind kind, long start, long length) {
    long span = BEFORE + length + AFTER;
    List<Flaw> flaws = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Habit habit : habits(kind)) {
      int count = dice.poisson(habit.yearly() * span / (365.0 * DAY));
      for (int i = 0; i < count; i++) {
        long from = start - BEFORE + (long) (span * dice.unit());
        boolean fixable = dice.chance(habit.fixable());
        double days = dice.between(habit.low(), habit.high()) * (fixable ? SOONER : 1);
        Flaw flaw = flaw(dice, kind, habit, fixable, from, from + (long) (DAY * days));
        if (known.add(flaw.rule() + flaw.subject())) {
          flaws.add(flaw);
        }
      }
    }
    return List.copyOf(flaws);
  }

  private static Flaw flaw(
      Dice dice, Flaw.Kind kind, Habit habit, boolean fixable, long from, long until) {
    boolean grave = habit.severity().equals("critical") || habit.severity().equals("high");
    boolean answered = grave && dice.chance(0.4);
    long waived = answered ? from + (until - from) / 3 : Long.MAX_VALUE;
    return switch (kind) {
      case COMPOSITION -> {
        String about = dice.pick(PACKAGES);
        yield new Flaw(
            "CVE-" + (2023 + dice.below(4)) + "-" + (10_000 + dice.below(80_000)),
            about,
            "debian 12",
            about.substring(0, about.indexOf(' ')) + ": a reader trusts a length that it is given",
            habit.severity(),
            fixable,
            from,
            until,
            waived);
      }
      case CODE -> {
        String file = dice.pick(FILES) + dice.below(90);
        String rule = dice.pick(RULES);
        yield new Flaw(
            rule,
            file,
            file + ":" + (10 + dice.below(400)),
            rule.replace('-', ' '),
            habit.severity(),
            fixable,
            from,
            until,
            waived);
      }
      case RUNNING -> {
        String path = dice.pick(PATHS) + "/" + dice.below(60);
        yield new Flaw(
            dice.pick(PLUGINS),
            path,
            path.substring(path.indexOf('/')),
            "A header that protects is not set",
            habit.severity(),
            fixable,
            from,
            until,
            waived);
      }
    };
  }
}
