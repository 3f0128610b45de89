package io.throughline.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * One GitLab user.
 *
 * @param id GitLab's number of the user, never changing
 * @param email the address of the user, of which there is one in the world
 * @param commitEmail the address in the user's commits; a second account of a person changes
 *     nothing about their git
 * @param bot what the API says in the field {@code bot}; not every automatic account says so
 * @param personId the person behind it; null for bots, agents and people the company has not mapped
 * @param office where the user works; decides the working hours of everything they do
 */
public record Account(
    long id,
    String username,
    String name,
    String email,
    String commitEmail,
    Kind kind,
    boolean bot,
    @Nullable String personId,
    Office office) {

  /** What acts behind an account. */
  public enum Kind {
    HUMAN,
    BOT,
    AGENT,
    /** Somebody outside the company, who is known to its service desk alone. */
    CUSTOMER
  }

  /** True when a human acts here, mapped or not. */
  public boolean human() {
    return kind == Kind.HUMAN;
  }

  /** The person behind it, else the user name: what a human is told from other humans by. */
  public String someone() {
    return personId == null ? "@" + username : personId;
  }

  /** True when both accounts are the same user or belong to the same person. */
  public boolean same(Account other) {
    return id == other.id || (personId != null && personId.equals(other.personId));
  }

  /** The 24 hexadecimal digits by which the tracker knows who acts here. */
  public String trackerId() {
    return Dice.sha(0, "tracker/" + someone()).substring(0, 24);
  }
}
