package io.throughline.model.org;

/**
 * Who may see what is about one person. Everybody may see what is about themselves.
 *
 * @param leadSeesPeople whether the lead of a team may see how loaded each of its members is; every
 *     such look is kept, and the person is told of it
 */
public record Privacy(boolean leadSeesPeople) {
  /** What holds when the file says nothing: people see themselves alone. */
  public static final Privacy USUAL = new Privacy(false);
}
