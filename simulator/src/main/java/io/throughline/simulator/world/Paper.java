package io.throughline.simulator.world;

import java.util.List;

/**
 * A page of the company's wiki, the part of its life that lies in the future included. Times are
 * epoch milliseconds.
 *
 * @param versions when each version was saved, the first first
 * @param trashedAt when it was thrown into the bin; {@link Long#MAX_VALUE} for never
 * @param linksBack whether its text links to the epic that it is for
 */
public record Paper(
    long id,
    Kind kind,
    Board board,
    String title,
    Account author,
    List<Long> versions,
    long trashedAt,
    boolean linksBack) {

  /** What a page is. */
  public enum Kind {
    PRD,
    DESIGN,
    NOTES
  }

  public Paper {
    versions = List.copyOf(versions);
  }

  public long createdAt() {
    return versions.getFirst();
  }

  /** How many versions there are at a moment. */
  public int version(long now) {
    return (int) versions.stream().filter(at -> at <= now).count();
  }

  /** When it was last saved, as of a moment not before its creation. */
  public long savedAt(long now) {
    return versions.get(version(now) - 1);
  }

  /** Whether it is in the bin. */
  public boolean trashed(long now) {
    return trashedAt <= now;
  }
}
