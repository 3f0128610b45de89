package io.throughline.simulator.production;

import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Era;
import java.util.List;

/**
 * What a deployment to production that seemed to succeed did to its service. Times are epoch
 * milliseconds.
 *
 * @param noticedAt when somebody or something notices
 * @param rollbackAt when the former version is brought back, if nothing newer is under way by then
 * @param repairedAt when it is mended where it is not rolled back
 */
public record Aftermath(
    Deployment deployment, Kind kind, Harm harm, long noticedAt, long rollbackAt, long repairedAt) {
  private static final long MINUTE = 60_000;
  private static final long BRIEF = 60_000;

  /** What comes after it. */
  public enum Kind {
    NOTHING,
    /** Users notice, and it is mended. */
    INCIDENT,
    /** It is bad enough to go back, where Argo CD can. */
    ROLLBACK,
    /** Its copies are not well for a while, and nobody is called. */
    DEGRADED
  }

  /** What users feel. */
  public enum Harm {
    ERRORS,
    SLOWNESS,
    MEMORY
  }

  /**
   * Whether a deployment is one of those that take seconds, so that a demo has something to see.
   */
  static boolean isLive(Deployment deployment) {
    return deployment.finishedAt() - deployment.createdAt() < BRIEF;
  }

  /** Whether a deployment arrived where users are. */
  static boolean arrived(Deployment deployment) {
    return deployment.environment().equals("production") && deployment.outcome().equals("success");
  }

  /** What comes after one that {@link #arrived}. */
  static Aftermath of(Deployment deployment, Era era) {
    Dice dice = era.dice("aftermath/" + deployment.id());
    double luck = dice.unit();
    Kind kind =
        luck < 0.028
            ? Kind.INCIDENT
            : luck < 0.042 ? Kind.ROLLBACK : luck < 0.048 ? Kind.DEGRADED : Kind.NOTHING;
    Harm harm = dice.pick(List.of(Harm.values()));
    // What is lived through live is over before anybody has lost patience.
    double haste = isLive(deployment) ? 0.1 : 1;
    double until =
        switch (kind) {
          case INCIDENT -> dice.chance(0.85) ? dice.between(4, 90) : dice.between(90, 1_200);
          case ROLLBACK -> dice.between(3, 9);
          case DEGRADED -> dice.between(5, 40);
          case NOTHING -> 0;
        };
    long noticed = later(deployment.finishedAt(), until * haste);
    long rollback = later(noticed, dice.between(6, 30) * haste);
    long mended = later(noticed, dice.around(kind == Kind.DEGRADED ? 15 : 70, 0.7) * haste);
    long repaired = kind == Kind.ROLLBACK ? Math.max(mended, later(rollback, 2 * haste)) : mended;
    return new Aftermath(deployment, kind, harm, noticed, rollback, repaired);
  }

  private static long later(long at, double minutes) {
    return (at + (long) (minutes * MINUTE)) / 1000 * 1000;
  }
}
