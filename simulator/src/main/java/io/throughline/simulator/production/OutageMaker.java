package io.throughline.simulator.production;

import io.throughline.simulator.production.Outage.Call;
import io.throughline.simulator.production.Outage.Cause;
import io.throughline.simulator.production.Outage.PostMortem;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Gate;
import io.throughline.simulator.world.Person;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides how an outage is noticed, answered and understood. */
final class OutageMaker {
  private static final long MINUTE = 60_000;
  private static final long WEEK = 7L * 86_400_000;
  private static final List<Gate> GATES = List.of(Gate.values());

  private final Company company;

  OutageMaker(Company company) {
    this.company = company;
  }

  /** One that somebody has to mend. */
  Outage make(
      String key,
      @Nullable Project service,
      Cause cause,
      String title,
      @Nullable Deployment deployment,
      long at,
      long over,
      Dice dice) {
    boolean wide = cause == Cause.INFRASTRUCTURE || cause == Cause.THIRD_PARTY;
    int severity = wide ? 1 + dice.below(2) : 1 + Math.min(4, 1 + dice.poisson(1.3));
    double luck = dice.unit();
    boolean called = luck < 0.88 || service == null || wide;
    boolean watched = service != null && (luck > 0.35 || !called);
    Long issue = watched ? (Long) (at - 1_000L * dice.below(90)) : null;
    long begin = Math.min(at - 2 * MINUTE, issue == null ? Long.MAX_VALUE : issue - MINUTE);
    Call call = called ? call(service, severity, at, over, issue != null, dice) : null;
    return new Outage(
        key,
        service,
        cause,
        severity,
        title,
        deployment == null ? begin : Math.max(deployment.finishedAt(), begin),
        call,
        issue == null ? null : (Long) Math.max(issue, floor(deployment)),
        over,
        deployment,
        postMortem(cause, severity, deployment, over, dice));
  }

  private static long floor(@Nullable Deployment deployment) {
    return deployment == null ? 0 : (deployment.finishedAt() / 1000 + 2) * 1000;
  }

  private Call call(
      @Nullable Project service, int severity, long at, long over, boolean watched, Dice dice) {
    double patience = severity <= 2 ? 4 : 17;
    long answered = at + (long) (dice.around(patience, 0.8) * MINUTE) / 1000 * 1000;
    boolean again = dice.chance(0.1) && over - at > 20 * MINUTE;
    long calmed = at + (over - at) * 3 / 5 / 1000 * 1000;
    return new Call(
        onCall(service, at),
        at,
        answered < (again ? calmed : over) ? (Long) answered : null,
        again ? (Long) calmed : null,
        again ? (Long) (calmed + 5 * MINUTE) : null,
        watched && dice.chance(0.3),
        null,
        watched && dice.chance(0.5));
  }

  private static @Nullable PostMortem postMortem(
      Cause cause, int severity, @Nullable Deployment deployment, long over, Dice dice) {
    boolean wide = cause == Cause.INFRASTRUCTURE || cause == Cause.THIRD_PARTY;
    if (!wide && !dice.chance(severity <= 2 ? 0.9 : 0.35)) {
      return null;
    }
    long at = over + (2 + dice.below(58)) * 60 * MINUTE;
    boolean change = cause == Cause.CHANGE;
    return new PostMortem(
        at,
        cause,
        change && deployment != null && dice.chance(0.7) ? deployment.sha() : null,
        change && dice.chance(0.6) ? dice.pick(GATES).id() : null);
  }

  /** The same, of which somebody was called a second time. */
  Outage again(Outage first, String key, long at) {
    Call call = first.pagerDuty();
    if (call == null) {
      throw new IllegalArgumentException("nobody was called for " + first.key());
    }
    Call second = new Call(call.responder(), at, null, null, null, false, first.key(), false);
    return new Outage(
        key,
        first.service(),
        first.cause(),
        first.severity(),
        first.title(),
        first.startedAt(),
        second,
        null,
        first.resolvedAt(),
        first.deployment(),
        null);
  }

  /** One that turned out to be the same as another. */
  Outage merged(Outage outage, Outage first) {
    Call call = outage.pagerDuty();
    if (call == null) {
      throw new IllegalArgumentException("nobody was called for " + outage.key());
    }
    Call same =
        new Call(
            call.responder(),
            call.triggeredAt(),
            call.acknowledgedAt(),
            null,
            null,
            false,
            first.key(),
            false);
    return new Outage(
        outage.key(),
        outage.service(),
        outage.cause(),
        outage.severity(),
        outage.title(),
        outage.startedAt(),
        same,
        outage.newRelicAt(),
        outage.resolvedAt(),
        null,
        null);
  }

  /** One that is over before anybody looks. */
  Outage blip(String key, Project service, long at, long over, Dice dice) {
    boolean watched = dice.chance(0.5);
    Call call = new Call(onCall(service, at), at, null, null, null, true, null, watched);
    String title = service.name() + " was not reached";
    Long issue = watched ? (Long) (at - 5_000) : null;
    return new Outage(
        key, service, Cause.OTHER, 4, title, at - 10_000, call, issue, over, null, null);
  }

  /** Who of a team is called in a week; of what has no team, the first of the company. */
  Account onCall(@Nullable Project service, long at) {
    Team team = service == null || service.team() == null ? null : company.team(service.team());
    if (team == null) {
      return company.people().getFirst().accounts().getFirst();
    }
    int turn = (int) Math.floorMod(at / WEEK, (long) team.members().size());
    Person person = company.person(team.members().get(turn).personId());
    if (person == null) {
      throw new IllegalStateException("a member is a person of the company");
    }
    return person.accounts().getFirst();
  }
}
