package io.throughline.source;

/**
 * A source that does not answer as it should. The message is for the sources page: what happened,
 * where (path without secrets) and what to do.
 */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What follows from a failure. */
  public enum Remedy {
    /** Try again later; nobody has to do anything. */
    RETRY,
    /** Somebody must act (a revoked token, a wrong address); trying again soon is useless. */
    PERSON,
    /** This one thing is gone or closed to us; the others go on. */
    SKIP
  }

  private final Remedy remedy;
  private final int status;

  public SourceException(Remedy remedy, String message) {
    this(remedy, message, 0);
  }

  public SourceException(Remedy remedy, String message, int status) {
    super(message);
    this.remedy = remedy;
    this.status = status;
  }

  public SourceException(Remedy remedy, String message, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
    this.status = 0;
  }

  /**
   * An answer that is not what it should be.
   *
   * @param system the name that people know
   * @param path what was asked; its query is left out
   */
  public static SourceException misshapen(String system, String path, UnmappableException e) {
    int query = path.indexOf('?');
    return new SourceException(
        Remedy.RETRY,
        system
            + "'s answer to "
            + (query < 0 ? path : path.substring(0, query))
            + " is not what it should be: "
            + e.getMessage()
            + (e.pointer().isEmpty() ? "" : " at " + e.pointer())
            + ". Is something between us and "
            + system
            + " answering in its place?");
  }

  /** What follows. */
  public Remedy remedy() {
    return remedy;
  }

  /** The HTTP status that the source answered with; 0 when it was not the status. */
  public int status() {
    return status;
  }
}
