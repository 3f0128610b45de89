package io.throughline.simulator.world;

import java.util.List;

/**
 * The people around a merge request: who may review it, and the machines that take part.
 *
 * @param near the author's own team without the author; never empty
 * @param far members of the owning team without the author; never empty
 */
record Crowd(
    List<Account> near, List<Account> far, List<Account> agents, Account ciBot, Account butler) {

  /** Mostly somebody of the author's team, now and then of the team that owns the code. */
  Account reviewer(Dice dice) {
    return dice.pick(dice.chance(0.78) ? near : far);
  }

  Account agent(Dice dice) {
    return dice.pick(agents);
  }
}
