package io.throughline.simulator.production;

import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests of one service, minute by minute: a pure function of the service, the minute, and
 * what the service went through.
 */
public final class Traffic {
  /** Milliseconds within which answers are counted. */
  public static final List<Integer> BOUNDS =
      List.of(5, 10, 25, 50, 75, 100, 150, 250, 400, 650, 1000, 1600, 2500, 4000, 10_000);

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;
  private static final double GIB = 1024.0 * 1024 * 1024;

  private final String slug;
  private final Load load;
  private final ZoneId zone;
  private final List<Spell> spells;
  private final CanaryShares canaries;
  private final Era era;

  /**
   * @param spells all that began up to the moment of looking
   */
  Traffic(String slug, Load load, ZoneId zone, List<Spell> spells, CanaryShares canaries, Era era) {
    this.slug = slug;
    this.load = load;
    this.zone = zone;
    this.spells = List.copyOf(spells);
    this.canaries = canaries;
    this.era = era;
  }

  public Load load() {
    return load;
  }

  /**
   * What was measured in a minute; empty where the agent reported nothing.
   *
   * @param at its beginning, epoch milliseconds
   */
  public Optional<Minute> minute(long at) {
    long begin = Math.floorDiv(at, MINUTE) * MINUTE;
    return silent(begin) ? Optional.empty() : Optional.of(measured(begin));
  }

  /** On some days the agent has nothing to say for a while. */
  private boolean silent(long at) {
    long day = Math.floorDiv(at, DAY) * DAY;
    Dice dice = era.dice("silent/" + slug + "/" + day);
    if (!dice.chance(0.03)) {
      return false;
    }
    long from = day + dice.below(22 * 60) * MINUTE;
    return at >= from && at < from + (5 + dice.below(55)) * MINUTE;
  }

  private Minute measured(long at) {
    Dice dice = era.dice("minute/" + slug + "/" + at);
    double failing = load.failing();
    double slower = 1;
    double reached = 1;
    double full = 0.52;
    int killed = 0;
    for (Spell spell : active(at)) {
      failing += spell.failing();
      slower *= spell.slower();
      reached *= spell.reached();
      if (spell.leaking()) {
        double part = Math.min(1, (at - spell.from()) / (40.0 * MINUTE));
        full = Math.max(full, 0.52 + 0.46 * part);
        killed = part >= 1 && dice.chance(0.2) ? 1 : killed;
      }
    }
    CanaryShares.Moment canary = canaries.at(at + MINUTE / 2);
    double usual = failing;
    failing += canary.failing();
    double busy = busy(at);
    double share = dice.between(0.93, 1.07);
    long requests = Math.round(load.rpm() * busy * reached * share);
    long errors = Math.min(requests, (long) (requests * failing + dice.unit()));
    // The more there is to do, the longer it takes.
    double median = load.median() * slower * (0.92 + 0.12 * busy) * dice.between(0.97, 1.03);
    List<Long> upTo = new ArrayList<>();
    for (int bound : BOUNDS) {
      upTo.add((long) (requests * within(bound, median)));
    }
    long tried = Math.round(requests * canary.canary());
    double blamed = failing == 0 ? 0 : (usual * canary.canary() + canary.failing()) / failing;
    long wrong = Math.max(0, errors - (requests - tried));
    long answered = requests - errors;
    long limit = Math.round(load.apdexT() * 1000);
    long satisfied = (long) (answered * within(limit, median));
    long most = (long) (answered * within(4.0 * limit, median));
    int instances = 2 + (int) (load.rpm() / 800);
    return new Minute(
        at,
        requests,
        errors,
        upTo,
        median,
        load.sigma(),
        load.apdexT(),
        satisfied,
        most - satisfied,
        instances,
        instances * (0.08 + 0.30 * busy * share * Math.sqrt(slower)),
        instances * 0.5,
        instances * 1.0,
        instances * GIB * (full + 0.02 * dice.unit()),
        instances * GIB * 0.75,
        instances * GIB,
        killed,
        tried,
        Math.max(wrong, Math.min(tried, Math.round(errors * blamed))));
  }

  private List<Spell> active(long at) {
    return spells.stream().filter(spell -> spell.holds(at)).toList();
  }

  /** Little at night, most in the early afternoon, other on days without work. */
  private double busy(long at) {
    ZonedDateTime local = Instant.ofEpochMilli(at).atZone(zone);
    double hour = local.getHour() + local.getMinute() / 60.0;
    double day = 0.58 + 0.42 * Math.cos((hour - 14) / 24 * 2 * Math.PI);
    return day * (local.getDayOfWeek().getValue() > 5 ? load.weekend() : 1);
  }

  /** Share of answers within so many milliseconds. */
  private double within(double millis, double median) {
    return normal(Math.log(millis / median) / load.sigma());
  }

  /** The normal distribution, to seven digits (Abramowitz and Stegun 7.1.26). */
  private static double normal(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double poly =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double erf = 1 - poly * Math.exp(-x * x);
    return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
  }
}
