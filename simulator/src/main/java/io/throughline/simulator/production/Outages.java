package io.throughline.simulator.production;

import io.throughline.simulator.production.Outage.Cause;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import io.throughline.simulator.world.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets things break: after changes, with the data centre, with others' services, or just so. */
public final class Outages {
  private static final long MINUTE = 60_000;
  private static final long WEEK = 7L * 86_400_000;

  /** What one data centre carries. */
  private static final List<String> IN_ONE_HALL =
      List.of("route-planner", "map-tiles", "docking", "ingest-gateway", "alerting", "mobile-bff");

  /** What nobody can pay without. */
  private static final List<String> PAYING = List.of("checkout-api", "payments");

  private static final double[] HALLS_FAIL = {0.31, 0.83};
  private static final double[] CARDS_FAIL = {0.20, 0.55, 0.90};
  private static final double VPN_FAILS = 0.45;

  private final Era era;
  private final Map<String, Project> services = new HashMap<>();
  private final OutageMaker maker;

  Outages(Era era, List<Project> services, OutageMaker maker) {
    this.era = era;
    this.maker = maker;
    services.forEach(service -> this.services.put(service.slug(), service));
  }

  /** When the data centre goes dark in a history, epoch milliseconds. */
  public static List<Long> darkAt(Era era) {
    return Arrays.stream(HALLS_FAIL).mapToObj(part -> era.at(part) / 1000 * 1000).toList();
  }

  /** PagerDuty's id of the incident of the route planner when the data centre goes dark. */
  public static String darkIncident(Era era, long darkAt) {
    for (double part : HALLS_FAIL) {
      if (era.at(part) / 1000 * 1000 == darkAt) {
        return Outage.pagerDutyId("hall/" + part + "/" + IN_ONE_HALL.getFirst());
      }
    }
    throw new IllegalArgumentException("the data centre is not dark then");
  }

  /**
   * All that was told up to a moment, in the order in which it was.
   *
   * @param deployments of all services, to production
   * @param rolledBack when the deployment with this id was taken back
   */
  List<Outage> until(long now, List<Deployment> deployments, Map<Long, Long> rolledBack) {
    List<Outage> out = new ArrayList<>();
    for (Deployment d : deployments) {
      if (Aftermath.arrived(d)) {
        byChange(Aftermath.of(d, era), rolledBack.get(d.id()), out);
      }
    }
    for (double part : HALLS_FAIL) {
      together("hall", part, IN_ONE_HALL, Cause.INFRASTRUCTURE, "The data centre is dark", out);
    }
    for (double part : CARDS_FAIL) {
      together("cards", part, PAYING, Cause.THIRD_PARTY, "The card provider does not answer", out);
    }
    elsewhere(out);
    for (long week = era.start(); week <= now; week += WEEK) {
      for (Project service : services.values()) {
        justSo(service, week, out);
      }
    }
    out.removeIf(outage -> outage.toldAt() > now);
    out.sort(Comparator.comparingLong(Outage::toldAt).thenComparing(Outage::key));
    return out;
  }

  private void byChange(Aftermath after, @Nullable Long rolledBack, List<Outage> out) {
    boolean felt =
        after.kind() == Aftermath.Kind.INCIDENT || after.kind() == Aftermath.Kind.ROLLBACK;
    if (!felt) {
      return;
    }
    Deployment d = after.deployment();
    long over = rolledBack == null ? after.repairedAt() : rolledBack + MINUTE / 2;
    String key = "change/" + d.id();
    Dice dice = era.dice("outage/" + key);
    String title =
        switch (after.harm()) {
          case ERRORS -> d.project().name() + " answers with errors";
          case SLOWNESS -> d.project().name() + " is slow";
          case MEMORY -> d.project().name() + " runs out of memory";
        };
    Outage made =
        maker.make(key, d.project(), Cause.CHANGE, title, d, after.noticedAt(), over, dice);
    out.add(made);
    if (made.pagerDuty() != null && dice.chance(0.08)) {
      long second = Math.min(after.noticedAt() + 3 * MINUTE, over - 1_000);
      out.add(maker.again(made, key + "/again", second));
    }
  }

  private void together(
      String what, double part, List<String> slugs, Cause cause, String title, List<Outage> out) {
    long begin = era.at(part) / 1000 * 1000;
    Dice dice = era.dice("outage/" + what + "/" + part);
    long over = begin + (35 + dice.below(95)) * MINUTE;
    Outage first = null;
    for (int i = 0; i < slugs.size(); i++) {
      Project service = services.get(slugs.get(i));
      if (service == null) {
        continue;
      }
      String key = what + "/" + part + "/" + service.slug();
      long noticed = begin + MINUTE + i * 20_000L;
      boolean same = first != null && i % 3 == 2;
      Outage made =
          maker.make(
              key,
              service,
              cause,
              title,
              null,
              noticed,
              over + i * MINUTE,
              era.dice("outage/" + key));
      out.add(same && first != null ? maker.merged(made, first) : made);
      first = first == null ? made : first;
    }
  }

  /** Something that is no service of the company's list. */
  private void elsewhere(List<Outage> out) {
    long begin = era.at(VPN_FAILS) / 1000 * 1000;
    Dice dice = era.dice("outage/vpn");
    out.add(
        maker.make(
            "vpn",
            null,
            Cause.OTHER,
            "Nobody gets into the office network",
            null,
            begin,
            begin + (20 + dice.below(70)) * MINUTE,
            dice));
  }

  private void justSo(Project service, long week, List<Outage> out) {
    Dice dice = era.dice("outage/" + service.slug() + "/" + week);
    int times = dice.poisson(0.04);
    for (int i = 0; i < times; i++) {
      long at = week + (long) (dice.unit() * WEEK) / 1000 * 1000;
      long over = at + ((long) dice.around(45, 0.8)) * MINUTE;
      String key = "some/" + service.slug() + "/" + week + "/" + i;
      String title = service.name() + " does not answer";
      out.add(maker.make(key, service, Cause.OTHER, title, null, at, over, era.dice(key)));
    }
    int blips = dice.poisson(0.05);
    for (int i = 0; i < blips; i++) {
      long at = week + (long) (dice.unit() * WEEK) / 1000 * 1000;
      String key = "blip/" + service.slug() + "/" + week + "/" + i;
      out.add(maker.blip(key, service, at, at + 20_000 + 1_000L * dice.below(80), era.dice(key)));
    }
  }
}
