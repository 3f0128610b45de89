package io.throughline.source;

import java.util.Map;

/**
 * Follows what a source tells by itself over a connection that stays open. It stores what it hears
 * as its feed would have stored it, so that it makes no difference who was first; the feed goes on
 * and owns completeness.
 */
public interface Follower {
  /** The feed of this system whose things are told; cursors are that feed's. */
  String feed();

  /** Whether a source is to be followed, by its settings. */
  boolean isWanted(Map<String, String> settings);

  /**
   * Connects and listens until the source, or a proxy on the way, ends it. It is called again then.
   *
   * @throws SourceException when the source refuses, or the connection is lost
   * @throws InterruptedException when it is to stop; nothing that was stored is lost by it
   */
  void follow(FeedRun run, Hearing hearing) throws SourceException, InterruptedException;

  /** What a follower tells of how it goes. */
  interface Hearing {
    /** The source took the connection. */
    void connected();

    /** The source told of a thing. */
    void heard();

    /** Something else is to be read again because of it, soon. */
    void wish(Refresh wish);
  }
}
