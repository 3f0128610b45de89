package io.throughline.simulator.production;

import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A survey among the users of a product.
 *
 * @param kind {@code csat} or {@code pmf}
 * @param name as the organisation calls it
 * @param slug the service that it is about
 * @param medium how it is asked
 * @param everyMonths how often
 */
public record Survey(String kind, String name, String slug, String medium, int everyMonths) {
  /** All surveys: satisfaction every month, disappointment every quarter. */
  public static final List<Survey> ALL =
      List.of(
          new Survey("csat", "Route Planner satisfaction", "route-planner", "in_app", 1),
          new Survey("csat", "Web Shop satisfaction", "web-shop", "email", 1),
          new Survey("csat", "Fleet Insights satisfaction", "fleet-insights", "email", 1),
          new Survey("pmf", "Route Planner fit", "route-planner", "in_app", 3),
          new Survey("pmf", "Web Shop fit", "web-shop", "email", 3),
          new Survey("pmf", "Fleet Insights fit", "fleet-insights", "email", 3));

  private static final long DAY = 86_400_000;
  private static final List<String> SEGMENTS =
      List.of("warehouse operator", "fleet manager", "developer");

  /**
   * One sending of a survey.
   *
   * @param sentAt epoch milliseconds
   * @param invited how many were asked
   */
  public record Round(Survey survey, long sentAt, int invited) {}

  /**
   * One answer.
   *
   * @param respondent who answered, in the tool's own words
   * @param score 1 to 5; null for an answer in words
   * @param answer {@code very_disappointed} and others; null for a score
   * @param recentUses how often the user was active in the last two weeks; null where nobody counts
   * @param answeredAt epoch milliseconds
   */
  public record Answer(
      Round round,
      String id,
      String respondent,
      String segment,
      @Nullable Integer score,
      @Nullable String answer,
      @Nullable Integer recentUses,
      long answeredAt) {}

  /** What it is called in addresses and files: {@code csat-web-shop}. */
  public String id() {
    return kind + "-" + slug;
  }

  /** The sendings up to a moment, on the first Tuesday of a month. */
  public List<Round> rounds(Era era, long now) {
    List<Round> out = new ArrayList<>();
    LocalDate month =
        Instant.ofEpochMilli(era.start()).atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    for (LocalDate first = month; ; first = first.plusMonths(everyMonths)) {
      long at =
          first
              .with(TemporalAdjusters.firstInMonth(DayOfWeek.TUESDAY))
              .atTime(9, 0)
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli();
      if (at > now) {
        return out;
      }
      if (at >= era.start()) {
        Dice dice = era.dice("round/" + name + "/" + at);
        out.add(new Round(this, at, 180 + dice.below(140)));
      }
    }
  }

  /** The answers to a sending up to a moment, the first one first. */
  public List<Answer> answers(Round round, Era era, long now) {
    Dice dice = era.dice("answers/" + name + "/" + round.sentAt());
    double year = era.year(round.sentAt());
    // People grow tired of being asked.
    int count = (int) (round.invited() * (0.34 - 0.10 * year) * dice.between(0.85, 1.15));
    List<Answer> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Dice own = era.dice("answer/" + name + "/" + round.sentAt() + "/" + i);
      String who = "user-" + own.below(round.invited()) + "@" + slug + ".example";
      long at = round.sentAt() + (long) (own.around(14, 1.1) * 3_600_000) / 1000 * 1000;
      String id = Dice.sha(round.sentAt(), name + "/" + i).substring(0, 16);
      String segment = own.pick(SEGMENTS);
      Answer answer =
          kind.equals("csat")
              ? new Answer(round, id, who, segment, score(own, year), null, null, at)
              : new Answer(round, id, who, segment, null, feeling(own), own.poisson(4), at);
      if (at <= Math.min(now, round.sentAt() + 20 * DAY)) {
        out.add(answer);
      }
    }
    out.sort(Comparator.comparingLong(Answer::answeredAt).thenComparing(Answer::id));
    return out;
  }

  private int score(Dice dice, double year) {
    double good =
        switch (slug) {
          case "route-planner" -> 0.74 + 0.14 * year;
          case "web-shop" -> 0.82 - 0.05 * year;
          default -> 0.68;
        };
    return dice.chance(good) ? 4 + dice.below(2) : 1 + dice.below(3);
  }

  private String feeling(Dice dice) {
    double fit =
        switch (slug) {
          case "route-planner" -> 0.46;
          case "web-shop" -> 0.38;
          default -> 0.29;
        };
    double luck = dice.unit();
    return luck < fit * 0.95
        ? "very_disappointed"
        : luck < 0.80
            ? "somewhat_disappointed"
            : luck < 0.95 ? "not_disappointed" : "no_longer_use";
  }
}
