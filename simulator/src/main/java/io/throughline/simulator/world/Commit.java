package io.throughline.simulator.world;

/**
 * One commit. Times are epoch milliseconds.
 *
 * @param message whole message, the title first, trailers last
 */
public record Commit(
    String sha, String parent, String message, Account author, long authoredAt, long committedAt) {
  /** The message's first line. */
  public String title() {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
