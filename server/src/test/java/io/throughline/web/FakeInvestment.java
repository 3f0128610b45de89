package io.throughline.web;

import io.throughline.metric.Observation;
import io.throughline.metric.Reading;
import io.throughline.metric.Readings.PartName;
import io.throughline.metric.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a make-believe company spends its days on; nobody's days are known, only their sum. */
final class FakeInvestment {
  static final Set<String> METRICS = Set.of("investment_balance", "initiative_cost");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final double DAILY = 6.5;
  private static final Map<String, Double> CATEGORIES = new LinkedHashMap<>();
  private static final Map<String, Double> INITIATIVES = new LinkedHashMap<>();

  static {
    CATEGORIES.put("features", 0.46);
    CATEGORIES.put("bugs", 0.21);
    CATEGORIES.put("support", 0.13);
    CATEGORIES.put("debt", 0.14);
    CATEGORIES.put("uncategorised", 0.06);
    double[] shares = {0.24, 0.18, 0.13, 0.09, 0.07, 0.05, 0.04, 0.03};
    for (int i = 0; i < shares.length; i++) {
      INITIATIVES.put(Integer.toString(101 + i), shares[i]);
    }
    INITIATIVES.put("none", 0.17);
  }

  private FakeInvestment() {}

  static Set<String> parts(String metric) {
    return (metric.equals("investment_balance") ? CATEGORIES : INITIATIVES).keySet();
  }

  /**
   * A part's reading of some days.
   *
   * @param part null for the headline
   */
  static Reading read(String metric, Scope scope, String part, LocalDate from, LocalDate to) {
    boolean shares = metric.equals("investment_balance");
    boolean idle = scope instanceof Scope.OfTeam team && team.id().equals("research");
    boolean few = scope instanceof Scope.OfTeam team && team.id().equals("devex");
    LocalDate end = to.isAfter(TODAY) ? TODAY : to;
    long days = Math.max(0, end.toEpochDay() - from.toEpochDay());
    double all = idle || few ? 0 : Math.rint(days * DAILY);
    Map<String, Double> known = shares ? CATEGORIES : INITIATIVES;
    double usual = part == null ? (shares ? 0.46 : 1) : known.getOrDefault(part, 0.0);
    double wave = part == null && !shares ? 0 : Math.sin(from.getMonthValue() + usual * 40) * 0.02;
    Double own = all == 0 ? null : Double.valueOf(all * (usual + wave));
    Double value = own == null ? null : Double.valueOf(shares ? 100 * own / all : own);
    return new Reading(
        from,
        to,
        value,
        (long) all,
        null,
        to.isAfter(end),
        1,
        null,
        null,
        null,
        null,
        own,
        shares && own != null ? Double.valueOf(all) : null,
        null,
        null,
        few ? Reading.Doubt.WITHHELD : value == null ? Reading.Doubt.NO_DATA : null,
        null,
        null);
  }

  static PartName name(String part, UnaryOperator<String> spice) {
    return part.equals("none")
        ? new PartName("No initiative", null)
        : new PartName(
            spice.apply("SHOP-" + part + " ")
                + List.of("Faster checkout", "Gift cards", "Ledger moves to events", "One sign-in")
                    .get(Integer.parseInt(part) % 4),
            spice.apply("https://jira.example.com/browse/SHOP-" + part));
  }

  static List<Observation> items(UnaryOperator<String> spice) {
    Observation one =
        new Observation(
            "7",
            "merge_request",
            spice.apply("app!7 Rename everything"),
            "https://gitlab.example.com/app/-/merge_requests/7",
            "app",
            null,
            Instant.parse("2026-10-29T00:00:00Z"),
            null,
            null,
            null,
            1.5,
            1.5,
            null,
            "uncategorised",
            null,
            List.of());
    return List.of(one);
  }
}
