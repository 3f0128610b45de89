package io.throughline.web;

import io.throughline.model.org.Organisation;
import io.throughline.model.org.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Fifty-six weeks of make-believe merge requests; the same for each run. */
final class FakeWork {
  private static final int WEEKS = 110;

  /** A merge request; hours of a part are NaN when it has none. */
  record Change(
      String team,
      String service,
      int number,
      String title,
      String authorClass,
      Instant merged,
      double coding,
      double pickup,
      double review,
      double deploy,
      int size,
      int comments,
      boolean reviewed,
      boolean reverted,
      boolean green) {}

  private static final List<String> TITLES =
      List.of(
          "Retry the capture when the bank times out",
          "Show delivery dates in the basket",
          "Move addresses to the accounts service",
          "Drop the old search index",
          "Batch the nightly settlement",
          "Warn before a saved card expires",
          "Cache the category tree",
          "Fix rounding of partial refunds");

  private FakeWork() {}

  static List<Change> changes(Organisation organisation, UnaryOperator<String> spice) {
    List<Change> changes = new ArrayList<>();
    for (Team team : organisation.teams()) {
      if (!team.services().isEmpty()) {
        add(changes, team, spice);
      }
    }
    return changes;
  }

  private static void add(List<Change> changes, Team team, UnaryOperator<String> spice) {
    Random random = new Random(team.id().hashCode());
    double pace = 0.7 + random.nextDouble() * 0.8;
    int members = team.members().size();
    for (int week = WEEKS; week >= 0; week--) {
      int count = team.id().equals("devex") ? random.nextInt(3) : members * 2 + random.nextInt(9);
      for (int i = 0; i < count; i++) {
        Instant merged =
            FakeHouse.NOW
                .minus(Duration.ofDays(7L * week))
                .minus(Duration.ofMinutes(random.nextInt(7 * 1440)));
        double drift = 1 + 0.25 * Math.sin(week / 7.0 + members);
        double trouble = week == 0 && team.id().equals("payments") ? 3.4 : 1;
        double relief = week <= 1 && team.id().equals("checkout") ? 0.35 : 1;
        String authorClass = authorClass(random, week);
        double slow = authorClass.equals("agent") ? 2.2 : 1;
        boolean reviewed = random.nextDouble() > (team.id().equals("mobile") ? 0.14 : 0.03);
        changes.add(
            new Change(
                team.id(),
                team.services().get(random.nextInt(team.services().size())).value(),
                1000 + changes.size(),
                spice.apply(TITLES.get(random.nextInt(TITLES.size()))),
                authorClass,
                merged,
                spread(random, 9 * pace * drift, 1.2),
                spread(random, 3.4 * pace * drift * trouble * slow, 1.0),
                reviewed ? spread(random, 6.5 * pace * relief, 1.1) : Double.NaN,
                week == 0 && random.nextBoolean() ? Double.NaN : spread(random, 11 * pace, 0.9),
                (int) spread(random, 70 * pace, 1.1) + 1,
                reviewed ? random.nextInt(9) : 0,
                reviewed,
                random.nextDouble() < 0.018,
                random.nextDouble() < 0.78 + pace * 0.12));
      }
    }
  }

  private static String authorClass(Random random, int week) {
    double dice = random.nextDouble();
    double assisted = 0.38 - week * 0.003;
    return dice < 0.06 ? "agent" : dice < 0.06 + assisted ? "assisted" : "human";
  }

  private static double spread(Random random, double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }
}
