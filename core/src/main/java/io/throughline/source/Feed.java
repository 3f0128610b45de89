package io.throughline.source;

/**
 * One stream of pages of a source. A feed does I/O and thinks nothing: it stores what it gets and
 * remembers how far it came.
 */
public interface Feed {
  /** Name, unique in the source: {@code merge_requests}. */
  String id();

  /**
   * Reads all that is new since the cursors, page by page, oldest first; after the first run that
   * is the backfill. Each page is stored before its cursor is saved, so a run that dies is resumed
   * at the last stored page.
   *
   * @throws SourceException when the source does not answer as it should
   * @throws InterruptedException when the run is to stop; nothing is lost by it
   */
  void read(FeedRun run) throws SourceException, InterruptedException;

  /**
   * Reads one thing again, because a webhook told only a part of it.
   *
   * @return false when this feed does not know such a thing
   */
  default boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    return false;
  }
}
