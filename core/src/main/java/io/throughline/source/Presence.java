package io.throughline.source;

import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;

/** What a source says of one thing that it no longer lists. */
public enum Presence {
  /** It is there, only somewhere else. */
  THERE,
  /** There is no such thing (404). */
  GONE,
  /** It may be there, but not for us. */
  CLOSED;

  /**
   * Asks for it.
   *
   * @throws SourceException when the source cannot tell now
   */
  public static Presence of(HttpDoor http, String path)
      throws SourceException, InterruptedException {
    try {
      http.get(path);
      return THERE;
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return e.status() == 404 ? GONE : CLOSED;
    }
  }
}
