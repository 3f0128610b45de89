package io.throughline.web.mine;

import io.throughline.web.Frame;
import java.util.List;

/**
 * What a person's own page prints.
 *
 * @param person their name; empty when nobody proved to be anybody
 * @param teams where they are a member now
 * @param led teams that they lead
 * @param leadsSee whether leads may see how loaded each member is
 * @param looks who looked at them, newest first
 */
public record MinePage(
    Frame frame,
    String person,
    List<LoadRow> teams,
    List<Led> led,
    boolean leadsSee,
    List<LookRow> looks) {

  /**
   * A person's load in a team.
   *
   * @param name of the team on a person's own page, of the person on their lead's
   * @param assigned at the sprint's start, in words
   * @param tone {@code missed}, {@code near} or {@code met}
   * @param words what is to be said of it
   * @param active on how many of the last days they did something
   */
  public record LoadRow(
      String name, String href, String assigned, String tone, String words, String active) {}

  /** A team that a person leads. */
  public record Led(String name, String href) {}

  /** That somebody looked. */
  public record LookRow(String when, String who, String what) {}
}
